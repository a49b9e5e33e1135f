"""Where an engine has no time for all its streams, some sit out and the others are answered."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from engines.step_runner import StreamStep
from engines.streams import StepEngine
from realtime.clock import StopSignal
from realtime.overload import Overload
from tests.engines.test_streams import SPEC, RecordingRunner
from tests.realtime.test_sharing import CHOICE, STEP, Camera, film, run, sharing
from tests.realtime.virtual_clock import VirtualClock

SPAN = 2.56


def test_one_sits_out_after_another_the_longer_the_more_there_are() -> None:
    clock = VirtualClock()
    overload = Overload(clock)
    assert overload.sit_out(0.9, SPAN) == 2 * SPAN
    clock.advance(0.5)
    assert overload.sit_out(0.9, SPAN) == 0, "what the first one gave free is not seen yet"
    clock.advance(0.5)
    assert overload.sit_out(0.9, SPAN) == 3 * SPAN
    clock.advance(3 * SPAN + 1)
    assert overload.sit_out(0.9, SPAN) == 2 * SPAN, "all are back"


class SlowRunner(RecordingRunner):
    """Takes its time for each step of each stream; looks at no frames."""

    def __init__(self, clock: VirtualClock, step_seconds: float) -> None:
        super().__init__()
        self._pause = StopSignal(clock)
        self._step_seconds = step_seconds

    def step(self, batch: Sequence[StreamStep]) -> NDArray[np.float32]:
        self._pause.sleep(self._step_seconds * len(batch))
        return np.zeros((len(batch), len(SPEC.labels)), np.float32)


def answers(cameras: int, step_seconds: float, seconds: float = 30.0) -> list[int]:
    """How many each camera had of an engine that takes so long for a step."""
    clock = VirtualClock(threads=1 + 2 * cameras)
    engine = StepEngine(SlowRunner(clock, step_seconds), SPEC, CHOICE)
    with sharing(clock, engine) as shared:
        streams = [Camera(shared, clock, str(at), film(clock), seconds) for at in range(cameras)]
        run(streams)
    return [len(stream.predictions) for stream in streams]


def test_a_little_too_much_does_not_cost_nearly_all_answers(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Each would begin anew for every answer, which takes eight steps: an eighth were left."""
    caplog.set_level("INFO")
    cameras, step_seconds, seconds = 4, 0.085, 30.0
    load = cameras * step_seconds / STEP
    assert 1.05 < load < 1.1
    wanted = (seconds - SPAN) / STEP
    counts = answers(cameras, step_seconds, seconds)
    assert sum(counts) > 0.55 * cameras * wanted
    assert min(counts) > 0.25 * wanted, "they sit out in turn"
    assert ": too many streams for the engine; it sits out 5 s" in caplog.text


def test_where_it_would_win_nothing_nobody_sits_out() -> None:
    """Beginning anew takes longer than a window lasts: all go on as they can, alike."""
    counts = answers(3, 0.35)
    assert max(counts) - min(counts) <= 1
    assert min(counts) >= 3
