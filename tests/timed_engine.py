"""An engine whose stores are measured: what resizing costs, whichever thread does it."""

import threading
import time
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines import EngineChoice, FrameStore, LoadedEngine, ModelSpec


class ResizeClock:
    """CPU seconds that went into stores, whichever thread wrote to them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.seconds = 0.0

    def add(self, seconds: float) -> None:
        with self._lock:
            self.seconds += seconds


class TimedStore:
    """A store whose writing is measured."""

    def __init__(self, store: FrameStore, clock: ResizeClock) -> None:
        self._store = store
        self._clock = clock

    def write(
        self, slot: int, image: NDArray[np.uint8], elapsed_seconds: float | None = None
    ) -> None:
        began = time.thread_time()
        self._store.write(slot, image, elapsed_seconds)
        self._clock.add(time.thread_time() - began)

    def window(self, slots: Sequence[int]) -> Any:
        return self._store.window(slots)


class TimedEngine:
    """An engine whose stores are measured."""

    def __init__(self, engine: LoadedEngine, clock: ResizeClock) -> None:
        self._engine = engine
        self._clock = clock
        self.spec: ModelSpec = engine.spec
        self.choice: EngineChoice = engine.choice

    def new_store(self, capacity: int) -> TimedStore:
        return TimedStore(self._engine.new_store(capacity), self._clock)

    def infer(self, clips: Sequence[Any]) -> NDArray[np.float32]:
        return self._engine.infer(clips)

    def close(self) -> None:
        self._engine.close()
