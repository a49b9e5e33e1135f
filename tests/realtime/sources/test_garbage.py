"""Whatever a network camera sends: no crash, no hang, one clear error."""

import time
from contextlib import closing
from itertools import repeat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtime.clock import MonotonicClock
from realtime.errors import SourceError
from realtime.sources import SourceOptions, open_source
from tests.garbage_camera import METHODS, GarbageCamera

OPTIONS = SourceOptions(open_timeout_seconds=2.0, read_timeout_seconds=1.0)
MOST_FRAMES = 50

status_lines = st.sampled_from(
    [
        b"RTSP/1.0 200 OK\r\n",
        b"RTSP/1.0 200 OK\r\nCSeq: 99999999999999999999\r\n",
        b"RTSP/1.0 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"RTSP/1.0 200 OK\r\nContent-Length: 4294967297\r\n\r\n",
        b"RTSP/1.0 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n",
        b"RTSP/1.0 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n<html>",
        b"$\x00\xff\xff",
    ]
)
# Starts of H.264 units: parameter sets, slices, aggregates and fragments, then whatever.
units = st.builds(
    bytes.__add__,
    st.sampled_from(
        [b"\x67", b"\x68", b"\x65", b"\x41", b"\x78\xff\xff", b"\x7c\x85", b"\x7c\x45"]
    ),
    st.binary(max_size=400),
)


def refusal(camera: GarbageCamera) -> str:
    """What is said of the camera in the end."""
    try:
        with closing(open_source(camera.url, clock=MonotonicClock(), options=OPTIONS)) as source:
            for _ in range(MOST_FRAMES):
                if source.read() is None:
                    return "the end"
    except SourceError as error:
        return str(error)
    return "pictures"


@settings(max_examples=25)
@given(method=st.sampled_from(METHODS), answer=st.lists(st.binary(max_size=300) | status_lines))
def test_an_answer_may_be_anything(method: str, answer: list[bytes]) -> None:
    with GarbageCamera(method, lambda: answer) as camera:
        said = refusal(camera)
    assert said.startswith("rtsp://127.0.0.1:")
    assert "\n" not in said


@settings(max_examples=15)
@given(pieces=st.lists(units | st.binary(max_size=400), max_size=60))
def test_packets_may_hold_anything(pieces: list[bytes]) -> None:
    with GarbageCamera("RTP", lambda: pieces, in_packets=True) as camera:
        said = refusal(camera)
    assert said == "pictures" or said.startswith("rtsp://127.0.0.1:")
    assert camera.connections >= 1


def test_a_flood_of_garbage_takes_no_core_from_others() -> None:
    with GarbageCamera("RTP", lambda: repeat(b"\x65" * 1200), in_packets=True) as camera:
        opened = open_source(camera.url, clock=MonotonicClock(), options=OPTIONS)
        with closing(opened) as source:
            began = time.thread_time()
            with pytest.raises(SourceError, match="no usable picture"):
                source.read()
            spent = time.thread_time() - began
    assert spent < 0.4 * OPTIONS.read_timeout_seconds
