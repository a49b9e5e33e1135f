"""A taught model as an engine: the backbone's embeddings, then the head."""

import threading
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engines.api import Clip, Engine, FrameStore
from engines.choice import EngineChoice
from engines.errors import EngineError
from engines.spec import ModelSpec
from engines.teaching.head import Head
from engines.teaching.likeness import Likeness
from engines.teaching.views import embedded


class TaughtEngine:
    """Classifies with a head that may be replaced while it runs."""

    def __init__(
        self,
        backbone: Engine,
        head: Head,
        spec: ModelSpec,
        choice: EngineChoice,
        likeness: Likeness | None = None,
    ) -> None:
        """Take the backbone over.

        Args:
            backbone: its answers are embeddings.
            head: was trained on such embeddings.
            spec: how clips are made, with the head's labels.
            choice: what the backbone was chosen with.
            likeness: for whoever compares showings with the examples.
        """
        self._backbone = _InTurns(backbone)
        self._head = head
        self._likeness = likeness
        self._spec = spec
        self._choice = choice

    @property
    def spec(self) -> ModelSpec:
        """How clips are made for it, and its labels."""
        return self._spec

    @property
    def choice(self) -> EngineChoice:
        """What it runs with, and what was passed over."""
        return self._choice

    def new_store(self, capacity: int) -> FrameStore:
        """A store for `capacity` frames of one stream, the backbone's own."""
        return self._backbone.new_store(capacity)

    def infer(self, clips: Sequence[Clip]) -> NDArray[np.float32]:
        """Logits float32 (N, C) of N clips; the array is the caller's."""
        head = self._head  # another thread may replace it meanwhile
        return head.logits(self._backbone.infer(clips))

    def likeness(self, frames: NDArray[np.uint8], label: str) -> float:
        """How like the examples of a label a showing is, 0..1 (`Likeness.of`).

        Any thread may ask; the live stream waits meanwhile, for a call or a few of the backbone.

        Args:
            frames: uint8 (n, H, W, channels) at the model's rate and size, from beginning to end.
            label: One that was taught.

        Raises:
            EngineError: The showing is too short, or there are no two examples of the label here.
        """
        if self._likeness is None:
            raise EngineError(f"{self._spec.name} was loaded without its examples")
        self._likeness.scale(label)  # before the work, whether it can be said at all
        return self._likeness.of(embedded(self._backbone, frames, mirrored=False), label)

    def teach(self, head: Head) -> None:
        """Use another head of the same labels from the next call on. Any thread may call it.

        Raises:
            EngineError: The labels are others; load the model again for that.
        """
        if head.labels != self._head.labels:
            raise EngineError("a head of other labels given; a stream keeps its labels")
        self._head = head

    def close(self) -> None:
        """Close the backbone; calling it again does nothing."""
        self._backbone.close()


class _InTurns:
    """A backbone that several threads call: one after the other."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = threading.Lock()
        self.spec = engine.spec
        self.new_store = engine.new_store

    def infer(self, clips: Sequence[Clip]) -> NDArray[np.float32]:
        with self._turn:
            return self._engine.infer(clips)

    def close(self) -> None:
        with self._turn:
            self._engine.close()
