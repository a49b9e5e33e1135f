"""The last seconds of a stream, small, so that an attempt can be seen again."""

from collections import deque

import cv2
import numpy as np
from numpy.typing import NDArray

from realtime import Frame

_KEPT_SECONDS = 15.0
_LEAST_APART_SECONDS = 0.045
"""About 20 pictures a second are enough for slow motion."""
_HEIGHT_PX = 180
"""A picture takes 170 kB at 16 : 9, all of them some 50 MB."""

Kept = list[tuple[float, NDArray[np.uint8]]]


class AttemptFrames:
    """Keeps pictures of one stream; bounded, one thread."""

    def __init__(self) -> None:
        """None yet."""
        self._kept: deque[tuple[float, NDArray[np.uint8]]] = deque()

    def add(self, frame: Frame) -> None:
        """Keep a picture, unless the last one is hardly older."""
        at = frame.pts_seconds
        if self._kept and at < self._kept[-1][0]:
            self._kept.clear()
        if self._kept and at - self._kept[-1][0] < _LEAST_APART_SECONDS:
            return
        height, width = frame.image.shape[:2]
        size = (max(1, round(width * _HEIGHT_PX / height)), _HEIGHT_PX)
        small = cv2.resize(frame.image, size, interpolation=cv2.INTER_AREA)
        self._kept.append((at, np.asarray(small, np.uint8)))
        while self._kept[0][0] < at - _KEPT_SECONDS:
            self._kept.popleft()

    def between(self, start_seconds: float, end_seconds: float) -> Kept:
        """The pictures of this time, as far as they are there."""
        return [one for one in self._kept if start_seconds <= one[0] <= end_seconds]

    def clear(self) -> None:
        """Let go of all of them."""
        self._kept.clear()
