"""The sink of a monitor: what its cameras say becomes stored events that are sent everywhere."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from realtime.clock import Clock
from realtime.events import ActionEvent
from realtime.evidence.folder import EvidenceFolder
from realtime.evidence.recorder import EvidenceRecorder, EvidenceStatus
from realtime.evidence.settings import EvidenceSettings
from realtime.frame import Frame
from realtime.outbox.deliveries import Deliveries, Output
from realtime.outbox.delivery import BackOff, DeliveryStatus
from realtime.outbox.journal import EventJournal
from realtime.outbox.messages import EventMessage, Evidence
from realtime.outbox.retention import Retention
from realtime.outbox.settings import RetentionSettings
from realtime.outbox.store import EventStore
from realtime.outbox.writer import StoreWriter
from realtime.packets import PacketRing
from realtime.sinks.base import Message, PredictionMessage, StreamSummary
from realtime.status import StreamStatus


@dataclass(frozen=True, slots=True)
class EvidencePlace:
    """Where the files of events go."""

    folder: Path
    """Stays as it is for a whole run."""
    min_free_bytes: int
    """With less on its disk nothing is written."""


@dataclass(frozen=True, slots=True)
class OutputsPlan:
    """What an `EventOutputs` does with events; may be another one while it runs."""

    outputs: tuple[Output, ...]
    retention: RetentionSettings
    evidence: EvidencePlace | None
    """None where no camera wants any."""


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
        plan: OutputsPlan,
        clock: Clock,
        *,
        back_off: BackOff | None = None,
    ) -> None:
        """Take over the store, end what a dead process left open, begin to send.

        Args:
            store: closed with this sink.
            plan: see `change`.
            clock: the time of waits and of events.
            back_off: how outputs are tried again.

        Raises:
            EvidenceError: the folder for files cannot be used; the store is left open.
        """
        self._store = store
        self._clock = clock
        self._journal = EventJournal(clock)
        self._lock, self._changing = threading.Lock(), threading.Lock()
        self._closed = False
        self._folder: EvidenceFolder | None = None
        self._recorder: EvidenceRecorder | None = None
        self._latest_frame: Callable[[str], Frame | None] = lambda _camera: None
        self._prepare_evidence(plan)
        self._retention = Retention(store, plan.retention, clock, self._folder)
        self._deliveries = Deliveries(store, clock, back_off)
        self._writer = StoreWriter(
            store,
            clock,
            on_stored=self._deliveries.wake,
            on_tick=lambda: self._retention.sweep(),
        )
        self._writer.put(self._journal.left_open(store.last_of_open()))
        self._deliveries.change(plan.outputs)
        self._writer.start()

    @property
    def evidence_folder(self) -> Path | None:
        """Where the files of events go; None where none were wanted yet."""
        return self._folder.root if self._folder else None

    def change(self, plan: OutputsPlan) -> None:
        """Go on by another plan: outputs that are the same notice nothing, and no event is lost.

        May take seconds where an output that leaves does not answer. Raises `EvidenceError` where
        files are wanted for the first time and cannot be written; all stays as it was then.
        """
        with self._changing:
            if not self._closed:
                self._prepare_evidence(plan)
                self._retention = Retention(self._store, plan.retention, self._clock, self._folder)
                self._deliveries.change(plan.outputs)

    def _prepare_evidence(self, plan: OutputsPlan) -> None:
        if plan.evidence is None:
            return
        if self._folder is None:
            self._folder = EvidenceFolder(plan.evidence.folder, plan.evidence.min_free_bytes)
            recorder = EvidenceRecorder(self._folder, self._clock, on_done=self._on_evidence)
            recorder.latest_frame = self._latest_frame
            recorder.start()
            self._recorder = recorder
        self._folder.min_free_bytes = plan.evidence.min_free_bytes

    @property
    def status(self) -> OutputsStatus:
        """How it stands; never waits for disk or network."""
        return OutputsStatus(
            deliveries=self._deliveries.statuses,
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
                    self._deliveries.note(message)
                case StreamSummary():
                    self._interrupt(self._journal.end_all(message.source_id))
                    if self._recorder is not None:
                        self._recorder.rest(message.source_id)

    def packets(self, camera: str, wanted: EvidenceSettings | None) -> PacketRing | None:
        """What the source of a camera is to be opened with, and what is kept of its events.

        None where nothing is; what a camera says before this was asked has no files.
        """
        return self._recorder.ring(camera, wanted) if self._recorder else None

    def take_pictures_from(self, latest_frame: Callable[[str], Frame | None]) -> None:
        """Say where the newest picture of a camera is found, for snapshots; any thread asks it."""
        self._latest_frame = latest_frame
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
        with self._changing:
            self._deliveries.close()
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
