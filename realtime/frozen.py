"""Tells a picture that stands still from one that lives."""

import numpy as np
from numpy.typing import NDArray

_EVERY_PX = 16
"""Looking at every 16th pixel both ways costs microseconds and sees any real movement."""

_NOISE_LEVELS = 8
"""A codec changes a still picture by less than this; a camera's noise changes it by more."""


class FrozenPicture:
    """For how long the pictures of a stream have been the same."""

    def __init__(self) -> None:
        """Nothing seen yet."""
        self._reference: NDArray[np.int16] | None = None
        self._since = 0.0

    def reset(self) -> None:
        """Forget the picture: a new connection begins."""
        self._reference = None

    def add(self, image: NDArray[np.uint8], now_seconds: float) -> float:
        """Look at a picture (H, W, 3); gives the seconds since the last one that differed."""
        sample = image[::_EVERY_PX, ::_EVERY_PX].astype(np.int16)
        if self._differs(sample):
            self._reference, self._since = sample, now_seconds
        return now_seconds - self._since

    def _differs(self, sample: NDArray[np.int16]) -> bool:
        if self._reference is None or self._reference.shape != sample.shape:
            return True
        return int(np.abs(sample - self._reference).max()) > _NOISE_LEVELS
