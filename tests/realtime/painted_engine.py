"""A quick stand-in for a network that reads the numbers painted in real, decoded frames."""

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines import ModelSpec
from engines.store_numpy import NumpyStore
from realtime.sources.painted import painted_index

SPEC = ModelSpec(
    name="painted.test",
    labels=("read", "not read"),
    clip_len=16,
    min_clip_len=16,
    frame_rate=25.0,
    frame_interval=1,
    resize_short_px=128,
    crop_px=112,
    mean=(0.5, 0.5, 0.5),
    std=(0.5, 0.5, 0.5),
)


class PaintedEngine:
    """Keeps the painted numbers of each window that it is given."""

    spec = SPEC

    def __init__(self) -> None:
        self.windows: list[list[int]] = []

    def new_store(self, capacity: int) -> NumpyStore:
        return NumpyStore(SPEC, capacity)

    def infer(self, clips: Sequence[Any]) -> NDArray[np.float32]:
        numbers = [painted_index(image) for image in clips[0]]
        assert None not in numbers, "a frame came through unreadable"
        self.windows.append([number for number in numbers if number is not None])
        return np.array([[4.0, 0.0]], np.float32)

    def close(self) -> None:
        pass


def longest_step(window: Sequence[int]) -> int:
    """The largest distance between the numbers of neighbouring samples."""
    return max(abs(after - before) for before, after in itertools.pairwise(window))
