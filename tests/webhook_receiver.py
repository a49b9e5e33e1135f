"""A web server on the loopback that gets events: answers as a test tells it, and remembers."""

import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SECRET = "a secret between two"


@dataclass(eq=False)
class Receiver:
    """What came, and what is answered."""

    port: int = 0
    answers: list[int | str] = field(default_factory=list)
    """One for each request: a status, `hang`, `break`, or an address to redirect to; then 204."""
    requests: list[dict[str, Any]] = field(default_factory=list)
    """Bodies that were answered with 2xx, in their order."""
    headers: list[dict[str, str]] = field(default_factory=list)
    """Of every request, with names in small letters."""
    bodies: list[bytes] = field(default_factory=list)
    """Of every request, as they came."""
    forged: int = 0
    """Requests whose signature was wrong."""
    arrived: threading.Condition = field(default_factory=threading.Condition)
    go_on: threading.Event = field(default_factory=threading.Event)
    """Ends the hanging."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks/T0K3N"

    @property
    def keys(self) -> list[str]:
        """Idempotency keys, each once: what a receiver that looks at them has taken."""
        return list(dict.fromkeys(request["key"] for request in self.requests))

    def wait_for(self, count: int, seconds: float = 20.0) -> None:
        """Until so many different messages have come."""
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.keys) >= count, seconds), self.keys

    def wait_for_requests(self, count: int, seconds: float = 20.0) -> None:
        """Until so many requests have come, whatever was answered."""
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.headers) >= count, seconds)

    def take(self, headers: dict[str, str], body: bytes) -> int | str:
        """Note a request and say what to answer."""
        with self.arrived:
            self.headers.append(headers)
            self.bodies.append(body)
            self.arrived.notify_all()
            if not is_genuine(headers, body):
                self.forged += 1
                return 401
            answer = self.answers.pop(0) if self.answers else 204
            if isinstance(answer, int) and 200 <= answer < 300:
                self.requests.append(json.loads(body))
                self.arrived.notify_all()
            return answer


def is_genuine(headers: dict[str, str], body: bytes) -> bool:
    signed = headers["x-liveact-timestamp"].encode() + b"." + body
    expected = "sha256=" + hmac.new(SECRET.encode(), signed, "sha256").hexdigest()
    return hmac.compare_digest(expected, headers["x-liveact-signature"])


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing of senders that are killed in the middle."""


@contextmanager
def receiving(port: int = 0) -> Iterator[Receiver]:
    """A receiver that runs until the end of the block."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:  # noqa: N802, RUF100 - http.server's name
            length = int(self.headers["Content-Length"])
            body = self.rfile.read(length)
            if len(body) < length:  # the sender was killed
                self.close_connection = True
                return
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = receiver.take(headers, body)
            if answer == "hang":
                receiver.go_on.wait(30.0)
            if answer in ("hang", "break"):
                self.close_connection = True
                return
            self.send_response(answer if isinstance(answer, int) else 302)
            if isinstance(answer, str):
                self.send_header("Location", answer)
            if answer != 204:
                self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = _Server(("127.0.0.1", port), Handler)
    server.daemon_threads = False  # so that closing it waits for its threads
    receiver.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), name="webhook-receiver")
    thread.start()
    try:
        yield receiver
    finally:
        receiver.go_on.set()
        server.shutdown()
        server.server_close()
        thread.join()
