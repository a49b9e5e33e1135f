"""A stream from a real RTSP server that is killed, stopped, restarted and locked."""

from itertools import pairwise

import pytest

from realtime.capture import CaptureSettings
from realtime.sources import SourceOptions
from tests.realtime.stream_recorder import StreamRecorder
from tests.rtsp_server import Recording, RtspServer

pytestmark = pytest.mark.rtsp

OPTIONS = SourceOptions(open_timeout_seconds=4.0, read_timeout_seconds=3.0)
SETTINGS = CaptureSettings(stall_seconds=1.0)


def record(url: str) -> StreamRecorder:
    return StreamRecorder(url, options=OPTIONS, settings=SETTINGS)


def steps(numbers: list[int | None], count: int) -> set[int]:
    """How far each frame is from the one before, in a recording of so many frames."""
    assert None not in numbers
    return {(b - a) % count for a, b in pairwise(numbers) if a is not None and b is not None}


def test_a_killed_server_comes_back(rtsp_server: RtspServer) -> None:
    count = rtsp_server.recording.frame_count
    with record(rtsp_server.url) as stream:
        stream.wait_for_frames(25)
        rtsp_server.kill()
        stream.wait_for_state("reconnecting", "nobody answers")
        rtsp_server.start()
        stream.wait_for_frames(25, connection_id=1)
    states = stream.states
    assert states[:3] == ["connecting", "live", "reconnecting"]
    assert states[-2:] == ["live", "ended"]
    assert set(states[2:-2]) == {"reconnecting"}
    first = stream.numbers(0)
    if first[-1] is None:  # FFmpeg gives what came of a picture that was being sent
        first.pop()
    assert steps(first, count) == steps(stream.numbers(1), count) == {1}
    assert stream.capture.reconnects == 1


def test_a_short_hang_is_a_stall_and_a_gap(rtsp_server: RtspServer) -> None:
    with record(rtsp_server.url) as stream:
        stream.wait_for_frames(25)
        rtsp_server.pause()
        stream.wait_for_state("stalled", "no frame for 1 s")
        rtsp_server.resume()
        stream.wait_for_state("live")
        before = len(stream.frames)
        stream.wait_for_frames(before + 25)
    assert stream.states == ["connecting", "live", "stalled", "live", "ended"]
    assert stream.capture.reconnects == 0
    missed = steps(stream.numbers(0), rtsp_server.recording.frame_count) - {1}
    gaps = [b.pts_seconds - a.pts_seconds for a, b in pairwise(stream.frames)]
    assert len(missed) >= 1
    assert max(gaps) == pytest.approx(max(missed) / rtsp_server.recording.fps, abs=0.05)


def test_a_long_hang_is_a_new_connection(rtsp_server: RtspServer) -> None:
    with record(rtsp_server.url) as stream:
        stream.wait_for_frames(25)
        rtsp_server.pause()
        stream.wait_for_state("reconnecting", "nothing came for 3 s")
        rtsp_server.resume()
        stream.wait_for_frames(25, connection_id=1)
    assert stream.states[:4] == ["connecting", "live", "stalled", "reconnecting"]
    assert stream.states[-2:] == ["live", "ended"]
    assert steps(stream.numbers(1), rtsp_server.recording.frame_count) == {1}


def test_a_server_that_is_not_there_yet(rtsp_server: RtspServer) -> None:
    rtsp_server.kill()
    with record(rtsp_server.url) as stream:
        stream.wait_for_state("reconnecting", "nobody answers")
        rtsp_server.start()
        stream.wait_for_frames(1)
    assert stream.states[-2:] == ["live", "ended"]
    assert stream.error is None


def test_a_wrong_password_ends_it_at_once(rtsp_recording: Recording) -> None:
    with (
        RtspServer(rtsp_recording, user="bob", password="right-one") as server,
        record(server.url_for("bob", "wrong-one")) as stream,
    ):
        stream.wait_for_end()
    assert stream.states == ["connecting"]
    assert stream.error is not None
    assert stream.error.permanent
    assert "refuses this user or password" in str(stream.error)


def test_a_password_that_changes_later_does_not(rtsp_recording: Recording) -> None:
    with (
        RtspServer(rtsp_recording, user="bob", password="right-one") as server,
        record(server.url) as stream,
    ):
        stream.wait_for_frames(5)
        server.password = "another-one"
        server.restart()
        stream.wait_for_state("reconnecting", "refuses this user or password")
        server.password = "right-one"
        server.restart()
        stream.wait_for_frames(5, connection_id=1)
    assert stream.error is None
    told = " ".join(status.reason + status.source_id for status in stream.statuses)
    assert "right-one" not in told
    assert "bob" not in told


def test_stop_ends_a_live_stream_at_once(rtsp_server: RtspServer) -> None:
    with record(rtsp_server.url) as stream:
        stream.wait_for_frames(5)
    assert (stream.states[-1], stream.statuses[-1].reason) == ("ended", "stopped")
