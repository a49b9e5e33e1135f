"""The sink of a monitor: what its cameras say becomes stored events that are sent everywhere."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from realtime.clock import Clock
from realtime.events import ActionEvent
from realtime.evidence.folder import EvidenceFolder
from realtime.evidence.recorder import EvidenceRecorder, EvidenceStatus
from realtime.evidence.settings import EvidenceSettings
from realtime.frame import Frame
from realtime.outbox.delivery import (
    JOIN_SECONDS,
    MORE_SECONDS,
    BackOff,
    DeliveryStatus,
    DeliveryWorker,
)
from realtime.outbox.journal import EventJournal
from realtime.outbox.messages import EventMessage, Evidence
from realtime.outbox.store import EventStore
from realtime.outbox.target import Target
from realtime.outbox.writer import StoreWriter
from realtime.packets import PacketRing
from realtime.sinks.base import Message, PredictionMessage, StreamSummary
from realtime.status import StreamStatus


@dataclass(frozen=True, slots=True)
class OutputsStatus:
    """How storing and sending stand at one moment."""

    deliveries: tuple[DeliveryStatus, ...]
    """One for each output."""
    unstored: int
    """Messages in memory that the store does not have yet; more than a few mean trouble."""
    lost: int
    """Messages that were never stored, since memory had no room for more."""
    store_trouble: str
    """Why nothing can be stored just now; empty while all is well."""
    store_repaired: str
    """What was done about a damaged store in this run; empty where none was."""
    evidence: EvidenceStatus | None
    """How the writing of clips stands; None where nobody asked for any."""


class EventOutputs:
    """A sink for all cameras of a monitor; any thread may write to it, and never waits.

    The `source_id` of a message is the name of its camera.
    """

    def __init__(
        self,
        store: EventStore,
        targets: Sequence[Target],
        clock: Clock,
        *,
        evidence: tuple[EvidenceFolder, EvidenceSettings] | None = None,
        on_tick: Callable[[], None] = lambda: None,
        back_off: BackOff | None = None,
    ) -> None:
        """Take over the store and the targets, end what a dead process left open, begin to send.

        Args:
            store: closed with this sink.
            targets: closed with this sink.
            clock: the time of waits and of events.
            evidence: where and what is recorded; None for no files.
            on_tick: called once a minute in the thread of the store.
            back_off: how outputs are tried again.
        """
        self._store = store
        self._journal = EventJournal(clock)
        self._lock = threading.Lock()
        self._closed = False
        self._workers = [
            DeliveryWorker(store, target, clock, back_off=back_off) for target in targets
        ]
        self._writer = StoreWriter(store, clock, on_stored=self._wake, on_tick=on_tick)
        self._writer.put(self._journal.left_open(store.last_of_open()))
        self._recorder: EvidenceRecorder | None = None
        if evidence is not None:
            self._recorder = EvidenceRecorder(*evidence, clock, on_done=self._on_evidence)
            self._recorder.start()
        self._writer.start()
        for worker in self._workers:
            worker.start()

    @property
    def status(self) -> OutputsStatus:
        """How it stands; never waits for disk or network."""
        return OutputsStatus(
            deliveries=tuple(worker.status for worker in self._workers),
            unstored=self._writer.waiting,
            lost=self._writer.lost,
            store_trouble=self._writer.trouble,
            store_repaired=self._store.repaired,
            evidence=self._recorder.status if self._recorder else None,
        )

    def write(self, message: Message) -> None:
        """Take a message of any camera; returns at once."""
        with self._lock:
            match message:
                case PredictionMessage():
                    self._journal.note(message)
                    if self._recorder is not None:
                        self._recorder.note(message)
                case ActionEvent():
                    self._take(message)
                case StreamStatus():
                    for worker in self._workers:
                        worker.target.note(message)
                case StreamSummary():
                    self._interrupt(self._journal.end_all(message.source_id))

    def packets(self, camera: str) -> PacketRing | None:
        """What the source of a camera is to be opened with; None where no clips are wanted."""
        return self._recorder.ring(camera) if self._recorder else None

    def take_pictures_from(self, latest_frame: Callable[[str], Frame | None]) -> None:
        """Say where the newest picture of a camera is found, for snapshots; any thread asks it."""
        if self._recorder is not None:
            self._recorder.latest_frame = latest_frame

    def close(self) -> None:
        """Store what is left, send what can be sent at once; again does nothing.

        What was not confirmed stays in the store and is sent by the next run.
        """
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._interrupt(self._journal.stop())
        if self._recorder is not None:
            self._recorder.close()
        self._writer.close()
        for worker in self._workers:
            worker.stop()
        patience_seconds = JOIN_SECONDS
        for worker in self._workers:
            if not worker.join(patience_seconds):
                patience_seconds = MORE_SECONDS
        self._store.close()

    def _take(self, event: ActionEvent) -> None:
        *ended, message = self._journal.messages(event)
        self._interrupt(ended)
        self._writer.put([message])
        if self._recorder is not None:
            self._recorder.tell(message, event.start_seconds, event.end_seconds)

    def _interrupt(self, ends: Sequence[EventMessage]) -> None:
        """Events whose own end never came."""
        self._writer.put(ends)
        for message in ends:
            if self._recorder is not None:
                self._recorder.interrupt(message)

    def _on_evidence(self, last: EventMessage, evidence: Evidence) -> None:
        self._writer.put([self._journal.evidence(last, evidence)])

    def _wake(self) -> None:
        for worker in self._workers:
            worker.wake()
