"""How much a picture moves: the measure that tells a sign from a rest."""

from collections import deque
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

_SMALL_PX = (64, 48)
"""(width, height) that pictures are compared in: cells so large that camera noise averages out."""
_LOOKED_AT_PX = 240
"""Of larger pictures only some rows and columns are looked at, so many rows at least."""
_APART_SECONDS = 0.08
"""Pictures that are compared lie at least so far apart, so that a fast camera shows no less."""
_GAP_SECONDS = 1.0
"""After a longer stretch without pictures, or a step back, comparing begins anew."""
_MOVING_SHARE = 0.05
"""Of the cells, those that change most: about what two hands take of a medium shot."""
_FLOOR_SECONDS = 10.0
"""Somebody who signs is still for a moment at least once in so long."""
_FLOOR_QUANTILE = 0.1
_HIGHEST_FLOOR = 4.0
"""Grey levels; a scene that never rests is not taken for noise."""


@dataclass(frozen=True, slots=True)
class MotionSample:
    """How much the picture moved just before a moment."""

    at_seconds: float
    """pts of the newer picture."""
    level: float
    """Mean change of the cells that changed most, in grey levels of 255."""
    floor: float
    """The same while nothing moves, as far as the last seconds show: noise of the camera."""


class MotionMeter:
    """Measures the motion of one stream; one thread. A frame costs about what a resize costs."""

    def __init__(self) -> None:
        """Nothing was seen yet."""
        self._seen: deque[tuple[float, NDArray[np.float32]]] = deque()
        self._levels: deque[tuple[float, float]] = deque()

    def update(self, image: NDArray[np.uint8], at_seconds: float) -> MotionSample | None:
        """Look at a picture uint8 (H, W, 3) RGB; None while there is none to compare it with."""
        small = _small_grey(image)
        if self._seen and not 0 <= at_seconds - self._seen[-1][0] <= _GAP_SECONDS:
            self._seen.clear()
            self._levels.clear()
        before = self._earlier(at_seconds)
        self._seen.append((at_seconds, small))
        if before is None:
            return None
        level = motion_level(before, small)
        return MotionSample(at_seconds, level, self._floor(level, at_seconds))

    def _earlier(self, at_seconds: float) -> NDArray[np.float32] | None:
        """The newest picture that lies far enough back; older ones are forgotten."""
        latest = at_seconds - _APART_SECONDS
        while len(self._seen) > 1 and self._seen[1][0] <= latest:
            self._seen.popleft()
        return self._seen[0][1] if self._seen and self._seen[0][0] <= latest else None

    def _floor(self, level: float, at_seconds: float) -> float:
        self._levels.append((at_seconds, level))
        while self._levels[0][0] < at_seconds - _FLOOR_SECONDS:
            self._levels.popleft()
        known = [one for _, one in self._levels]
        return min(_HIGHEST_FLOOR, float(np.quantile(known, _FLOOR_QUANTILE)))


def motion_level(before: NDArray[np.float32], after: NDArray[np.float32]) -> float:
    """How much two small grey pictures differ; light that changes everywhere alike is no motion."""
    change = after - before
    change = np.abs(change - np.median(change)).ravel()
    moving = max(1, round(_MOVING_SHARE * change.size))
    return float(np.partition(change, -moving)[-moving:].mean())


def _small_grey(image: NDArray[np.uint8]) -> NDArray[np.float32]:
    step = max(1, image.shape[0] // _LOOKED_AT_PX)  # averaging all of a large picture is slow
    looked_at = np.ascontiguousarray(image[::step, ::step])
    small = cv2.resize(looked_at, _SMALL_PX, interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32)
