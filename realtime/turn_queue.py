"""Whose turn it is: the stream that waited longest first, several at a time.

Turns come in the order in which they were asked for, and a seat asks for one at a time, so that
none can crowd out the others.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

from realtime.clock import Clock

SeatT = TypeVar("SeatT")

TICK_SECONDS = 0.25
"""How long it is waited for a turn before whoever waits may look after other things."""


class TurnQueue(Generic[SeatT]):
    """All seats at something, and those that wait. Any thread may call it."""

    def __init__(self, clock: Clock) -> None:
        """Nobody is there."""
        self._clock = clock
        self._condition = threading.Condition()
        self._seats: list[SeatT] = []
        self._asked: deque[tuple[SeatT, float]] = deque()

    @property
    def seats(self) -> list[SeatT]:
        """Everybody who is there at this moment."""
        return list(self._seats)

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
        return len(self._asked)

    @contextmanager
    def changing(self) -> Iterator[list[SeatT]]:
        """All seats, to be changed or told of a change; nobody comes or leaves meanwhile."""
        with self._condition:
            yield self._seats

    def ask(self, seat: SeatT) -> None:
        """A seat wants a turn."""
        with self._condition:
            self._asked.append((seat, self._clock.now()))
            self._clock.notify(self._condition)

    def forget(self, seat: SeatT) -> None:
        """A seat is left: it wants no turn either."""
        with self._condition:
            self._seats = [other for other in self._seats if other is not seat]
            self._asked = deque(turn for turn in self._asked if turn[0] is not seat)

    def wake(self) -> None:
        """Have whoever waits in `next_seats` look at what has changed."""
        with self._condition:
            self._clock.notify(self._condition)

    def next_seats(self, most: int, linger_seconds: float) -> list[SeatT]:
        """Those whose turn it is, `most` of them; none where nobody asked for a moment.

        From the first that was asked for they are waited for so long, or until there are `most`, or
        until all have asked.
        """
        with self._condition:
            wait_seconds = self._wait_seconds(most, linger_seconds)
            if wait_seconds > 0:
                self._clock.wait(self._condition, wait_seconds)
                wait_seconds = self._wait_seconds(most, linger_seconds)
            if wait_seconds > 0:
                return []
            return [self._asked.popleft()[0] for _ in range(min(most, len(self._asked)))]

    def _wait_seconds(self, most: int, linger_seconds: float) -> float:
        """How long the next turn waits; 0 when it is time for it."""
        if not self._asked:
            return TICK_SECONDS
        if len(self._asked) >= min(most, len(self._seats)):
            return 0.0
        return self._asked[0][1] + linger_seconds - self._clock.now()
