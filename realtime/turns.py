"""How a stream gets its windows classified: it asks for a turn, and is told the answer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from engines import Engine, FrameStore
from realtime.clock import Clock
from realtime.frame import Window

RenewStore = Callable[[FrameStore | None], None]
"""Is given the store that frames are to lie in; None where the one before is about to go."""

TakeWindow = Callable[[], Window | None]
"""Gathers the newest window of a stream, None where there is none after all."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a turn."""

    window: Window | None
    """What was classified; None where there was no window after all, or the engine failed."""
    logits: NDArray[np.float32] | None = None  # (C,)
    engine_seconds: float = 0.0
    """The call of the engine that this window was part of."""


class Seat(Protocol):
    """One row of windows at an engine. Belongs to the thread that asks."""

    def settle(self, capacity: int) -> None:
        """Get a store for so many frames, now and whenever the engine was loaded again."""

    def ask(self) -> None:
        """Ask for a turn: when it comes, the newest window is taken and classified."""

    def answer(self) -> Answer | None:
        """What came of the turn, given once; None while it is waited for.

        Raises what ended the engine for good.
        """

    def leave(self) -> None:
        """Want no more turns; calling it again does nothing."""


class OwnSeat:
    """The only seat at an engine: its turn comes at once, in the thread that asks."""

    def __init__(self, engine: Engine, take: TakeWindow, renew: RenewStore, clock: Clock) -> None:
        """Give windows that are taken to this engine, and its store to `renew`."""
        self._engine = engine
        self._take = take
        self._renew = renew
        self._clock = clock
        self._answer: Answer | None = None

    def settle(self, capacity: int) -> None:
        """Get a store of the engine."""
        self._renew(self._engine.new_store(capacity))

    def ask(self) -> None:
        """Take a window and classify it."""
        window = self._take()
        if window is None:
            self._answer = Answer(None)
            return
        began = self._clock.now()
        logits = self._engine.infer([window.clip])[0]
        self._answer = Answer(window, logits, self._clock.now() - began)

    def answer(self) -> Answer | None:
        """What came of it."""
        answer, self._answer = self._answer, None
        return answer

    def leave(self) -> None:
        """Nothing waits."""
