"""An engine that says what a test wants, with a choice as loaded ones have it."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines import EngineChoice, ModelSpec, PassedOver
from engines.store_numpy import NumpyStore

SPEC = ModelSpec(
    name="small.test",
    labels=("waving", "clapping", "jumping", "sitting", "walking", "running"),
    clip_len=8,
    min_clip_len=8,
    frame_rate=25.0,
    frame_interval=1,
    resize_short_px=16,
    crop_px=16,
    mean=(0.5, 0.5, 0.5),
    std=(0.5, 0.5, 0.5),
)
LOGITS = (5.0, 1.0, 0.5, 0.0, -1.0, -2.0)


class SmallEngine:
    """Sees waving everywhere; fails where it is told to."""

    spec = SPEC
    choice = EngineChoice("small", "fp32", "cpu", (PassedOver("cuda", "no GPU here"),))

    def __init__(self, failure: Exception | None = None) -> None:
        self.failure = failure
        self.is_closed = False

    def new_store(self, capacity: int) -> NumpyStore:
        return NumpyStore(SPEC, capacity)

    def infer(self, clips: Sequence[Any]) -> NDArray[np.float32]:
        if self.failure is not None:
            raise self.failure
        return np.array([LOGITS for _ in clips], np.float32)

    def close(self) -> None:
        self.is_closed = True
