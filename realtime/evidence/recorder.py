"""The thread that writes the evidence of all cameras' events."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from realtime.blur import FindFaces
from realtime.clock import Clock
from realtime.evidence.blurring import ClipBlurring
from realtime.evidence.folder import EvidenceError, EvidenceFolder, write_file
from realtime.evidence.record import EventRecord
from realtime.evidence.settings import EvidenceSettings
from realtime.evidence.snapshot import labelled_jpeg
from realtime.evidence.track import TrackMemory, track_json
from realtime.frame import Frame
from realtime.outbox.messages import EventMessage, Evidence, iso_time
from realtime.packets import PacketRing
from realtime.sinks.base import PredictionMessage

logger = logging.getLogger(__name__)

TICK_SECONDS = 0.5
RING_MARGIN_SECONDS = 10.0
"""Kept beyond the pre-roll: an event is told seconds after it began."""
JOIN_SECONDS = 2.0
STOPPED = "the monitor was stopped"


@dataclass(frozen=True, slots=True)
class EvidenceStatus:
    """How the writing of evidence stands."""

    recording: int
    """Events whose files are being written."""
    written: int
    """Events whose files are complete, in this run."""
    trouble: str
    """Why nothing is written just now; empty while all is well."""
    memory_bytes: int
    """Packets of all cameras."""


class EvidenceRecorder:
    """Writes what shows an event, and says when it is whole. Any thread may call it.

    Whoever calls never waits for the disk.
    """

    def __init__(
        self,
        folder: EvidenceFolder,
        clock: Clock,
        *,
        on_done: Callable[[EventMessage, Evidence], None],
        find_faces: FindFaces | None = None,
    ) -> None:
        """Write nothing yet: `start` does, and `ring` says what of.

        Args:
            folder: where to.
            clock: the time of packets and of events.
            on_done: called in a thread of the recorder with the newest message of an event.
            find_faces: for blurring; the usual detector where left out.
        """
        self._folder = folder
        self._clock = clock
        self._on_done = on_done
        self.latest_frame: Callable[[str], Frame | None] = lambda _camera: None
        """The newest picture of a camera, for snapshots; set before the first event."""
        self._condition = threading.Condition()
        self._find_faces = find_faces
        self._settings: dict[str, EvidenceSettings] = {}
        self._rings: dict[str, PacketRing] = {}
        self._tracks = TrackMemory(clock)
        self._resting: set[str] = set()
        """Cameras whose stream ended: their packets go once no clip wants them."""
        self._records: dict[str, EventRecord] = {}
        self._stopping = False
        self._written = 0
        self._trouble = ""
        self._blurring: ClipBlurring | None = None
        self._thread = threading.Thread(target=self._run, name="liveact-evidence", daemon=True)

    @property
    def status(self) -> EvidenceStatus:
        """How it stands; never waits for the disk."""
        memory = sum(ring.bytes for ring in list(self._rings.values()))
        return EvidenceStatus(len(self._records), self._written, self._trouble, memory)

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def ring(self, camera: str, settings: EvidenceSettings | None) -> PacketRing | None:
        """Say what is kept of a camera, before it is opened; it and its regions have files then.

        Gives what its source puts packets into, the same for all its connections while the
        settings are; None where nothing is kept.
        """
        with self._condition:
            if settings != self._settings.get(camera):
                self._rings.pop(camera, None)
                self._settings.pop(camera, None)
            if settings is None:
                return None
            self._settings[camera] = settings
            self._resting.discard(camera)
            if settings.blur_faces and self._blurring is None:
                self._blurring = ClipBlurring(self._clock, self._settle, self._find_faces)
                self._blurring.start()
            seconds = settings.pre_roll_seconds + RING_MARGIN_SECONDS
            most_bytes = int(settings.memory_mb * 1e6)
            return self._rings.setdefault(camera, PacketRing(seconds, most_bytes, self._clock))

    def note(self, message: PredictionMessage) -> None:
        """Remember a decision for the tracks, and when it was in the time of packets."""
        self._tracks.note(message)

    def tell(
        self, message: EventMessage, start_seconds: float, end_seconds: float | None = None
    ) -> None:
        """Follow an event: begin with its first message, end after its last.

        Args:
            message: what is told of it.
            start_seconds: where it began, in the time of its stream.
            end_seconds: where it ended; None while it goes on.
        """
        with self._condition:
            record = self._records.get(message.event_id) or self._begin(message, start_seconds)
            if record is None:
                return
            record.message = message
            if message.phase == "end":
                seconds = start_seconds if end_seconds is None else end_seconds
                ended = self._tracks.on_clock(message.camera, seconds)
                record.until_seconds = ended + record.settings.post_roll_seconds

    def interrupt(self, message: EventMessage) -> None:
        """An event ended because its stream did: nothing more comes."""
        with self._condition:
            record = self._records.get(message.event_id)
            if record is not None:
                record.message, record.until_seconds = message, self._clock.now()

    def rest(self, camera: str) -> None:
        """The stream of a camera or region ended; `ring` is asked again before the next one."""
        with self._condition:
            self._resting.add(camera.partition("/")[0])

    def close(self) -> None:
        """Finish every clip with what is there; calling it again does nothing."""
        with self._condition:
            self._stopping = True
            self._clock.notify(self._condition)
        if self._thread.is_alive():
            self._thread.join(JOIN_SECONDS)
        if self._blurring is not None:
            self._blurring.close()

    def _begin(self, message: EventMessage, start_seconds: float) -> EventRecord | None:
        """The record of a new event; None where nothing is kept of its camera."""
        settings = self._settings.get(_camera_of(message))
        if settings is None:
            return None
        began = self._tracks.on_clock(message.camera, start_seconds)
        record = EventRecord(
            message,
            settings,
            from_seconds=began - settings.pre_roll_seconds,
            told_seconds=self._clock.now(),
            frame=self.latest_frame(_camera_of(message)) if settings.snapshot else None,
        )
        self._records[message.event_id] = record
        return record

    # The recorder's thread.

    def _run(self) -> None:
        is_over = False
        while not is_over:
            with self._condition:
                if not self._stopping:
                    self._clock.wait(self._condition, TICK_SECONDS)
                is_over = self._stopping
                records = list(self._records.values())
                self._forget_packets({_camera_of(record.message) for record in records})
            if records:
                self._look_at_disk()
            for record in records:
                self._follow(record, is_over)

    def _forget_packets(self, recorded: set[str]) -> None:
        """Memory is for cameras that run, and for clips that are not whole yet."""
        for camera in self._resting - recorded:
            self._resting.discard(camera)
            if camera in self._rings:
                self._rings[camera].clear()

    def _look_at_disk(self) -> None:
        try:
            trouble = self._folder.refusal()
        except EvidenceError as error:
            trouble = str(error)
        if trouble and not self._trouble:
            logger.error("no evidence is written: %s; events go on", trouble)
        if self._trouble and not trouble:
            logger.warning("evidence is written again")
        self._trouble = trouble

    def _follow(self, record: EventRecord, is_over: bool) -> None:
        """Write what there is of one event."""
        try:
            if self._trouble:
                record.end(self._trouble)
            else:
                self._write(record)
            if is_over and not record.is_over:
                record.end(STOPPED)
            if record.is_over:
                self._finish(record)
        except EvidenceError as error:
            record.drop_clip(str(error))
            self._tell_done(record, None)

    def _write(self, record: EventRecord) -> None:
        frame, record.frame = record.frame, None
        if frame is not None:
            path = self._path(record.message, ".jpg")
            blurring = self._blurring_of(record)
            image = blurring.blur_picture(frame.image) if blurring else frame.image
            write_file(path, labelled_jpeg(image, _caption(record.message)))
            record.snapshot_path = path
        ring = self._rings.get(_camera_of(record.message))
        record.follow(ring, self._folder, self._clock.now())

    def _finish(self, record: EventRecord) -> None:
        with self._condition:
            self._records.pop(record.message.event_id, None)
        blurring = self._blurring_of(record)
        if blurring is None:
            record.close_clip()
        elif record.clip is not None and blurring.put(record):
            return  # it settles the rest
        self._settle(record)

    def _settle(self, record: EventRecord) -> None:
        """The clip is whole or given up: write the rest and tell."""
        track_path = None
        try:
            track_path = self._write_track(record)
        except EvidenceError as error:
            record.end(str(error))
        self._tell_done(record, track_path)

    def _write_track(self, record: EventRecord) -> Path | None:
        track_path = None
        if record.settings.track and not self._trouble:
            camera = record.message.camera
            points = self._tracks.points(camera, record.from_seconds, record.until_seconds)
            data = track_json(record.message, points)
            track_path = self._path(record.message, ".json") if data else None
            if track_path is not None:
                write_file(track_path, data)
        return track_path

    def _tell_done(self, record: EventRecord, track_path: Path | None) -> None:
        with self._condition:
            self._records.pop(record.message.event_id, None)
        self._written += 1
        self._on_done(
            record.message,
            Evidence(
                clip=str(record.clip_path or ""),
                snapshot=str(record.snapshot_path or ""),
                track=str(track_path or ""),
                note="; ".join(record.notes),
            ),
        )

    def _blurring_of(self, record: EventRecord) -> ClipBlurring | None:
        return self._blurring if record.settings.blur_faces else None

    def _path(self, message: EventMessage, ending: str) -> Path:
        return self._folder.path(message.camera, message.event_id, message.started_at, ending)


def _camera_of(message: EventMessage) -> str:
    """The camera whose region it may be (`camera/region`)."""
    return message.camera.partition("/")[0]


def _caption(message: EventMessage) -> str:
    moment = (iso_time(message.started_at) or "")[:19].replace("T", " ")
    return f"{message.camera}  {moment}Z  {message.label} {message.score:.0%}"
