"""What every request passes before it is answered, and what every answer carries."""

import base64
import binascii
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from realtime.monitor.http.answers import ProblemAnswer
from realtime.monitor.http.buckets import TokenBuckets

LONGEST_URL_BYTES = 4096

SECURITY_HEADERS = {
    # A connection a request: none can be kept open by a client that says nothing.
    "connection": "close",
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}

_LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request goes no further."""

    status: int
    reason: str
    headers: Mapping[str, str] = field(default_factory=dict)


class Guard:
    """Lets in who may ask, not too often, and nothing but reading requests."""

    def __init__(self, app: ASGIApp, *, token: str, buckets: TokenBuckets) -> None:
        """Guard an application.

        Args:
            app: answers what is let in.
            token: what clients must know; empty where everybody on this machine may ask.
            buckets: how often each client may.
        """
        self._app = app
        self._token = token.encode()
        self._buckets = buckets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(SECURITY_HEADERS)
            await send(message)

        refusal = self._refusal(scope)
        if refusal is None:
            await self._app(scope, receive, send_guarded)
            return
        answer = ProblemAnswer(error=refusal.reason).model_dump()
        response = JSONResponse(answer, refusal.status, headers=refusal.headers)
        await response(scope, receive, send_guarded)

    def _refusal(self, scope: Scope) -> Refusal | None:
        headers = Headers(scope=scope)
        client = scope["client"][0] if scope.get("client") else ""
        if not self._buckets.take(client):
            return Refusal(429, "too many requests; ask again in a second", {"retry-after": "1"})
        if not self._may_ask(headers):
            # A browser asks its user for this; any name will do, the password is the token.
            login = {"www-authenticate": 'Bearer realm="liveact", Basic realm="liveact"'}
            return Refusal(401, "the token is missing or wrong", login)
        if not self._token and not _is_local_name(headers.get("host", "")):
            # A page of the web that has its own name lead here would read all of it.
            return Refusal(421, "this monitor answers to 127.0.0.1 and localhost only")
        return _shape_refusal(scope, headers)

    def _may_ask(self, headers: Headers) -> bool:
        if not self._token:
            return True
        return hmac.compare_digest(_given_token(headers.get("authorization", "")), self._token)


def _shape_refusal(scope: Scope, headers: Headers) -> Refusal | None:
    """Of requests that no part of this server has a use for."""
    if scope["method"] not in ("GET", "HEAD"):
        return Refusal(405, f"{scope['method']} given; GET and HEAD are allowed", {"allow": "GET"})
    if headers.get("content-length", "0") != "0" or "transfer-encoding" in headers:
        return Refusal(413, "a request here has no body")
    if len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST_URL_BYTES:
        return Refusal(414, f"an address of at most {LONGEST_URL_BYTES} bytes is allowed")
    return None


def _given_token(authorization: str) -> bytes:
    """The token of `Bearer TOKEN`, or of `Basic` with any name; empty where there is none."""
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip().encode("latin-1")  # the bytes as they came
    if scheme.lower() != "basic":
        return b""
    try:
        return base64.b64decode(value, validate=True).partition(b":")[2]
    except (binascii.Error, ValueError):
        return b""


def _is_local_name(host: str) -> bool:
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    return name.lower() in _LOCAL_NAMES
