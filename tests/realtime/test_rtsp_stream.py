"""A whole stream from a real RTSP server that is killed, stopped, changed and restarted."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from realtime.capture import CaptureSettings
from realtime.pipeline import Pipeline, PipelineSettings
from realtime.sinks.base import Message, PredictionMessage
from realtime.sources import SourceOptions
from realtime.status import StreamState, StreamStatus
from realtime.watching import open_pipeline
from tests.conftest import require_or_skip
from tests.realtime.painted_engine import SPEC, PaintedEngine, longest_step
from tests.rtsp_server import Recording, RtspServer, missing_server

pytestmark = pytest.mark.rtsp

PATIENCE_SECONDS = 30.0
"""Real time after which a state that should have come counts as missed."""
BACK_SECONDS = 5.0
"""Predictions are back within this after the server's return."""


@pytest.fixture(scope="module", autouse=True)
def _server_is_there() -> None:
    if (reason := missing_server()) is not None:
        require_or_skip("rtsp", reason)


@pytest.fixture(scope="module")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Recording]:
    folder = tmp_path_factory.mktemp("recordings")
    return {fps: Recording.painted(folder / f"{fps}.h264", fps=fps) for fps in (25, 30)}


class Stream:
    """A running pipeline, and what it said with the time at which it did."""

    def __init__(self, url: str) -> None:
        self.engine = PaintedEngine()
        self.states: list[StreamState] = []
        self.reasons: list[str] = []
        self.prediction_times: list[float] = []
        self.pipeline: Pipeline = open_pipeline(
            self.engine,
            url,
            settings=PipelineSettings(step_seconds=0.2, capture=CaptureSettings(stall_seconds=1.0)),
            options=SourceOptions(open_timeout_seconds=2.0, read_timeout_seconds=2.0),
            sinks=[self],
        )

    def write(self, message: Message) -> None:
        if isinstance(message, StreamStatus):
            self.states.append(message.state)
            self.reasons.append(message.reason)
        elif isinstance(message, PredictionMessage):
            self.prediction_times.append(time.monotonic())

    def close(self) -> None:
        pass

    def wait_for(self, what: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not what():
            assert time.monotonic() < deadline, (self.states, self.reasons)
            assert not self.pipeline.wait(0.02), "the stream ended"

    def wait_for_predictions(self, count: int) -> None:
        wanted = len(self.prediction_times) + count
        self.wait_for(lambda: len(self.prediction_times) >= wanted)

    def wait_for_state(self, state: StreamState) -> None:
        self.wait_for(lambda: bool(self.states) and self.states[-1] is state)

    def assert_back_within(self, since: float) -> None:
        back = next(at for at in self.prediction_times if at > since)
        assert back - since < BACK_SECONDS

    def assert_no_window_spans_a_gap(self, fps: int) -> None:
        """Frames of a window are neighbours in the stream: 30 fps skip one now and then."""
        assert self.engine.windows
        for window in self.engine.windows:
            assert len(window) == SPEC.clip_len
            assert longest_step(window) <= 2 * fps / 25, window


@contextmanager
def streaming(url: str) -> Iterator[Stream]:
    stream = Stream(url)
    with stream.pipeline:
        yield stream


@pytest.mark.parametrize("fps", [25, 30])
def test_a_camera_is_seen_at_its_rate(recordings: dict[int, Recording], fps: int) -> None:
    with RtspServer(recordings[fps]) as server, streaming(server.url) as stream:
        stream.wait_for_predictions(12)
        snapshot = stream.pipeline.snapshot()
    assert stream.states[:2] == [StreamState.CONNECTING, StreamState.LIVE]
    assert snapshot.integrity == ("ok" if fps == 25 else "resampled")
    assert snapshot.behind_live_ms is not None
    stream.assert_no_window_spans_a_gap(fps)


def test_a_killed_server_comes_back(recordings: dict[int, Recording]) -> None:
    with RtspServer(recordings[25]) as server, streaming(server.url) as stream:
        stream.wait_for_predictions(3)
        server.kill()
        stream.wait_for_state(StreamState.RECONNECTING)
        server.start()
        returned = time.monotonic()
        stream.wait_for_predictions(3)
    stream.assert_back_within(returned)
    stream.assert_no_window_spans_a_gap(25)
    assert stream.states.count(StreamState.LIVE) == 2


def test_a_server_that_hangs_stalls_and_comes_back(recordings: dict[int, Recording]) -> None:
    with RtspServer(recordings[25]) as server, streaming(server.url) as stream:
        stream.wait_for_predictions(3)
        server.pause()
        stream.wait_for_state(StreamState.STALLED)
        stream.wait_for_state(StreamState.RECONNECTING)
        server.resume()
        returned = time.monotonic()
        stream.wait_for_predictions(3)
    stream.assert_back_within(returned)
    stream.assert_no_window_spans_a_gap(25)


def test_a_short_hang_is_a_gap_and_no_reconnect(recordings: dict[int, Recording]) -> None:
    with RtspServer(recordings[25]) as server, streaming(server.url) as stream:
        stream.wait_for_predictions(3)
        server.pause()
        stream.wait_for_state(StreamState.STALLED)
        server.resume()
        stream.wait_for_state(StreamState.LIVE)
        stream.wait_for_predictions(3)
    stream.assert_no_window_spans_a_gap(25)


def test_a_stream_that_ends_is_connected_again(tmp_path: Path) -> None:
    short = Recording.painted(tmp_path / "short.h264", seconds=3)
    with RtspServer(short, ends=True) as server, streaming(server.url) as stream:
        stream.wait_for_predictions(2)
        stream.wait_for_state(StreamState.RECONNECTING)
    stream.assert_no_window_spans_a_gap(25)


def test_another_resolution_goes_on(tmp_path: Path) -> None:
    both = Recording.painted(tmp_path / "both.h264", seconds=8, sizes=((320, 240), (640, 360)))
    with RtspServer(both) as server, streaming(server.url) as stream:
        stream.wait_for(
            lambda: any(
                window[-1] >= both.frame_count // 2 + 20 for window in stream.engine.windows
            )
        )
    stream.assert_no_window_spans_a_gap(25)


def test_stopping_while_the_server_hangs_does_not_hang(recordings: dict[int, Recording]) -> None:
    with RtspServer(recordings[25]) as server:
        stream = Stream(server.url)
        stream.pipeline.start()
        stream.wait_for_predictions(2)
        server.pause()
        stream.wait_for_state(StreamState.STALLED)
        stream.pipeline.stop()
        assert stream.pipeline.wait(PATIENCE_SECONDS)
        stream.pipeline.join()
        server.resume()
    assert stream.states[-1] is StreamState.ENDED
