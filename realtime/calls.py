"""What the calls of a shared engine took, and whether the one of this moment hangs."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from realtime.clock import Clock
from realtime.rates import Counts, Histogram, Percentiles, Spread

BOUNDS_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""By which the times of calls are counted."""

USUAL_TIMES = 20.0
"""A call hangs only when it takes so many times the median of those before."""
UNMEASURED_TIMES = 10.0
"""Before the first one is over it may take so many times the shortest hang: a runtime prepares
itself in it."""


@dataclass(frozen=True, slots=True)
class EngineReport:
    """How a shared engine stands; any thread may ask for one."""

    is_running: bool
    restarts: int
    reason: str
    """Why it was loaded again the last time, or why it ended; empty where all is well."""
    waiting: int
    """Streams that wait for their turn."""
    serving: int
    """Streams whose windows are in the calls of this moment."""
    calls: int
    windows: int
    """Windows classified; over `calls` that is the mean batch."""
    call_ms: Spread | None
    """One call of the last ones, whatever its batch."""
    call_seconds: Counts
    """The same of all calls since the start."""
    hang: str = ""
    """Why a call of this moment counts as one that never returns; empty where all is well."""


class CallMeter:
    """Written by the engine's threads; any thread may read it."""

    def __init__(self, clock: Clock) -> None:
        """No call was made."""
        self._clock = clock
        self._adding = threading.Lock()
        self._going: dict[int, tuple[float, int]] = {}
        """By thread, when its call began and for how many streams it is."""
        self.calls, self.windows = 0, 0
        self._milliseconds = Percentiles()
        self._seconds = Histogram(BOUNDS_SECONDS)

    @property
    def call_ms(self) -> Spread | None:
        """One call of the last ones."""
        return self._milliseconds.spread()

    @property
    def call_seconds(self) -> Counts:
        """All calls since the start."""
        return self._seconds.counts()

    @property
    def serving(self) -> int:
        """Streams whose windows are in a call at this moment."""
        return sum(streams for _, streams in list(self._going.values()))

    @contextmanager
    def under_way(self, serving: int = 0) -> Iterator[None]:
        """A call for so many streams lasts as long as the block."""
        thread = threading.get_ident()
        self._going[thread] = self._clock.now(), serving
        try:
            yield
        finally:
            del self._going[thread]

    def add(self, seconds: float, windows: int) -> None:
        """A call is over."""
        with self._adding:
            self.calls += 1
            self.windows += windows
            self._milliseconds.add(1000 * seconds)
            self._seconds.add(seconds)

    def hang(self, shortest_seconds: float) -> str:
        """What is said of a call that lasts far too long; empty while there is none."""
        going = list(self._going.values())
        if not going:
            return ""
        began, _ = min(going)
        lasted, usual = self._clock.now() - began, self.call_ms
        if usual is None:
            longest, compared = UNMEASURED_TIMES * shortest_seconds, "no call before it is over"
        else:
            longest = max(shortest_seconds, USUAL_TIMES * usual.p50 / 1000)
            compared = f"usually one takes {usual.p50 / 1000:.2g} s"
        return f"it hangs: a call lasts {lasted:.0f} s, {compared}" if lasted > longest else ""
