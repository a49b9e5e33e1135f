"""One engine for two threads: teaching and the live stream look through the same backbone."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from engines import (
    Clip,
    EngineChoice,
    FrameStore,
    Lesson,
    LoadedEngine,
    ModelSpec,
    Progress,
    TaughtModel,
    TaughtRequest,
    TeachingReport,
    backbone_identity,
    load_embedder,
    model_card,
    taught_from,
)

_WAIT_SECONDS = 0.5
_STEP_FRAMES = 8
"""Backbones look at whole time steps."""


@dataclass(frozen=True, slots=True)
class Backbone:
    """What a panel teaches with."""

    name: str
    """Registered name of the model that makes the embeddings."""
    identity: str
    """Checksum of its weights: examples that others saw mean something else."""
    spec: ModelSpec
    """How examples are cut for it."""
    load: Callable[[Progress], LoadedEngine]
    """Loads the engine of embeddings."""
    train: Callable[[Lesson], tuple[TaughtModel, TeachingReport]]
    """A head of examples; some seconds at most."""


def backbone_named(name: str, example_seconds: float) -> Backbone:
    """A registered model to teach with, compiled for examples of this length.

    Raises:
        EngineError: there is no such model, or it has no weights.
    """
    card = model_card(name)
    spec = card.spec
    whole = round(example_seconds / spec.sample_seconds) // _STEP_FRAMES * _STEP_FRAMES
    frames = max(spec.min_clip_len, min(whole, spec.clip_len))
    load = partial(load_embedder, name, TaughtRequest(clip_len=frames))
    train = partial(taught_from, backbone=name)
    return Backbone(name, backbone_identity(card), spec, load, train)


class SharedBackbone:
    """Lends an engine to several threads, whose calls take turns; closed by the last of them."""

    def __init__(self, engine: LoadedEngine) -> None:
        """Take an engine over."""
        self.engine = engine
        self._condition = threading.Condition()
        self._next_ticket = self._served = self._users = 0

    def lend(self) -> "LentBackbone":
        """The engine for one more user, who closes it."""
        with self._condition:
            self._users += 1
        return LentBackbone(self)

    def infer(self, clips: Sequence[Clip]) -> NDArray[np.float32]:
        """What the engine says, when it is this caller's turn: first come, first served."""
        with self._condition:
            ticket, self._next_ticket = self._next_ticket, self._next_ticket + 1
            while self._served != ticket:
                self._condition.wait(_WAIT_SECONDS)
        try:
            return self.engine.infer(clips)
        finally:
            with self._condition:
                self._served += 1
                self._condition.notify_all()

    def give_back(self) -> None:
        """One user less."""
        with self._condition:
            self._users -= 1
            is_unused = self._users == 0
        if is_unused:
            self.engine.close()


class LentBackbone:
    """A shared engine as one of its users sees it."""

    def __init__(self, shared: SharedBackbone) -> None:
        """Pass everything on."""
        self._shared = shared
        self._is_back = False

    @property
    def spec(self) -> ModelSpec:
        """How clips are made for it."""
        return self._shared.engine.spec

    @property
    def choice(self) -> EngineChoice:
        """What it runs with."""
        return self._shared.engine.choice

    def new_store(self, capacity: int) -> FrameStore:
        """A store for `capacity` frames of one stream."""
        return self._shared.engine.new_store(capacity)

    def infer(self, clips: Sequence[Clip]) -> NDArray[np.float32]:
        """Embeddings float32 (N, D), when it is this user's turn."""
        return self._shared.infer(clips)

    def close(self) -> None:
        """Give it back; calling it again does nothing."""
        if not self._is_back:
            self._is_back = True
            self._shared.give_back()
