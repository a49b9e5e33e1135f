"""A camera gone mad: an RTSP server that may answer with anything at any point."""

import socket
import struct
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Self

SDP = (
    "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=camera\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\n"
    "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:track\r\n"
)

METHODS = ("OPTIONS", "DESCRIBE", "SETUP", "PLAY")

Garbage = Callable[[], Iterable[bytes]]
"""Gives what is said in place of an answer; an empty one hangs up."""


class GarbageCamera:
    """Speaks RTSP up to a method, then garbage; each connection has a thread of its own."""

    def __init__(self, good_until: str, garbage: Garbage, *, in_packets: bool = False) -> None:
        """Prepare; it listens inside `with`.

        Args:
            good_until: the method that is the first one answered with garbage; `RTP` for none of
                them, so that only the video is garbage.
            garbage: called for each connection.
            in_packets: send each piece as a proper RTP packet of H.264.
        """
        self._good_until = good_until
        self._garbage = garbage
        self._in_packets = in_packets
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._clients: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self.connections = 0

    @property
    def url(self) -> str:
        return f"rtsp://127.0.0.1:{self._listener.getsockname()[1]}/live"

    def __enter__(self) -> Self:
        self._begin(self._listen)
        return self

    def __exit__(self, *_error: object) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for client in list(self._clients):
            with suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)
        for thread in list(self._threads):
            thread.join(5.0)

    def _begin(self, body: Callable[[], None]) -> None:
        thread = threading.Thread(target=body, name="garbage-camera", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self.connections += 1
                self._clients.append(client)
                self._begin(lambda client=client: self._serve(client))  # type: ignore[misc] # a lambda's default has no type

    def _serve(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            client.settimeout(10.0)
            for method in METHODS:
                number = _request_number(client)
                if number is None:
                    return
                if method == self._good_until:
                    break
                client.sendall(_answer(method, number))
            for sequence, piece in enumerate(self._garbage()):
                client.sendall(_packet(sequence, piece) if self._in_packets else piece)


def _request_number(client: socket.socket) -> int | None:
    """The CSeq of the next request; None where the client hung up."""
    data = b""
    while not data.endswith(b"\r\n\r\n"):
        more = client.recv(4096)
        if not more:
            return None
        data += more
    _, _, after = data.partition(b"CSeq:")
    return int(after.split(b"\r\n")[0])


def _answer(method: str, number: int) -> bytes:
    head = f"RTSP/1.0 200 OK\r\nCSeq: {number}\r\n"
    if method == "OPTIONS":
        return f"{head}Public: {', '.join(METHODS)}\r\n\r\n".encode()
    if method == "DESCRIBE":
        kind = f"Content-Type: application/sdp\r\nContent-Length: {len(SDP)}\r\n\r\n"
        return (head + kind + SDP).encode()
    if method == "SETUP":
        head += "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n"
    return f"{head}Session: 1\r\n\r\n".encode()


def _packet(sequence: int, payload: bytes) -> bytes:
    """Interleaved RTP: `$`, channel, length, then header and payload."""
    sequence %= 2**16
    header = struct.pack(">BBHII", 0x80, 0x80 | 96, sequence, (3600 * sequence) % 2**32, 7)
    body = (header + payload)[: 2**16 - 1]
    return b"$\x00" + len(body).to_bytes(2, "big") + body
