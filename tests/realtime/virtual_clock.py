"""A clock that jumps to the next deadline as soon as every thread of a pipeline waits."""

import threading
from dataclasses import dataclass, field

REAL_POLL_SECONDS = 0.02
"""How long a sleeper really waits before it looks whether the others have ended."""


@dataclass(eq=False)
class Sleeper:
    deadline: float
    condition: threading.Condition
    woken: threading.Event = field(default_factory=threading.Event)


class VirtualClock:
    """Ten minutes of stream pass in seconds; the threads are real and named `liveact-…`.

    Time stands still until as many of them as are told here have been started.
    """

    def __init__(self, start: float = 1000.0, *, threads: int = 0) -> None:
        self._now = start
        self._expected = threads
        self._seen: set[threading.Thread] = set()
        self._mutex = threading.Lock()
        self._sleepers: list[Sleeper] = []

    def now(self) -> float:
        return self._now

    def wall(self) -> float:
        return 1_700_000_000.0 + self._now

    def advance(self, seconds: float) -> None:
        """Let time pass by hand, for tests without threads."""
        with self._mutex:
            self._now += seconds
            self._wake_due()

    def wait(self, condition: threading.Condition, timeout_seconds: float) -> None:
        sleeper = Sleeper(self._now + max(0.0, timeout_seconds), condition)
        with self._mutex:
            self._sleepers.append(sleeper)
        condition.release()
        try:
            self._jump_if_all_sleep()
            while not sleeper.woken.wait(REAL_POLL_SECONDS):
                self._jump_if_all_sleep()
        finally:
            condition.acquire()

    def notify(self, condition: threading.Condition) -> None:
        with self._mutex:
            for sleeper in [s for s in self._sleepers if s.condition is condition]:
                self._wake(sleeper)

    def _jump_if_all_sleep(self) -> None:
        with self._mutex:
            if self._sleepers and len(self._sleepers) >= self._thread_count():
                self._now = max(self._now, min(s.deadline for s in self._sleepers))
                self._wake_due()

    def _wake_due(self) -> None:
        for sleeper in [s for s in self._sleepers if s.deadline <= self._now]:
            self._wake(sleeper)

    def _wake(self, sleeper: Sleeper) -> None:
        self._sleepers.remove(sleeper)
        sleeper.woken.set()

    def _thread_count(self) -> int:
        alive = {t for t in threading.enumerate() if t.name.startswith("liveact-")}
        self._seen |= alive
        not_started = self._expected - len(self._seen)
        return max(1, len(alive) + max(0, not_started))
