"""A web server on loopback that gives one file, in pieces where asked, and fails on demand."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from engines.artifacts import DownloadFile


class FileServer:
    """What the server gives, how it misbehaves, and what it was asked for."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.address = ""
        self.statuses: list[int] = []
        """What the next requests are answered with, before any file is given."""
        self.cut_after: list[int] = []
        """Close the connection of the next answers after so many bytes of each."""
        self.knows_ranges = True
        self.moved_to = ""
        """Send everybody to this address."""
        self.asked: list[str] = []
        """The ranges that were asked for, '' for the whole."""

    def file(self, name: str = "net", content: bytes | None = None) -> DownloadFile:
        """How makers name a file: with the first 8 digits of its checksum."""
        prefix = hashlib.sha256(content or self.content).hexdigest()[:8]
        return DownloadFile(f"{self.address}/models/{name}-{prefix}.pth", prefix)


@contextmanager
def serve(content: bytes) -> Iterator[FileServer]:
    """The running server."""
    server = FileServer(content)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range", "")
            server.asked.append(wanted)
            if server.moved_to:
                self._headers(302, {"Location": server.moved_to})
            elif server.statuses:
                self._headers(server.statuses.pop(0), {})
            else:
                self._give(wanted if server.knows_ranges else "")

        def _give(self, wanted: str) -> None:
            size = len(server.content)
            begin = int(wanted.removeprefix("bytes=").removesuffix("-") or 0)
            if wanted and begin >= size:
                self._headers(416, {"Content-Range": f"bytes */{size}"})
                return
            body = server.content[begin:]
            headers = {"Content-Length": str(len(body))}
            if wanted:
                headers["Content-Range"] = f"bytes {begin}-{size - 1}/{size}"
            self._headers(206 if wanted else 200, headers)
            self.wfile.write(body[: server.cut_after.pop(0) if server.cut_after else size])

        def _headers(self, status: int, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http_server:
        thread = threading.Thread(target=http_server.serve_forever, name="file server")
        thread.start()
        server.address = f"http://127.0.0.1:{http_server.server_port}"
        try:
            yield server
        finally:
            http_server.shutdown()
            thread.join()
