"""Time as a thing that is passed in, so that rules about time are tested without sleeping."""

import threading
import time
from typing import Protocol


class Clock(Protocol):
    """Tells the time and waits. Every wait in `realtime` goes through one of these."""

    def now(self) -> float:
        """Seconds on a clock that never goes back; its zero means nothing."""

    def wall(self) -> float:
        """Seconds since 1970."""

    def wait(self, condition: threading.Condition, timeout_seconds: float) -> None:
        """Release the held condition until it is notified or the time is over, then hold it."""

    def notify(self, condition: threading.Condition) -> None:
        """Wake everyone who waits on the held condition."""


class MonotonicClock:
    """The machine's own time."""

    def now(self) -> float:
        """Seconds of the machine's monotonic clock."""
        return time.monotonic()

    def wall(self) -> float:
        """Seconds since 1970 by the machine's clock, which people and NTP may set."""
        return time.time()

    def wait(self, condition: threading.Condition, timeout_seconds: float) -> None:
        """Wait on a held condition for at most this long."""
        condition.wait(max(0.0, timeout_seconds))

    def notify(self, condition: threading.Condition) -> None:
        """Wake all waiters of a held condition."""
        condition.notify_all()


class StopSignal:
    """Tells the threads of a stream to end, and lets them sleep until then."""

    def __init__(self, clock: Clock) -> None:
        """Sleeps are measured on this clock."""
        self.clock = clock
        self._condition = threading.Condition()
        self._set = False

    def set(self) -> None:
        """Ask to stop; sleepers wake at once."""
        with self._condition:
            self._set = True
            self.clock.notify(self._condition)

    def is_set(self) -> bool:
        """Whether a stop was asked for."""
        return self._set

    def sleep(self, seconds: float) -> bool:
        """Sleep for so long or until the stop; true when a stop was asked for."""
        deadline = self.clock.now() + seconds
        with self._condition:
            while not self._set:
                left = deadline - self.clock.now()
                if left <= 0:
                    break
                self.clock.wait(self._condition, left)
            return self._set
