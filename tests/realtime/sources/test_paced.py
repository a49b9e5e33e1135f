"""Recordings are played at their own rate, whatever the machine does."""

from collections.abc import Iterable

import pytest

from realtime.frame import Frame
from realtime.sources.paced import PacedSource
from tests.realtime.index_engine import index_frame
from tests.realtime.virtual_clock import VirtualClock


class Recording:
    """Frames at these pts; each takes so long to decode."""

    is_live = False

    def __init__(self, clock: VirtualClock, times: Iterable[float], cost: float = 0.0) -> None:
        self.drops = {"damaged": 1}
        self.closed = False
        self._clock = clock
        self._cost = cost
        self._frames = [index_frame(index, pts) for index, pts in enumerate(times)]

    def read(self) -> Frame | None:
        self._clock.advance(self._cost)
        return self._frames.pop(0) if self._frames else None

    def close(self) -> None:
        self.closed = True


def test_frames_come_at_their_own_times() -> None:
    clock = VirtualClock()
    times = [3.0, 3.04, 3.5, 3.51, 13.0]
    source = PacedSource(Recording(clock, times), clock)
    begin, arrivals = clock.now(), []
    while source.read() is not None:
        arrivals.append(clock.now() - begin)
    assert arrivals == pytest.approx([0.0, 0.04, 0.5, 0.51, 10.0])
    assert source.is_live


def test_after_a_pause_late_frames_are_lost_and_counted() -> None:
    clock = VirtualClock()
    source = PacedSource(Recording(clock, [n / 10 for n in range(100)]), clock)
    source.read()
    clock.advance(3.0)
    frame = source.read()
    assert frame is not None
    assert frame.pts_seconds == pytest.approx(2.5)
    assert source.drops == {"damaged": 1, "late": 24}


def test_a_little_late_is_not_lost() -> None:
    clock = VirtualClock()
    source = PacedSource(Recording(clock, [n / 10 for n in range(10)]), clock)
    source.read()
    clock.advance(0.45)
    assert [frame.index for _ in range(4) if (frame := source.read())] == [1, 2, 3, 4]
    assert source.drops["late"] == 0


def test_a_machine_too_slow_for_the_recording_still_shows_most_of_it() -> None:
    clock = VirtualClock()
    source = PacedSource(Recording(clock, [n / 10 for n in range(200)], cost=0.15), clock)
    shown = sum(1 for _ in iter(source.read, None))
    assert shown + source.drops["late"] == 200
    assert shown > 100


def test_close_wakes_nobody_and_closes_the_recording() -> None:
    clock = VirtualClock()
    recording = Recording(clock, [0.0, 1000.0])
    source = PacedSource(recording, clock)
    source.read()
    source.close()
    source.close()
    begin = clock.now()
    source.read()
    assert recording.closed
    assert clock.now() == begin
