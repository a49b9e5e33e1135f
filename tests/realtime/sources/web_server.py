"""A web server on the loopback with some videos, for one user or for all."""

import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar


class _Handler(BaseHTTPRequestHandler):
    folder: ClassVar[Path]
    authorization: ClassVar[str | None]

    def do_GET(self) -> None:  # noqa: N802, RUF100 - http.server's name
        file = self.folder / self.path.strip("/")
        if self.headers.get("Authorization") != self.authorization:
            self._answer(401, b"", ("WWW-Authenticate", 'Basic realm="camera"'))
        elif not file.is_file():
            self._answer(404, b"")
        elif file.suffix == ".mjpeg":
            kind = "multipart/x-mixed-replace;boundary=frame"
            self._answer(200, file.read_bytes(), ("Content-Type", kind))
        else:
            self._answer(200, file.read_bytes())

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answer(self, status: int, data: bytes, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def serving(folder: Path, *, login: str = "") -> Iterator[str]:
    """`host:port` of a server that gives the files of a folder."""
    authorization = f"Basic {b64encode(login.encode()).decode()}" if login else None
    handler = type("Handler", (_Handler,), {"folder": folder, "authorization": authorization})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, name="web-server", daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
