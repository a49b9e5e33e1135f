"""The evidence of one event while it is being made."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from realtime.evidence.clip import ClipWriter, Remake, clip_ending
from realtime.evidence.folder import EvidenceFolder
from realtime.evidence.settings import EvidenceSettings
from realtime.frame import Frame
from realtime.outbox.messages import EventMessage
from realtime.packets import PacketRing, StoredPacket

LOST = "the connection was lost, the clip ends there"
TOO_LONG = "longer than max_clip_seconds, the clip ends there"
TOO_SLOW = "the disk is too slow, the clip ends there"
NO_PACKETS = "this source gives no encoded video, so there is no clip"
NO_VIDEO = "no video of this time was there"


@dataclass(slots=True)
class EventRecord:
    """What is known and written of one event; the recorder's thread alone changes files."""

    message: EventMessage
    """The newest of the event."""
    settings: EvidenceSettings
    """Of its camera, as they were when it began."""
    from_seconds: float
    """Where the clip is to begin, on the clock."""
    told_seconds: float
    """When the event was first told, on the clock."""
    frame: Frame | None
    """The picture of its start, until it is written."""
    until_seconds: float | None = None
    """Where the clip is to end, on the clock; None while the event goes on."""
    notes: list[str] = field(default_factory=list)
    clip: ClipWriter | None = None
    clip_path: Path | None = None
    """Of the finished clip."""
    snapshot_path: Path | None = None
    longest_until: float = 0.0
    """Where the clip ends at the latest, on the clock, once it has begun."""
    last_number: int = -1
    """Of the last packet that was looked at."""
    is_over: bool = False
    """Nothing more is to be written."""

    def follow(
        self,
        ring: PacketRing | None,
        folder: EvidenceFolder,
        now: float,
    ) -> None:
        """Write what has come since the last time; raises `EvidenceError`."""
        if not self.settings.clip or self.is_over:
            self.is_over = self.is_over or self._is_past(now)
            return
        if ring is None or not ring.has_packets:
            self._end_where_past(now, NO_PACKETS)
            return
        packets = self._new_packets(ring)
        if packets and packets[0].number > self.last_number + 1 and self.clip is not None:
            self.end(TOO_SLOW)
        else:
            self._take(packets, folder)
            self._end_where_past(now, "" if self.clip else NO_VIDEO)

    def end(self, note: str = "") -> None:
        """Write no more video."""
        self.is_over = True
        if note and note not in self.notes:
            self.notes.append(note)

    def close_clip(self, remake: Remake | None = None) -> None:
        """Give the clip its name; raises `EvidenceError`, after which there is none."""
        clip, self.clip = self.clip, None
        if clip is not None:
            self.clip_path = clip.finish(remake)

    def drop_clip(self, note: str) -> None:
        """Keep no clip, and say why."""
        if self.clip is not None:
            self.clip.abandon()
            self.clip = None
        self.end(note)

    def _new_packets(self, ring: PacketRing) -> list[StoredPacket]:
        if self.clip is None:
            return ring.from_time(self.from_seconds)
        return ring.after(self.last_number)

    def _take(self, packets: Sequence[StoredPacket], folder: EvidenceFolder) -> None:
        if self.until_seconds is not None:
            packets = [packet for packet in packets if packet.arrived <= self.until_seconds]
        if not packets:
            return
        if self.clip is None:
            packets = self._of_one_connection(packets)
            self.clip = self._begin_clip(packets[0], folder)
            self.longest_until = packets[0].arrived + self.settings.max_clip_seconds
        mine = [packet for packet in packets if packet.layout is self.clip.layout]
        short = [packet for packet in mine if packet.arrived <= self.longest_until]
        self.clip.write(short)
        self.last_number = packets[-1].number
        if len(short) < len(mine):
            self.end(TOO_LONG)
        elif len(mine) < len(packets):
            self.end(LOST)

    def _of_one_connection(self, packets: Sequence[StoredPacket]) -> Sequence[StoredPacket]:
        """From the beginning of the connection on that was there when the event was told."""
        before = [packet for packet in packets if packet.arrived <= self.told_seconds]
        layout = (before or packets)[-1].layout
        first = next(place for place, packet in enumerate(packets) if packet.layout is layout)
        if first:
            self.notes.append("the camera was connected anew just before, the clip begins there")
        return packets[first:]

    def _begin_clip(self, first: StoredPacket, folder: EvidenceFolder) -> ClipWriter:
        message = self.message
        ending = clip_ending(first.layout)
        path = folder.path(message.camera, message.event_id, message.started_at, ending)
        return ClipWriter(path, first.layout)

    def _is_past(self, now: float) -> bool:
        return self.until_seconds is not None and now >= self.until_seconds

    def _end_where_past(self, now: float, note: str) -> None:
        if self._is_past(now):
            self.end(note)
