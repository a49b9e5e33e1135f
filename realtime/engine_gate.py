"""Who is in a call of a shared engine, so that it is closed and replaced only when nobody is."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from engines import LoadedEngine
from realtime.clock import Clock
from realtime.turn_queue import TICK_SECONDS


class EngineGate:
    """Lets threads into calls of an engine, and keeps them out while it is replaced."""

    def __init__(self, engine: LoadedEngine, clock: Clock) -> None:
        """It is open."""
        self._clock = clock
        self._condition = threading.Condition()
        self._engine: LoadedEngine | None = engine
        self._inside = 0

    @property
    def engine(self) -> LoadedEngine | None:
        """What runs; None while it is replaced, and at the end."""
        return self._engine

    @contextmanager
    def call(self) -> Iterator[LoadedEngine | None]:
        """The engine, which stays as long as the block lasts; None where it is not there."""
        with self._condition:
            engine = self._engine
            self._inside += 1
        try:
            yield engine
        finally:
            with self._condition:
                self._inside -= 1
                self._clock.notify(self._condition)

    def open(self, engine: LoadedEngine) -> None:
        """This one runs from now on."""
        with self._condition:
            self._engine = engine
            self._clock.notify(self._condition)

    def shut(self, engine: LoadedEngine | None) -> bool:
        """Let nobody in any more; false where this engine was shut out already.

        Waits until all have left, who asks must have left too; then the engine may be closed.
        """
        with self._condition:
            if engine is None or self._engine is not engine:
                return False
            self._engine = None
            while self._inside:
                self._clock.wait(self._condition, TICK_SECONDS)
            return True

    def wait(self) -> None:
        """Wait a moment for an engine that is being replaced."""
        with self._condition:
            if self._engine is None:
                self._clock.wait(self._condition, TICK_SECONDS)
