"""The whole pipeline with real threads on a virtual clock: newest wins, nothing grows."""

import itertools
import threading
import tracemalloc
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from realtime.errors import SettingsError, SourceError
from realtime.events import ActionEvent
from realtime.pipeline import Pipeline, PipelineSettings
from realtime.rules import DecisionSettings
from realtime.sinks.base import Message, PredictionMessage, StreamSummary
from realtime.sources.base import Source
from realtime.status import StreamState, StreamStatus
from tests.realtime.index_engine import IndexEngine
from tests.realtime.scripted_source import ScriptedSource
from tests.realtime.virtual_clock import VirtualClock

STEP = 0.32


class ListSink:
    def __init__(self) -> None:
        self.messages: list[Message] = []

    def write(self, message: Message) -> None:
        self.messages.append(message)

    def close(self) -> None:
        pass

    def predictions(self) -> list[PredictionMessage]:
        return [m for m in self.messages if isinstance(m, PredictionMessage)]

    def states(self) -> list[StreamState]:
        return [m.state for m in self.messages if isinstance(m, StreamStatus)]

    def summary(self) -> StreamSummary:
        assert isinstance(self.messages[-1], StreamSummary)
        return self.messages[-1]


def run(
    clock: VirtualClock,
    engine: IndexEngine,
    open_source: Callable[[], Source],
    settings: PipelineSettings | None = None,
) -> tuple[ListSink, Pipeline]:
    sink = ListSink()
    pipeline = Pipeline(
        engine,
        open_source,
        source_id="test",
        settings=settings or PipelineSettings(),
        clock=clock,
        sinks=[sink],
    )
    pipeline.start()
    assert pipeline.wait(120), "the pipeline did not end"
    return sink, pipeline


def assert_no_window_spans(engine: IndexEngine, *breaks: int) -> None:
    """No clip holds indices from both sides of a break."""
    for clip in engine.seen:
        for at in breaks:
            assert not (clip[0] < at <= clip[-1]), clip


def test_a_live_stream_is_classified_every_step_until_it_ends() -> None:
    clock = VirtualClock(threads=2)
    engine = IndexEngine(clock, seconds=0.1)
    sink, pipeline = run(
        clock,
        engine,
        lambda: ScriptedSource(clock, range(100)),
        PipelineSettings(step_seconds=STEP),
    )
    pipeline.join()
    assert [clip[-1] for clip in engine.seen] == list(range(7, 100, 8))
    assert sink.states() == [StreamState.CONNECTING, StreamState.LIVE, StreamState.ENDED]
    summary = sink.summary()
    assert (summary.frames, summary.predictions) == (100, len(engine.seen))
    assert all(
        0.1 <= m.behind_live_seconds < 0.15 for m in sink.predictions() if m.behind_live_seconds
    )


def test_an_engine_at_half_the_streams_rate_stays_as_far_behind_for_ten_minutes() -> None:
    clock = VirtualClock(threads=2)
    engine = IndexEngine(clock, seconds=2 * STEP)
    tracemalloc.start()
    marks = np.zeros((2000, 2))  # seconds behind live, bytes in use
    count = itertools.count()

    class Marking(ListSink):
        """Notes how late each prediction is, and now and then what memory is in use."""

        def write(self, message: Message) -> None:
            if isinstance(message, PredictionMessage):
                assert message.behind_live_seconds is not None
                used = tracemalloc.get_traced_memory()[0]
                marks[next(count)] = message.behind_live_seconds, used
                engine.seen.clear()

    pipeline = Pipeline(
        engine,
        lambda: ScriptedSource(clock, range(25 * 600)),
        source_id="test",
        settings=PipelineSettings(step_seconds=STEP),
        clock=clock,
        sinks=[Marking()],
    )
    pipeline.start()
    assert pipeline.wait(240)
    tracemalloc.stop()
    pipeline.join()

    behind, memory = marks[: next(count)].T
    assert len(behind) == pytest.approx(600 / (2 * STEP), rel=0.1)
    assert behind.max() < 3 * STEP
    assert np.median(behind[-100:]) == pytest.approx(np.median(behind[:100]), abs=0.05)
    assert np.median(memory[-100:]) - np.median(memory[100:200]) < 20_000
    assert pipeline.snapshot().drops["engine"]["busy"] == pytest.approx(len(behind), rel=0.2)


def test_offline_is_the_same_whatever_the_engines_speed() -> None:
    seen = []
    for seconds in (0.0, 0.5):
        clock = VirtualClock(threads=2)
        engine = IndexEngine(clock, seconds=seconds)
        script = [*range(150), *range(160, 300)]
        _, pipeline = run(
            clock,
            engine,
            partial(ScriptedSource, clock, script, paced=False),
            PipelineSettings(step_seconds=STEP, offline=True),
        )
        pipeline.join()
        assert pipeline.snapshot().frames == len(script)
        seen.append(engine.seen)
    assert seen[0] == seen[1]
    assert len(seen[0]) == len(range(7, 290, 8))


def test_no_window_spans_a_reconnect_and_predictions_come_back() -> None:
    clock = VirtualClock(threads=2)
    engine = IndexEngine(clock)
    scripts: list[Sequence[int | str]] = [
        [*range(100), "the camera went away"],
        ["still away"],
        range(1000, 1100),
    ]
    sink, pipeline = run(
        clock,
        engine,
        lambda: ScriptedSource(clock, scripts.pop(0)),
        PipelineSettings(step_seconds=STEP, max_seconds=12.0),
    )
    pipeline.join()
    assert_no_window_spans(engine, 1000)
    assert max(clip[-1] for clip in engine.seen) > 1000
    states = sink.states()
    assert states[:3] == [StreamState.CONNECTING, StreamState.LIVE, StreamState.RECONNECTING]
    assert states.count(StreamState.LIVE) >= 2
    ends = [m.decision.prediction.end_seconds for m in sink.predictions()]
    assert ends == sorted(ends), "stream time goes on through a reconnect"


def test_a_permanent_error_at_the_first_connection_ends_it() -> None:
    clock = VirtualClock(threads=2)

    def refuse() -> Source:
        raise SourceError("no such file: x.mp4", permanent=True)

    sink, pipeline = run(clock, IndexEngine(clock), refuse)
    with pytest.raises(SourceError, match=r"no such file: x\.mp4"):
        pipeline.join()
    assert not sink.predictions()


def test_an_engines_error_is_raised_by_join_and_ends_the_capture() -> None:
    clock = VirtualClock(threads=2)

    class Failing(IndexEngine):
        def infer(self, clips: Sequence[Any]) -> NDArray[np.float32]:
            raise RuntimeError(f"out of memory for {len(clips)} clips")

    source = ScriptedSource(clock, range(10_000))
    _, pipeline = run(clock, Failing(clock), lambda: source)
    with pytest.raises(RuntimeError, match="out of memory"):
        pipeline.join()
    assert source.closed


def test_stop_ends_both_threads_and_says_so() -> None:
    clock = VirtualClock(threads=2)
    sink = ListSink()
    with Pipeline(
        IndexEngine(clock),
        lambda: ScriptedSource(clock, range(10_000_000)),
        source_id="test",
        clock=clock,
        sinks=[sink],
    ):
        pass
    assert sink.states()[-1] is StreamState.ENDED
    assert not [t for t in threading.enumerate() if t.name.startswith("liveact-")]


def test_an_engine_warms_up_before_its_first_window() -> None:
    clock = VirtualClock(threads=2)
    engine = IndexEngine(clock)
    seen_before: list[int] = []
    pipeline = Pipeline(
        engine,
        lambda: ScriptedSource(clock, range(40)),
        source_id="test",
        clock=clock,
        warm_up=lambda: seen_before.append(len(engine.seen)),
    )
    pipeline.start()
    assert pipeline.wait(60)
    pipeline.join()
    assert seen_before == [0]
    assert engine.seen[0][-1] == 7, "the frames that came meanwhile are not lost"


def test_a_snapshot_tells_warm_up_rates_and_drops() -> None:
    clock = VirtualClock(threads=2)
    _, pipeline = run(
        clock,
        IndexEngine(clock, seconds=0.05, clip_len=64),
        lambda: ScriptedSource(clock, range(40)),
        PipelineSettings(),
    )
    pipeline.join()
    snapshot = pipeline.snapshot()
    assert (snapshot.warmup_frames, snapshot.clip_len) == (40, 64)
    assert snapshot.predictions == 0
    assert snapshot.rates.camera_fps == pytest.approx(25, rel=0.1)
    assert set(snapshot.drops) == {"capture", "ring", "engine"}


def test_a_lost_stream_warms_up_from_zero() -> None:
    clock = VirtualClock(threads=2)
    scripts: list[Sequence[int | str]] = [[*range(40), "gone"], *([["still gone"]] * 1000)]
    warm: list[tuple[StreamState, int]] = []

    class Looking(ListSink):
        def write(self, message: Message) -> None:
            if isinstance(message, StreamStatus):
                warm.append((message.state, pipeline.snapshot().warmup_frames))

    pipeline = Pipeline(
        IndexEngine(clock),
        lambda: ScriptedSource(clock, scripts.pop(0)),
        source_id="test",
        settings=PipelineSettings(max_seconds=5.0),
        clock=clock,
        sinks=[Looking()],
    )
    pipeline.start()
    assert pipeline.wait(60)
    pipeline.join()
    assert (StreamState.RECONNECTING, 0) in warm
    assert (StreamState.RECONNECTING, 8) not in warm


@pytest.mark.parametrize("settings", [{"step_seconds": 0.0}, {"max_seconds": -1.0}])
def test_impossible_settings_are_refused(settings: dict[str, float]) -> None:
    with pytest.raises(SettingsError, match=r"given; at least 0\.01 seconds"):
        PipelineSettings(**settings)  # type: ignore[arg-type]  # each is a float setting


def test_a_running_stream_is_tuned_and_goes_on() -> None:
    clock = VirtualClock(threads=2)
    engine = IndexEngine(clock)
    told: list[Message] = []

    class Tuning(ListSink):
        def write(self, message: Message) -> None:
            told.append(message)
            if isinstance(message, PredictionMessage) and len(engine.seen) == 5:
                pipeline.tune(DecisionSettings(only=("even",), unknown_below=0), 2 * STEP)

    pipeline = Pipeline(
        engine,
        lambda: ScriptedSource(clock, range(160)),
        source_id="test",
        settings=PipelineSettings(step_seconds=STEP),
        clock=clock,
        sinks=[Tuning()],
    )
    pipeline.start()
    assert pipeline.wait(60)
    pipeline.join()
    lasts = [clip[-1] for clip in engine.seen]
    assert lasts[:5] == [7, 15, 23, 31, 39]
    assert lasts[5:] == list(range(lasts[5], 160, 16))
    labels = [m.decision.label for m in told if isinstance(m, PredictionMessage)]
    assert labels[:5] == ["odd"] * 5
    assert set(labels[5:]) == {"even"}
    events = [(m.phase, m.label) for m in told if isinstance(m, ActionEvent)]
    assert events == [("start", "odd"), ("end", "odd")]


def test_tuning_refuses_labels_that_the_model_does_not_have() -> None:
    clock = VirtualClock(threads=2)
    pipeline = Pipeline(
        IndexEngine(clock), lambda: ScriptedSource(clock, range(3)), source_id="test", clock=clock
    )
    with pytest.raises(SettingsError, match="no label 'evn' in this model; did you mean 'even'"):
        pipeline.tune(DecisionSettings(only=("evn",)), STEP)
    with pytest.raises(SettingsError, match=r"at least 0\.01 seconds"):
        pipeline.tune(DecisionSettings(), 0)
