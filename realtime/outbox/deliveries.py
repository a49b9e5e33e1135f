"""All outputs beside each other: each has a thread, and may be changed while events go on."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from realtime.clock import Clock
from realtime.outbox.delivery import (
    JOIN_SECONDS,
    MORE_SECONDS,
    BackOff,
    DeliveryStatus,
    DeliveryWorker,
)
from realtime.outbox.store import EventStore
from realtime.outbox.target import Target
from realtime.status import StreamStatus


@dataclass(frozen=True, slots=True)
class Output:
    """An output as it is wanted; equal to another where nothing about it differs."""

    name: str
    """Names it in the store; the same in every run."""
    settings: object
    """What it is made of, to be compared."""
    open: Callable[[], Target] = field(compare=False)
    """Makes it; what may be wrong with it was looked at before."""


class Deliveries:
    """The threads of all outputs. Any thread may call it, `change` and `close` one at a time."""

    def __init__(self, store: EventStore, clock: Clock, back_off: BackOff | None = None) -> None:
        """None yet: `change` says which."""
        self._store = store
        self._clock = clock
        self._back_off = back_off
        self._lock = threading.Lock()
        self._workers: list[tuple[Output, DeliveryWorker]] = []
        self._statuses: dict[str, StreamStatus] = {}

    @property
    def statuses(self) -> tuple[DeliveryStatus, ...]:
        """How each output stands, in their order; never waits for disk or network."""
        return tuple(worker.status for _, worker in self._workers)

    def change(self, outputs: Sequence[Output]) -> None:
        """Send to these from now on; one that is equal to what it was notices nothing.

        Those that leave have a moment to send what waits. What they did not confirm stays in the
        store, and is sent by the next output of that name.
        """
        # First, so that nothing is stored without its deliveries.
        self._store.send_to([output.name for output in outputs])
        leaving = [worker for output, worker in self._workers if output not in outputs]
        with self._lock:
            self._workers = [pair for pair in self._workers if pair[0] in outputs]
        # Before the others begin: two connections to a broker under one name fight.
        _end(leaving)
        kept = [worker for _, worker in self._workers]
        workers = [(output, self._worker(output)) for output in outputs]
        with self._lock:
            self._workers = workers
            for worker in [worker for _, worker in workers if worker not in kept]:
                for status in self._statuses.values():
                    worker.target.note(status)
                worker.start()

    def wake(self) -> None:
        """There is something new to send."""
        for _, worker in self._workers:
            worker.wake()

    def note(self, status: StreamStatus) -> None:
        """Tell all of a camera's state; outputs that come later hear the last one."""
        with self._lock:
            self._statuses[status.source_id] = status
            for _, worker in self._workers:
                worker.target.note(status)

    def close(self) -> None:
        """Send what can be sent at once; calling it again does nothing."""
        _end([worker for _, worker in self._workers])

    def _worker(self, output: Output) -> DeliveryWorker:
        """The one that it has, else a new one."""
        for known, worker in self._workers:
            if known == output:
                return worker
        return DeliveryWorker(self._store, output.open(), self._clock, back_off=self._back_off)


def _end(workers: Sequence[DeliveryWorker]) -> None:
    """End all at the same time; one that hangs is left behind, its message stored."""
    for worker in workers:
        worker.stop()
    patience_seconds = JOIN_SECONDS
    for worker in workers:
        if not worker.join(patience_seconds):
            patience_seconds = MORE_SECONDS
