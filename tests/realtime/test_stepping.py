"""An engine that goes on from window to window, in the real pipeline: what its steps are shown."""

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engines import EngineChoice
from engines.step_runner import StreamStep
from engines.step_timing import StepTiming
from engines.streams import StepEngine
from realtime.frame import Frame
from realtime.pipeline import Pipeline, PipelineSettings
from realtime.ring import FrameRing, ring_capacity
from realtime.sources import source_opener
from realtime.sources.painted import painted_index
from tests.engines.test_streams import SPEC as STEPPING
from tests.engines.test_streams import PositionsAfter, RecordingRunner
from tests.realtime.painted_engine import SPEC
from tests.realtime.virtual_clock import VirtualClock

TIMING = StepTiming(step_frames=8, first_settled_step=2, averaged_steps=1, lag_frames=4.0)


class PaintedRunner:
    """A stream's caches are the numbers painted in all that it was shown."""

    timing = TIMING

    def __init__(self) -> None:
        self.streams: list[list[int]] = []

    def new_caches(self) -> list[int]:
        self.streams.append([])
        return self.streams[-1]

    def step(self, batch: Sequence[StreamStep]) -> NDArray[np.float32]:
        return np.array([self._one(step) for step in batch], np.float32)

    def close(self) -> None: ...

    @staticmethod
    def _one(step: StreamStep) -> tuple[float, float]:
        caches: Any = step.caches
        for picture in step.frames:
            number = painted_index(picture)
            assert number is not None, "a frame came through unreadable"
            caches.append(number)
        return 4.0, 0.0


@pytest.mark.parametrize("offline", [True, False])
@pytest.mark.parametrize(
    ("faults", "breaks"),
    [
        ("drop=60-70", [(59, 71)]),
        ("disconnect=75", [(74, 75)]),
        ("drop=50-60&disconnect=100,130", [(49, 61), (99, 100), (129, 130)]),
        ("drop=80", []),  # one lost frame is bridged by its neighbour
    ],
)
def test_no_step_sees_both_sides_of_a_break(
    faults: str, breaks: list[tuple[int, int]], offline: bool
) -> None:
    clock, runner = VirtualClock(threads=2), PaintedRunner()
    uri = f"synthetic:?seconds=8&{faults}"
    pipeline = Pipeline(
        StepEngine(runner, SPEC, EngineChoice("test", "fp32", "cpu")),
        source_opener(uri, clock=clock, offline=offline),
        source_id="test",
        settings=PipelineSettings(step_seconds=0.32, offline=offline),
        clock=clock,
    )
    pipeline.start()
    assert pipeline.wait(120)
    pipeline.join()
    assert len(runner.streams) == 1 + len(breaks)
    for shown in runner.streams:
        assert all(after - before <= 2 for before, after in itertools.pairwise(shown)), shown
        assert len(shown) >= SPEC.clip_len
    for before, after in breaks:
        assert not any({before, after} <= set(shown) for shown in runner.streams)


def test_a_connection_that_is_given_the_slots_of_the_one_before_last_goes_on_from_neither() -> None:
    """The ring takes slots that were freed last first: after two reconnects in the old order."""
    runner = RecordingRunner()
    choice = EngineChoice("test", "fp32", "cpu")
    engine = StepEngine(runner, STEPPING, choice, PositionsAfter())
    store = engine.new_store(ring_capacity(engine.spec))
    ring, shown = FrameRing(engine.spec, store, VirtualClock()), itertools.count()

    def film(connection_id: int, numbers: range) -> None:
        for number in numbers:
            image = np.full((4, 4, 3), next(shown), np.uint8)
            pts_seconds = 100 * connection_id + number / 25
            ring.append(Frame(image, pts_seconds, 0.0, number, "cam", connection_id))

    def look(end_seconds: float) -> None:
        window = ring.window(end_seconds, "cam")
        assert window is not None
        engine.infer([window.clip])

    film(0, range(64))
    look(63 / 25)
    film(0, range(64, 72))
    film(1, range(16))  # lost again before a window was whole
    film(2, range(24))
    look(200 + 23 / 25)
    assert runner.streams == [list(range(64)), list(range(88, 112))]
