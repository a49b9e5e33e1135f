"""The thread that stores messages, so that a slow or full disk holds up no camera."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence

from realtime.clock import Clock
from realtime.outbox.errors import StoreDamagedError, StoreError
from realtime.outbox.messages import EventMessage
from realtime.outbox.store import EventStore

logger = logging.getLogger(__name__)

MEMORY_MESSAGES = 10_000
"""Messages that wait in memory while the store cannot be written; then the oldest go."""
RETRY_SECONDS = 1.0
TICK_SECONDS = 60.0
CLOSE_SECONDS = 2.0
"""How long a close waits for a store that cannot be written."""


class StoreWriter:
    """Takes messages at once and stores them soon, in their order."""

    def __init__(
        self,
        store: EventStore,
        clock: Clock,
        *,
        on_stored: Callable[[], None],
        on_tick: Callable[[], None],
        memory_messages: int = MEMORY_MESSAGES,
    ) -> None:
        """Store nothing yet: `start` does.

        Args:
            store: stays the caller's to close.
            clock: the time of waits.
            on_stored: called in the writer's thread when there is something new to send.
            on_tick: called in the writer's thread once a minute, for what is done now and then.
            memory_messages: how many may wait.
        """
        self._store = store
        self._clock = clock
        self._on_stored = on_stored
        self._on_tick = on_tick
        self._memory_messages = memory_messages
        self._condition = threading.Condition()
        self._waiting: deque[EventMessage] = deque()
        self._closing = False
        self.trouble = ""
        """Why nothing can be stored just now; empty while all is well."""
        self.lost = 0
        """Messages that memory had no room for."""
        self._thread = threading.Thread(target=self._run, name="liveact-store", daemon=True)

    @property
    def waiting(self) -> int:
        """Messages that are in memory only."""
        return len(self._waiting)

    def start(self) -> None:
        """Begin to store."""
        self._thread.start()

    def put(self, messages: Sequence[EventMessage]) -> None:
        """Take messages; returns at once. Any thread may call it."""
        with self._condition:
            self._waiting.extend(messages)
            while len(self._waiting) > self._memory_messages:
                self._waiting.popleft()
                self.lost += 1
            self._clock.notify(self._condition)

    def close(self) -> None:
        """Store what waits, as far as it goes; calling it again does nothing."""
        with self._condition:
            self._closing = True
            self._clock.notify(self._condition)
        if self._thread.is_alive():
            self._thread.join(CLOSE_SECONDS + RETRY_SECONDS)
        if self._waiting:
            logger.error(
                "%d events could not be stored and are lost: %s", len(self._waiting), self.trouble
            )
            self._waiting.clear()

    def _run(self) -> None:
        next_tick = self._clock.now() + TICK_SECONDS
        give_up: float | None = None
        while True:
            with self._condition:
                if not self._waiting and not self._closing:
                    self._clock.wait(self._condition, next_tick - self._clock.now())
                batch, closing = list(self._waiting), self._closing
            if batch and not self._stored(batch):
                self._pause()
            if closing:
                give_up = give_up or self._clock.now() + CLOSE_SECONDS
                if not self._waiting or self._clock.now() > give_up:
                    return
            elif self._clock.now() >= next_tick:
                next_tick = self._clock.now() + TICK_SECONDS
                self._tick()

    def _stored(self, batch: list[EventMessage]) -> bool:
        """Whether these are on the disk now."""
        try:
            self._add(batch)
        except Exception as error:  # noqa: BLE001 - whatever it is, events stay in memory
            self._tell(str(error))
            return False
        with self._condition:
            for message in batch:
                if self._waiting and self._waiting[0] is message:
                    self._waiting.popleft()
        self._tell("")
        self._on_stored()
        return True

    def _add(self, batch: list[EventMessage]) -> None:
        try:
            self._store.add(batch)
        except StoreDamagedError as error:
            logger.error("%s", error)
            self._store.repair()
            self._store.add(batch)

    def _tell(self, trouble: str) -> None:
        if trouble and not self.trouble:
            logger.error("%s; events wait in memory until then", trouble)
        if self.trouble and not trouble:
            logger.warning("events are stored again")
        self.trouble = trouble

    def _tick(self) -> None:
        try:
            self._on_tick()
        except (StoreError, OSError) as error:  # a damaged store is repaired with the next message
            logger.warning("%s", error)

    def _pause(self) -> None:
        with self._condition:
            self._clock.wait(self._condition, RETRY_SECONDS)
