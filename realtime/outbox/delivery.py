"""The thread of one output: sends what is stored, in order, until each message is confirmed."""

import logging
import random
import threading
from dataclasses import dataclass

from realtime.clock import Clock
from realtime.outbox.errors import DeliveryError, RefusedError, StoreError
from realtime.outbox.messages import StoredMessage
from realtime.outbox.store import EventStore
from realtime.outbox.target import Target
from realtime.redact import redact

logger = logging.getLogger(__name__)

LOOK_SECONDS = 5.0
"""How often it looks for messages without being told of new ones."""
DRAIN_SECONDS = 1.5
"""How long a stop lets it send what still waits."""
JOIN_SECONDS = 2.0
"""How long a stop waits for an output that does not answer before it leaves it behind."""
MORE_SECONDS = 0.1
"""How long it waits for the others once it has waited for one; all were told at the same time."""


@dataclass(frozen=True, slots=True)
class BackOff:
    """How long to wait after a failure; each next one doubles it."""

    first_seconds: float = 0.5
    longest_seconds: float = 60.0
    jitter: float = 0.5
    """The share of a wait that is left to chance."""

    def seconds(self, failures: int, rng: random.Random) -> float:
        """The wait after so many failures in a row, from 1 on."""
        longest = min(self.first_seconds * 2.0 ** min(failures - 1, 30), self.longest_seconds)
        return longest * (1.0 - self.jitter * rng.random())


@dataclass(frozen=True, slots=True)
class DeliveryStatus:
    """How an output stands."""

    name: str
    waiting: int
    """Messages that it has not confirmed."""
    confirmed: int
    """In this run."""
    refused: int
    """Messages that it would not take, in this run."""
    trouble: str
    """Why the last attempt failed; empty while all is well. Never holds a password."""


class DeliveryWorker:
    """Sends the stored messages of one target; the others and the cameras never wait for it."""

    def __init__(
        self,
        store: EventStore,
        target: Target,
        clock: Clock,
        *,
        back_off: BackOff | None = None,
        rng: random.Random | None = None,
    ) -> None:
        """Send nothing yet: `start` does. The target is closed with the worker."""
        self._store = store
        self._target = target
        self._clock = clock
        self._back_off = back_off or BackOff()
        self._rng = rng or random.Random()
        self._condition = threading.Condition()
        self._stop_by: float | None = None
        self._has_news = True
        self._unwritten: StoredMessage | None = None
        """Confirmed by the output, but the store could not yet be told."""
        self._confirmed = 0
        self._refused = 0
        self._trouble, self._is_warned = "", False
        self._thread = threading.Thread(
            target=self._run, name=f"liveact-deliver-{target.name}", daemon=True
        )

    @property
    def target(self) -> Target:
        """Where the messages go."""
        return self._target

    @property
    def status(self) -> DeliveryStatus:
        """How it stands now; never waits."""
        name = self._target.name
        waiting = self._store.waiting.get(name, 0)  # none any more where it is being replaced
        return DeliveryStatus(name, waiting, self._confirmed, self._refused, self._trouble)

    def start(self) -> None:
        """Begin to send."""
        self._thread.start()

    def wake(self) -> None:
        """There is something new to send."""
        with self._condition:
            self._has_news = True
            self._clock.notify(self._condition)

    def stop(self) -> None:
        """Ask it to end once everything is sent, something fails or a moment is over."""
        with self._condition:
            self._stop_by = self._clock.now() + DRAIN_SECONDS
            self._clock.notify(self._condition)

    def join(self, patience_seconds: float = JOIN_SECONDS) -> bool:
        """Whether it has ended after so long; one that hangs is left behind, its message stored."""
        if self._thread.is_alive():
            self._thread.join(patience_seconds)
        self._target.close()
        return not self._thread.is_alive()

    def _run(self) -> None:
        failures, is_over = 0, False
        while not is_over:
            stop_by = self._stop_by  # asked first: what came before the stop is still looked at
            try:
                is_idle = not self._send_next()
            except Exception as error:  # noqa: BLE001 - top of a thread: tried again, and told
                failures += 1
                self._note_failure(error)
                self._pause(self._back_off.seconds(failures, self._rng))
                is_over = self._stop_by is not None
            else:
                failures = 0
                self._note_success()
                if is_idle and stop_by is None:
                    self._wait_for_news()
                is_over = stop_by is not None and (is_idle or self._clock.now() > stop_by)

    def _send_next(self) -> bool:
        """Send the oldest message; false where there is none."""
        self._has_news = False  # what comes from here on is looked at in the next round
        stored = self._unwritten or self._store.next_for(self._target.name)
        if stored is None:
            return False
        if self._unwritten is None:
            try:
                self._target.deliver(stored)
            except RefusedError as error:
                self._refuse(stored, redact(str(error)))
                return True
        self._unwritten = stored
        self._store.confirm(self._target.name, stored.sequence)
        self._unwritten = None
        self._confirmed += 1
        return True

    def _refuse(self, stored: StoredMessage, reason: str) -> None:
        self._store.refuse(self._target.name, stored.sequence, reason)
        self._refused += 1
        logger.error("%s: message %d is given up: %s", self._target.name, stored.sequence, reason)

    def _note_failure(self, error: Exception) -> None:
        """Remember why; a single failure is no news, two in a row are."""
        reason = redact(str(error))
        if not isinstance(error, (DeliveryError, StoreError)):
            reason = f"{type(error).__name__}: {reason}"
            logger.debug("unforeseen", exc_info=error)
        if self._trouble and not self._is_warned:
            logger.warning("%s: %s; tried again until it works", self._target.name, reason)
            self._is_warned = True
        self._trouble = reason

    def _note_success(self) -> None:
        if self._is_warned:
            logger.warning("%s: works again", self._target.name)
        self._trouble, self._is_warned = "", False

    def _wait_for_news(self) -> None:
        with self._condition:
            if not self._has_news and self._stop_by is None:
                self._clock.wait(self._condition, LOOK_SECONDS)

    def _pause(self, seconds: float) -> None:
        """Wait for so long, whatever news there is, but not past a stop."""
        deadline = self._clock.now() + seconds
        with self._condition:
            while self._stop_by is None and (left := deadline - self._clock.now()) > 0:
                self._clock.wait(self._condition, left)
