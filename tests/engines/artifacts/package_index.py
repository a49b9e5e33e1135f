"""A package index on loopback, with small packages made on the spot and faults on demand."""

import hashlib
import io
import tarfile
import threading
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from engines.artifacts import PackagedFile

PROJECT, VERSION = "some-weights", "1.0"
_TEMPLATE = PackagedFile(
    title="some weights",
    project=PROJECT,
    version=VERSION,
    archive_name="",
    archive_bytes=0,
    archive_sha256="",
    member="",
    member_bytes=0,
    member_sha256="",
    licence="CC0-1.0",
)


class PackageIndex:
    """What the server offers, how it misbehaves, and what it was asked for."""

    def __init__(self) -> None:
        self.archives: dict[str, bytes] = {}
        self.requests: Counter[str] = Counter()
        self.page_status = 200
        """What a request for the project's page is answered with."""
        self.cut_after: int | None = None
        """Close the connection after so many bytes of an archive."""
        self.stall_after: int | None = None
        """Send so many bytes of an archive, then nothing until `release`."""
        self.release = threading.Event()
        self.url = ""

    def add_sdist(
        self, content: bytes, setup: str = "raise SystemExit('ran setup.py')"
    ) -> PackagedFile:
        folder = f"some_weights-{VERSION}"
        files = {"setup.py": setup.encode(), "decoy/w.bin": b"decoy", "data/w.bin": content}
        archive = io.BytesIO()
        with tarfile.open(fileobj=archive, mode="w:gz", compresslevel=1) as tar:
            for name, data in files.items():
                entry = tarfile.TarInfo(f"{folder}/{name}")
                entry.size = len(data)
                tar.addfile(entry, io.BytesIO(data))
        return self._add(f"{folder}.tar.gz", archive.getvalue(), f"{folder}/data/w.bin", content)

    def add_wheel(self, content: bytes) -> PackagedFile:
        info = f"some_weights-{VERSION}.dist-info"
        files = {
            f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {PROJECT}\nVersion: {VERSION}\n",
            f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            f"{info}/RECORD": "",
        }
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as wheel:
            wheel.writestr("some_weights/w.bin", content)
            for name, text in files.items():
                wheel.writestr(name, text)
        name = f"some_weights-{VERSION}-py3-none-any.whl"
        return self._add(name, archive.getvalue(), "some_weights/w.bin", content)

    def _add(self, name: str, archive: bytes, member: str, content: bytes) -> PackagedFile:
        self.archives[name] = archive
        return replace(
            _TEMPLATE,
            archive_name=name,
            archive_bytes=len(archive),
            archive_sha256=hashlib.sha256(archive).hexdigest(),
            member=member,
            member_bytes=len(content),
            member_sha256=hashlib.sha256(content).hexdigest(),
        )

    def page(self) -> bytes:
        # The package pretends to be for a Python that nobody has: the file is data all the same.
        links = (
            f'<a href="/files/{n}" data-requires-python="&gt;=99">{n}</a>' for n in self.archives
        )
        return f"<!DOCTYPE html><html><body>{''.join(links)}</body></html>".encode()


@contextmanager
def serve(index: PackageIndex) -> Iterator[PackageIndex]:
    """Serve it on a free port of loopback until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            index.requests[self.path] += 1
            name = self.path.rpartition("/")[2]
            if self.path.startswith("/simple/") and index.page_status != 200:
                self.send_error(index.page_status)
            elif self.path == f"/simple/{PROJECT}/":
                self._send(index.page(), "text/html")
            elif index.archives.get(name):
                self._send(index.archives[name], "application/octet-stream")
            else:
                self.send_error(404)

        def _send(self, body: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if kind == "text/html":
                self.wfile.write(body)
            elif index.stall_after is not None:
                self.wfile.write(body[: index.stall_after])
                self.wfile.flush()
                index.release.wait()
            else:
                self.wfile.write(body[: index.cut_after])

        def log_message(self, *_args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, name="package-index")
    thread.start()
    index.url = f"http://127.0.0.1:{server.server_port}/simple/"
    try:
        yield index
    finally:
        index.release.set()
        server.shutdown()
        server.server_close()
        thread.join()
