"""The last seconds of a stream as a model sees them, for whoever wants a piece of them."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from engines import ModelSpec, NumpyStore
from realtime.clock import Clock, MonotonicClock
from realtime.frame import Frame
from realtime.ring import FrameRing, ring_capacity


class FrameTap:
    """Given the frames of a stream (`Pipeline.add_tap`), it keeps the last of them, small.

    Eight seconds for a model of 224 px and 25 fps are some 40 MB. One thread appends, another
    one cuts.
    """

    def __init__(self, spec: ModelSpec, keep_seconds: float, clock: Clock | None = None) -> None:
        """Keep so many seconds, at the model's own rate and size."""
        kept = max(spec.min_clip_len, round(keep_seconds / spec.sample_seconds) + 1)
        self._spec = replace(spec, clip_len=kept, step_frames=1)
        store = NumpyStore(self._spec, ring_capacity(self._spec))
        self._ring = FrameRing(self._spec, store, clock or MonotonicClock())

    def append(self, frame: Frame) -> None:
        """Take a frame in."""
        self._ring.append(frame)

    @property
    def newest_seconds(self) -> float | None:
        """Time of the newest frame; None before the first."""
        newest = self._ring.newest
        return None if newest is None else newest.pts_seconds

    def cut(self, start_seconds: float, end_seconds: float) -> NDArray[np.uint8] | None:
        """Frames (n, H, W, channels) of this time at the model's rate, the caller's to keep.

        None where the stream was interrupted in it, or where it is not there (any more).
        """
        frames = round((end_seconds - start_seconds) / self._spec.sample_seconds)
        newest = self.newest_seconds
        if frames < 1 or newest is None or end_seconds > newest:
            return None
        window = self._ring.window(end_seconds, "", frames)
        if window is None:
            return None
        clip: NDArray[np.uint8] = window.clip
        return clip
