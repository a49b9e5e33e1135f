"""A model that sees the mirror image: for people who sign with the left hand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engines import Clip, EngineChoice, FrameStore, LoadedEngine, ModelSpec
from realtime.frame import Frame


@dataclass(slots=True)
class MirrorSwitch:
    """Whether pictures are mirrored from now on; any thread may turn it."""

    is_on: bool = False

    def seen(self, frame: Frame) -> Frame:
        """A frame as the model sees it."""
        if not self.is_on:
            return frame
        return replace(frame, image=np.ascontiguousarray(frame.image[:, ::-1]))


class MirroredEngine:
    """An engine whose pictures are mirrored as they enter its stores, while the switch is on."""

    def __init__(self, engine: LoadedEngine, switch: MirrorSwitch) -> None:
        """Take the engine over."""
        self.engine, self._switch = engine, switch

    @property
    def spec(self) -> ModelSpec:
        """The engine's own."""
        return self.engine.spec

    @property
    def choice(self) -> EngineChoice:
        """The engine's own."""
        return self.engine.choice

    def new_store(self, capacity: int) -> FrameStore:
        """A store of the engine that is given mirrored pictures."""
        return _MirroredStore(self.engine.new_store(capacity), self._switch)

    def infer(self, clips: Sequence[Clip]) -> NDArray[np.float32]:
        """What the engine says."""
        return self.engine.infer(clips)

    def close(self) -> None:
        """Close the engine."""
        self.engine.close()


class _MirroredStore:
    def __init__(self, store: FrameStore, switch: MirrorSwitch) -> None:
        self._store, self._switch = store, switch
        self._was_on = switch.is_on

    def write(
        self, slot: int, image: NDArray[np.uint8], elapsed_seconds: float | None = None
    ) -> None:
        is_on = self._switch.is_on
        if is_on is not self._was_on:
            self._was_on, elapsed_seconds = is_on, None  # turning a picture over is no motion
        self._store.write(
            slot, np.ascontiguousarray(image[:, ::-1]) if is_on else image, elapsed_seconds
        )

    def window(self, slots: Sequence[int]) -> Clip:
        return self._store.window(slots)
