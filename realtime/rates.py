"""How often things happen and how long they take, over the last moments only."""

import threading
from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


class RateMeter:
    """Counts over a span; any thread may call it. Times are seconds that never go back."""

    def __init__(self, span_seconds: float = 3.0) -> None:
        """Look back for so long, or to the last but one event where events are rarer."""
        self._span_seconds = span_seconds
        self._times: deque[float] = deque()
        self._lock = threading.Lock()

    def add(self, now_seconds: float) -> None:
        """It happened."""
        with self._lock:
            self._times.append(now_seconds)
            self._forget(now_seconds)

    def rate(self, now_seconds: float) -> float | None:
        """Events a second; None until there are two.

        While they come, their number over the time between the first and the last, so that it
        does not swing with the place of the span. When they stop coming it falls towards 0.
        """
        with self._lock:
            self._forget(now_seconds)
            if len(self._times) < 2:
                return None
            first, last, count = self._times[0], self._times[-1], len(self._times)
        if last == first:
            return None
        return min((count - 1) / (last - first), count / max(now_seconds - first, last - first))

    def _forget(self, now_seconds: float) -> None:
        """Drop what is older than the span, but never the last two."""
        while len(self._times) > 2 and self._times[0] < now_seconds - self._span_seconds:
            self._times.popleft()


@dataclass(frozen=True, slots=True)
class Spread:
    """How a quantity is spread over its last values, in the unit of the values."""

    p50: float
    p95: float
    p99: float


class Percentiles:
    """The spread of the last values; any thread may call it, memory is allocated once."""

    def __init__(self, capacity: int = 512) -> None:
        """Remember so many values."""
        self._values = np.zeros(capacity)
        self._count = 0
        self._lock = threading.Lock()

    def add(self, value: float) -> None:
        """Remember a value in place of the oldest one."""
        with self._lock:
            self._values[self._count % len(self._values)] = value
            self._count += 1

    def spread(self) -> Spread | None:
        """The percentiles of what is remembered, or None where that is nothing."""
        with self._lock:
            values = self._values[: min(self._count, len(self._values))].copy()
        if not len(values):
            return None
        values.sort()
        return Spread(_within(values, 0.50), _within(values, 0.95), _within(values, 0.99))


def _within(ascending: NDArray[np.float64], share: float) -> float:
    """The value that so many are below, as `np.percentile` has it, in a tenth of its time."""
    place = share * (len(ascending) - 1)
    below = int(place)
    above = min(below + 1, len(ascending) - 1)
    return float(ascending[below] + (place - below) * (ascending[above] - ascending[below]))


@dataclass(frozen=True, slots=True)
class Counts:
    """How often values were how large, since the start."""

    below: tuple[tuple[float, int], ...]
    """A bound, and how many values were at most that; bounds grow."""
    count: int
    total: float
    """The sum of all values, in their unit."""


class Histogram:
    """Counts values by their size for ever; any thread may call it."""

    def __init__(self, bounds: Sequence[float]) -> None:
        """Nothing was counted; bounds grow."""
        self._bounds = tuple(bounds)
        self._counts = np.zeros(len(self._bounds) + 1, np.int64)
        self._total = 0.0
        self._lock = threading.Lock()

    def add(self, value: float) -> None:
        """Count a value."""
        with self._lock:
            self._counts[bisect_left(self._bounds, value)] += 1
            self._total += value

    def counts(self) -> Counts:
        """What was counted."""
        with self._lock:
            running, total = np.cumsum(self._counts).tolist(), self._total
        return Counts(tuple(zip(self._bounds, running, strict=False)), running[-1], total)
