"""Lets bars glide to their new lengths and rows."""

import math
from dataclasses import dataclass

from realtime.monitor.bars import Bar

GLIDE_SECONDS = 0.12
"""Time constant: after so long two thirds of the way are done."""

_STILL = 0.002
"""Nobody sees a smaller difference."""


@dataclass(frozen=True, slots=True)
class MovingBar:
    """A bar as it is drawn at one moment."""

    bar: Bar
    """What it stands for."""
    length: float
    """Drawn in place of the smoothed score, 0..1."""
    row: float
    """Where it is drawn, 0 at the top; between two rows while bars change places."""


class SmoothBars:
    """The bars of one view on their way; one thread."""

    def __init__(self) -> None:
        """There are none."""
        self._moving: list[MovingBar] = []

    @property
    def moving(self) -> list[MovingBar]:
        """As they are to be drawn now."""
        return self._moving

    def advance(self, bars: tuple[Bar, ...], seconds: float) -> bool:
        """Go on towards these bars; says whether anything still moves."""
        share = 1.0 - math.exp(-seconds / GLIDE_SECONDS)
        before = {moving.bar.label: moving for moving in self._moving}
        self._moving = [
            _towards(before.get(bar.label), bar, row, share) for row, bar in enumerate(bars)
        ]
        return any(
            abs(moving.length - moving.bar.smoothed) > 0 or moving.row != row
            for row, moving in enumerate(self._moving)
        )


def _towards(before: MovingBar | None, bar: Bar, row: int, share: float) -> MovingBar:
    if before is None:  # a newcomer grows from nothing, in its place
        return MovingBar(bar, _step(0.0, bar.smoothed, share), float(row))
    length = _step(before.length, bar.smoothed, share)
    return MovingBar(bar, length, _step(before.row, float(row), share))


def _step(now: float, goal: float, share: float) -> float:
    nearer = now + (goal - now) * share
    return goal if abs(goal - nearer) < _STILL else nearer
