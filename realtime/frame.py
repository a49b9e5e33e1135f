"""A picture of a stream, and the windows made of many."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engines import Clip

Integrity = Literal["ok", "resampled"]
"""`ok`: every frame lies where the model's own rate wants it; `resampled`: the camera's rate is
not the model's, nearest frames stand in."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One decoded picture; its pixels are never written to again."""

    image: NDArray[np.uint8]  # (H, W, 3) RGB, upright
    pts_seconds: float
    """Time of the stream where it has one, else a monotonic clock at capture."""
    wall_time: float
    """Seconds since 1970 at which it was taken, as far as known, else when it arrived."""
    index: int
    """Counts the frames of this connection from 0, those skipped included."""
    source_id: str
    """Names the stream; safe to show (never a password)."""
    connection_id: int = 0
    """Grows with each reconnect; no window spans two connections."""


@dataclass(frozen=True, slots=True)
class Window:
    """Frames of one connection without a gap, sampled at the model's rate."""

    clip: Clip  # uint8 (T, H, W, channels) on a CPU
    start_seconds: float
    """pts of the first frame."""
    end_seconds: float
    """pts of the last frame."""
    arrived_seconds: float
    """When the last frame reached the ring, on the clock of the pipeline."""
    source_id: str
    integrity: Integrity
    segment: int = 0
    """Grows where the stream was interrupted; windows of two segments have nothing in common."""
    is_whole: bool = True
    """Whether it has as many frames as a clip; else what is said of it is provisional."""
