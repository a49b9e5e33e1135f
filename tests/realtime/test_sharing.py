"""One engine for many streams, with real threads on a virtual clock."""

import math
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engines import EngineChoice, EngineError
from engines.streams import StepEngine
from realtime.clock import StopSignal
from realtime.errors import PipelineError, SettingsError, SourceError
from realtime.pipeline import Pipeline, PipelineSettings
from realtime.restarts import RestartSettings
from realtime.sharing import SharedEngine, SharingSettings
from realtime.sinks.base import Message, PredictionMessage
from realtime.sources.base import Source
from tests.engines.test_streams import SPEC as STEPS
from tests.engines.test_streams import RecordingRunner
from tests.realtime.index_engine import IndexEngine, indices_of, spec_of
from tests.realtime.scripted_source import ScriptedSource
from tests.realtime.virtual_clock import VirtualClock

STEP = 0.32
CHOICE = EngineChoice("test", "fp32", "cpu")


class SharedIndexEngine(IndexEngine):
    """Knows how large its batches were, and dies when it is told to."""

    choice = CHOICE

    def __init__(self, clock: VirtualClock, *, seconds: float = 0.0) -> None:
        super().__init__(clock, seconds=seconds)
        self.batches: list[int] = []
        self.callers: set[str] = set()
        self.dies_at_call = -1
        self.dies_from_call: float = math.inf
        self.hangs_at_call = -1
        self.hang_seconds = 0.0
        self.calls_under_way = 0
        self.calls_when_closed = -1

    @property
    def closed(self) -> bool:
        return self.calls_when_closed >= 0

    def infer(self, clips: Sequence[Any]) -> NDArray[np.float32]:
        self.callers.add(threading.current_thread().name)
        self.batches.append(len(clips))
        number = len(self.batches)
        self.calls_under_way += 1
        try:
            if number == self.hangs_at_call:
                self._pause.sleep(self.hang_seconds)
            logits = super().infer(clips)
            if number == self.dies_at_call or number >= self.dies_from_call:
                raise EngineError("rtsp://user:secret@camera: out of memory")
            return logits
        finally:
            self.calls_under_way -= 1

    def close(self) -> None:
        self.calls_when_closed = self.calls_under_way


class Camera:
    """A pipeline at a shared engine, and what it predicted."""

    def __init__(
        self,
        shared: SharedEngine,
        clock: VirtualClock,
        name: str,
        open_source: Callable[[], Source],
        max_seconds: float = 20.0,
    ) -> None:
        self.name = name
        self.predictions: list[PredictionMessage] = []
        settings = PipelineSettings(step_seconds=STEP, max_seconds=max_seconds)
        self.pipeline = Pipeline(
            shared, open_source, source_id=name, settings=settings, clock=clock, sinks=[self]
        )

    def write(self, message: Message) -> None:
        if isinstance(message, PredictionMessage):
            self.predictions.append(message)

    def close(self) -> None:
        pass

    def behind_seconds(self) -> list[float]:
        return [m.behind_live_seconds or 0.0 for m in self.predictions]


class HungSource:
    """Connects, and then gives nothing for ever."""

    is_live = True

    def __init__(self, clock: VirtualClock) -> None:
        self.drops: Counter[str] = Counter()
        self._source = ScriptedSource(clock, [0, 1])
        self._pause = StopSignal(clock)

    def read(self) -> Any:
        frame = self._source.read()
        if frame is None:
            self._pause.sleep(3.0)
            raise SourceError("no usable picture for 3 s")
        return frame

    def close(self) -> None:
        pass


def film(clock: VirtualClock) -> Callable[[], Source]:
    return lambda: ScriptedSource(clock, range(10_000))


def run(cameras: Sequence[Camera]) -> None:
    for camera in cameras:
        camera.pipeline.start()
    for camera in cameras:
        assert camera.pipeline.wait(60), "a stream did not end"
        camera.pipeline.join()


@contextmanager
def sharing(
    clock: VirtualClock, engine: Any, load: Callable[[], Any] | None = None, **settings: Any
) -> Iterator[SharedEngine]:
    load = load or (lambda: pytest.fail("loaded again"))
    with SharedEngine(engine, load, settings=SharingSettings(**settings), clock=clock) as shared:
        yield shared


def test_an_overloaded_engine_serves_all_alike_with_fresh_windows_in_one_thread() -> None:
    clock = VirtualClock(threads=7)
    engine = SharedIndexEngine(clock, seconds=0.4)
    with sharing(clock, engine) as shared:
        cameras = [Camera(shared, clock, name, film(clock)) for name in ("a", "b", "c")]
        run(cameras)
    counts = [len(camera.predictions) for camera in cameras]
    assert max(counts) - min(counts) <= 1
    assert sum(counts) == pytest.approx(20 / 0.4, rel=0.1)
    for camera in cameras:
        # One call and the grid on which windows end: the wait for the others is not in it, since a
        # window is gathered when its turn comes. After the last frame there is no fresher one.
        assert max(camera.behind_seconds()[:-1]) < 0.4 + 0.1
        assert camera.pipeline.snapshot().drops["engine"]["busy"] > 10
    assert engine.callers == {"liveact-shared-engine"}
    assert engine.closed


def test_an_engine_that_takes_calls_side_by_side_gets_them() -> None:
    clock = VirtualClock(threads=8)
    engine = SharedIndexEngine(clock, seconds=0.4)
    engine.choice = replace(CHOICE, side_by_side=2)
    with sharing(clock, engine) as shared:
        cameras = [Camera(shared, clock, name, film(clock)) for name in ("a", "b", "c")]
        run(cameras)
        report = shared.report()
    assert sum(len(camera.predictions) for camera in cameras) == pytest.approx(40 / 0.4, rel=0.1)
    assert (report.calls, set(engine.batches)) == (len(engine.batches), {1})
    assert engine.closed


def test_calls_side_by_side_that_all_crash_load_the_engine_again_once() -> None:
    clock = VirtualClock(threads=8)
    first, second = SharedIndexEngine(clock, seconds=0.4), SharedIndexEngine(clock, seconds=0.4)
    first.choice = second.choice = replace(CHOICE, side_by_side=2)
    first.dies_from_call = 6
    with sharing(clock, first, lambda: second) as shared:
        cameras = [Camera(shared, clock, name, film(clock)) for name in ("a", "b", "c")]
        run(cameras)
        report = shared.report()
    assert report.restarts == 1
    assert (first.calls_when_closed, second.calls_when_closed) == (0, 0)
    assert all(camera.predictions[-1].decision.prediction.end_seconds > 19 for camera in cameras)
    for clip in second.seen:
        assert [after - before for before, after in pairwise(clip)] == [1] * (len(clip) - 1)


def test_windows_of_several_streams_are_one_call_that_waits_no_longer_than_it_may() -> None:
    clock = VirtualClock(threads=7)
    engine = SharedIndexEngine(clock, seconds=0.1)
    with sharing(clock, engine, max_batch=4, linger_seconds=0.05) as shared:
        cameras = [Camera(shared, clock, name, film(clock)) for name in ("a", "b", "c")]
        run(cameras)
        report = shared.report()
    assert Counter(engine.batches).most_common(1)[0][0] == 3
    assert report.windows == sum(engine.batches)
    assert report.calls == len(engine.batches)
    assert max(max(camera.behind_seconds()) for camera in cameras) < 0.1 + 0.05 + 0.05


def test_every_stream_gets_the_answers_to_its_own_windows() -> None:
    clock = VirtualClock(threads=5)
    engine = SharedIndexEngine(clock, seconds=0.1)

    def every_second_number(first: int) -> Callable[[], Source]:
        return lambda: ScriptedSource(clock, range(first, 10_000, 2))

    with sharing(clock, engine, max_batch=2, linger_seconds=0.05) as shared:
        cameras = [
            Camera(shared, clock, label, every_second_number(first))
            for first, label in enumerate(("even", "odd"))
        ]
        run(cameras)
    assert 2 in engine.batches
    for camera in cameras:
        said = {one.decision.prediction.top(1)[0].label for one in camera.predictions}
        assert said == {camera.name}


def test_one_camera_that_hangs_and_one_that_floods_slow_no_other() -> None:
    def good_alone(*others: Callable[[VirtualClock], Callable[[], Source]]) -> list[float]:
        clock = VirtualClock(threads=3 + 2 * len(others))
        engine = SharedIndexEngine(clock, seconds=0.05)
        with sharing(clock, engine) as shared:
            good = Camera(shared, clock, "good", film(clock))
            bad = [Camera(shared, clock, "bad", other(clock)) for other in others]
            run([good, *bad])
        return good.behind_seconds()

    def hung(clock: VirtualClock) -> Callable[[], Source]:
        return lambda: HungSource(clock)

    def flooding(clock: VirtualClock) -> Callable[[], Source]:
        return lambda: Flood(clock)

    alone, beside = good_alone(), good_alone(hung, flooding)
    assert len(beside) == len(alone)
    # The flood has one turn at a time, as everyone.
    assert np.percentile(beside, 95) <= np.percentile(alone, 95) + 0.05 + 1e-6


class Flood(ScriptedSource):
    """Two thousand frames a second, their times all over the place."""

    def __init__(self, clock: VirtualClock) -> None:
        super().__init__(clock, range(10_000_000), paced=False)
        self.is_live = True
        self._between = StopSignal(clock)

    def read(self) -> Any:
        self._between.sleep(0.02)
        frame = super().read()
        self._given += 7 if self._given % 3 else -3
        return frame


def test_a_crashed_engine_is_loaded_again_and_no_window_mixes_both_stores() -> None:
    clock = VirtualClock(threads=5)
    first, second = SharedIndexEngine(clock, seconds=0.1), SharedIndexEngine(clock, seconds=0.1)
    first.dies_at_call = 10
    with sharing(clock, first, lambda: second) as shared:
        cameras = [Camera(shared, clock, name, film(clock)) for name in ("a", "b")]
        run(cameras)
        report = shared.report()
    assert report.restarts == 1
    assert "out of memory" in report.reason
    assert "secret" not in report.reason
    assert first.closed
    assert second.seen, "it went on"
    for clip in second.seen:
        assert [after - before for before, after in pairwise(clip)] == [1] * (len(clip) - 1)
    for camera in cameras:
        assert camera.pipeline.snapshot().drops["ring"]["no engine"] > 0


def test_an_engine_that_crashes_again_and_again_ends_every_stream_with_the_reason() -> None:
    clock = VirtualClock(threads=5)
    loaded: list[float] = []

    def dying() -> SharedIndexEngine:
        engine = SharedIndexEngine(clock, seconds=0.1)
        engine.dies_at_call = 1
        loaded.append(clock.now())
        return engine

    restarts = RestartSettings(max_restarts=3, first_wait_seconds=1.0)
    with sharing(clock, dying(), dying, restarts=restarts) as shared:
        cameras = [Camera(shared, clock, name, film(clock), 1000.0) for name in ("a", "b")]
        for camera in cameras:
            camera.pipeline.start()
        for camera in cameras:
            assert camera.pipeline.wait(60)
            with pytest.raises(PipelineError, match=r"the engine ended: .*out of memory"):
                camera.pipeline.join()
        assert isinstance(shared.error, EngineError)
    waits = [after - before for before, after in pairwise(loaded)]
    assert len(waits) == 3
    assert waits[0] < waits[1] < waits[2], "it waits longer each time"


def test_after_a_crash_another_model_is_no_replacement() -> None:
    clock = VirtualClock(threads=3)
    first, other = SharedIndexEngine(clock, seconds=0.1), SharedIndexEngine(clock, seconds=0.1)
    first.dies_at_call = 2
    other.spec = spec_of(16)
    with sharing(clock, first, lambda: other) as shared:
        camera = Camera(shared, clock, "a", film(clock))
        camera.pipeline.start()
        assert camera.pipeline.wait(60)
        with pytest.raises(PipelineError, match=r"index\.test is another model now"):
            camera.pipeline.join()
    assert other.closed
    assert not other.seen


def test_streams_at_an_engine_that_goes_on_keep_their_order() -> None:
    clock = VirtualClock(threads=5)
    runner = RecordingRunner()
    engine = StepEngine(runner, STEPS, CHOICE)
    with sharing(clock, engine, max_batch=2) as shared:
        cameras = [Camera(shared, clock, name, small_film(clock), 8.0) for name in ("a", "b")]
        run(cameras)
    assert len(runner.streams) == 2
    for shown in runner.streams:
        assert len(shown) > 64 + 8
        assert [(after - before) % 256 for before, after in pairwise(shown)] == [1] * (
            len(shown) - 1
        )


def small_film(clock: VirtualClock) -> Callable[[], Source]:
    """Frames whose every pixel is their number, in one byte."""

    class Painted(ScriptedSource):
        def read(self) -> Any:
            frame = super().read()
            assert frame is not None
            frame.image[...] = indices_of(frame.image[None])[0] % 256
            return frame

    return lambda: Painted(clock, range(10_000))


def test_a_stream_that_leaves_frees_its_place() -> None:
    clock = VirtualClock(threads=5)
    engine = SharedIndexEngine(clock, seconds=0.3)
    with sharing(clock, engine) as shared:
        short = Camera(shared, clock, "short", film(clock), 3.0)
        long = Camera(shared, clock, "long", film(clock), 20.0)
        run([short, long])
        assert shared.report().waiting == 0
    late = [m for m in long.predictions if m.decision.prediction.end_seconds > 5.0]
    assert len(late) == pytest.approx(15 / STEP, abs=3), "alone it misses nothing"


def test_impossible_settings_are_refused() -> None:
    with pytest.raises(SettingsError, match="max_batch 0 given"):
        SharingSettings(max_batch=0)
    with pytest.raises(SettingsError, match="max_restarts -1 given"):
        RestartSettings(max_restarts=-1)
