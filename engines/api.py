"""The door's types: what the rest of the program knows of an engine."""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from engines.spec import ModelSpec

Clip = Any
"""A clip as this engine's own FrameStore hands it out: a numpy array uint8 (T, H, W, channels) on a
CPU, something in GPU memory on a GPU. Only the engine that made the store looks inside."""


class FrameStore(Protocol):
    """Keeps the pixels of a stream's last frames where the engine wants them.

    Frames are written in the order in which they were shown: a model that sees motion gets each
    one's motion since the one before, computed here, once.

    One thread writes, one thread gathers; the owner (the ring) makes sure that a slot is not
    overwritten while it is gathered.
    """

    def write(
        self, slot: int, image: NDArray[np.uint8], elapsed_seconds: float | None = None
    ) -> None:
        """Resize, crop and keep an image uint8 (H, W, 3) RGB of any size under a slot number.

        `elapsed_seconds` is the time since the image written before; None where this one does
        not follow it (the first, another connection): no motion is made across.
        """

    def window(self, slots: Sequence[int]) -> Clip:
        """The clip made of these slots, in this order; slots may repeat. The caller's to keep."""


class Engine(Protocol):
    """Turns clips into logits. One thread at a time may call it."""

    @property
    def spec(self) -> ModelSpec:
        """How clips are made for it, and its labels."""

    def new_store(self, capacity: int) -> FrameStore:
        """A store for `capacity` frames of one stream."""

    def infer(self, clips: Sequence[Clip]) -> NDArray[np.float32]:
        """Logits float32 (N, C) of N clips; the array is the caller's to keep."""

    def close(self) -> None:
        """Give memory back; calling it again does nothing."""
