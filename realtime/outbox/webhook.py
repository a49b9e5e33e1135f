"""Events by HTTP: one signed POST a message.

urllib3 rather than httpx: both are good, but this one is a single package, is kept, and one thread
that posts one request after another needs nothing more.
"""

import hashlib
import hmac
import json
import logging
from collections.abc import Mapping
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, SSLError
from urllib3.exceptions import TimeoutError as HttpTimeoutError
from urllib3.util import make_headers, parse_url

from realtime.clock import Clock
from realtime.outbox.errors import DeliveryError, RefusedError
from realtime.outbox.messages import StoredMessage, to_payload
from realtime.status import StreamStatus

KEY_HEADER = "Idempotency-Key"
TIMESTAMP_HEADER = "X-Liveact-Timestamp"
SIGNATURE_HEADER = "X-Liveact-Signature"

_REFUSALS = frozenset({400, 413, 422})
"""This body is wrong: it will not be right the next time. All else may be put right."""


class WebhookTarget:
    """Posts each message as JSON; any 2xx answer confirms it.

    Redirects are not followed: a signed body would go to whom the user did not name. They count
    as failures that say where the receiver now wants to be called.
    """

    def __init__(
        self,
        name: str,
        url: str,
        clock: Clock,
        *,
        secret: str = "",
        headers: Mapping[str, str] | None = None,
        timeout_seconds: float = 10.0,
        ca_file: str | None = None,
    ) -> None:
        """Connect to nobody yet. The address is never shown, since it may hold a key."""
        # It would write the path of every address, keys included, where debugging is asked for.
        logging.getLogger("urllib3").setLevel(logging.INFO)
        self.name = name
        self._url = url
        self._host = urlsplit(url).hostname or ""
        self._clock = clock
        self._secret = secret.encode()
        self._timeout_seconds = timeout_seconds
        self._headers = {**_login(url), **(headers or {})}
        self._pool = urllib3.PoolManager(
            timeout=urllib3.Timeout(total=timeout_seconds), retries=False, ca_certs=ca_file
        )

    def deliver(self, stored: StoredMessage) -> None:
        """Post a message; returns when the receiver says that it has it."""
        body = json.dumps(to_payload(stored), ensure_ascii=False, allow_nan=False).encode()
        try:
            answer = self._pool.request(
                "POST",
                self._url,
                body=body,
                headers=self._signed_headers(stored.message.key, body),
                redirect=False,
                preload_content=False,
            )
            # What it says beside the status is of no use, and could be endless.
            answer.close()
        except HTTPError as error:
            raise DeliveryError(f"{self._host}: {self._reason(error)}") from error
        self._judge(answer.status, answer.headers.get("Location", ""))

    def note(self, status: StreamStatus) -> None:
        """A receiver hears of events only."""

    def close(self) -> None:
        """Leave the receiver."""
        self._pool.clear()

    def _signed_headers(self, key: str, body: bytes) -> dict[str, str]:
        timestamp = str(int(self._clock.wall()))
        headers = {
            **self._headers,
            "Content-Type": "application/json",
            "User-Agent": "liveact-monitor",
            KEY_HEADER: key,
            TIMESTAMP_HEADER: timestamp,
        }
        if self._secret:
            headers[SIGNATURE_HEADER] = f"sha256={signature(self._secret, timestamp, body)}"
        return headers

    def _judge(self, status: int, location: str) -> None:
        if 200 <= status < 300:
            return
        if status in _REFUSALS:
            raise RefusedError(f"{self._host} answers {status}: it will not take this event")
        if 300 <= status < 400:
            elsewhere = urlsplit(location).hostname or "another path"
            raise DeliveryError(
                f"{self._host} answers {status}, a redirect to {elsewhere}; give that address as "
                "`url` if you trust it"
            )
        raise DeliveryError(f"{self._host} answers {status}")

    def _reason(self, error: HTTPError) -> str:
        """In words that hold neither path nor key."""
        if isinstance(error, NewConnectionError | ConnectTimeoutError):
            return "cannot be reached"
        if isinstance(error, HttpTimeoutError):
            return f"no answer within {self._timeout_seconds:g} s"
        if isinstance(error, SSLError):
            return f"its certificate is not trusted or TLS failed ({type(error.args[0]).__name__})"
        return f"the connection broke ({type(error).__name__})"


def signature(secret: bytes, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 over `timestamp.body`, hexadecimal: a recorded request cannot be sent later."""
    return hmac.new(secret, timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def _login(url: str) -> dict[str, str]:
    """The header for a user and password in the address."""
    auth = parse_url(url).auth
    return dict(make_headers(basic_auth=auth)) if auth else {}
