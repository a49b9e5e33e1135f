"""A model in miniature whose clips are the indices painted in the frames."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines import ModelSpec
from realtime.clock import Clock, StopSignal
from realtime.frame import Frame

SPEC = ModelSpec(
    name="index.test",
    labels=("even", "odd"),
    clip_len=8,
    min_clip_len=8,
    frame_rate=25.0,
    frame_interval=1,
    resize_short_px=4,
    crop_px=4,
    mean=(0.5, 0.5, 0.5),
    std=(0.5, 0.5, 0.5),
)


def spec_of(clip_len: int) -> ModelSpec:
    return replace(SPEC, clip_len=clip_len, min_clip_len=clip_len)


def motion_spec_of(clip_len: int) -> ModelSpec:
    """The same for a model that sees pictures and their motion."""
    halves = (0.5,) * 5
    return replace(spec_of(clip_len), modality="two_stream", mean=halves, std=halves)


def index_frame(index: int, pts_seconds: float, *, connection_id: int = 0) -> Frame:
    """A frame whose first pixel holds its index modulo 65536 in two bytes."""
    image = np.zeros((4, 4, 3), np.uint8)
    image[0, 0, 0], image[0, 0, 1] = divmod(index % 65536, 256)
    return Frame(image, pts_seconds, 0.0, index, "test", connection_id)


def indices_of(clip: NDArray[np.uint8]) -> list[int]:
    return [int(picture[0, 0, 0]) * 256 + int(picture[0, 0, 1]) for picture in clip]


class IndexStore:
    """Keeps small pictures as they are."""

    def __init__(self, capacity: int) -> None:
        self.pictures = np.zeros((capacity, 4, 4, 3), np.uint8)
        self.elapsed_seconds: list[float | None] = [None] * capacity

    def write(
        self, slot: int, image: NDArray[np.uint8], elapsed_seconds: float | None = None
    ) -> None:
        self.pictures[slot] = image
        self.elapsed_seconds[slot] = elapsed_seconds

    def window(self, slots: Sequence[int]) -> NDArray[np.uint8]:
        return self.pictures[list(slots)]


class IndexEngine:
    """Says `odd` or `even` of a clip's last index; takes as long on a clock as it is told."""

    def __init__(self, clock: Clock, *, seconds: float = 0.0, clip_len: int = 8) -> None:
        self.spec = spec_of(clip_len)
        self.seen: list[list[int]] = []
        self._pause = StopSignal(clock)
        self._seconds = seconds

    def new_store(self, capacity: int) -> IndexStore:
        return IndexStore(capacity)

    def infer(self, clips: Sequence[Any]) -> NDArray[np.float32]:
        self._pause.sleep(self._seconds)
        self.seen.extend(indices_of(clip) for clip in clips)
        last = np.array([indices_of(clip)[-1] % 2 for clip in clips])
        return np.stack([2.0 - 4.0 * last, 4.0 * last - 2.0], axis=1).astype(np.float32)

    def close(self) -> None:
        pass
