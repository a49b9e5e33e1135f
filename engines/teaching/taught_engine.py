"""A taught model as an engine: the backbone's embeddings, then the head."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engines.api import Clip, Engine, FrameStore
from engines.choice import EngineChoice
from engines.errors import EngineError
from engines.spec import ModelSpec
from engines.teaching.head import Head


class TaughtEngine:
    """Classifies with a head that may be replaced while it runs."""

    def __init__(self, backbone: Engine, head: Head, spec: ModelSpec, choice: EngineChoice) -> None:
        """Take the backbone over.

        Args:
            backbone: its answers are embeddings.
            head: was trained on such embeddings.
            spec: how clips are made, with the head's labels.
            choice: what the backbone was chosen with.
        """
        self._backbone = backbone
        self._head = head
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
