"""The last seconds of a stream as the camera encoded them, for clips that begin in the past."""

import io
import logging
import threading
from collections import deque
from dataclasses import dataclass
from fractions import Fraction

import av
from av.error import FFmpegError
from av.packet import Packet
from av.stream import Stream
from av.video.stream import VideoStream

from realtime.clock import Clock

logger = logging.getLogger(__name__)


class StreamLayout:
    """What a file must be told of a stream's packets; outlives the connection."""

    def __init__(self, stream: VideoStream) -> None:
        """Copy it from an open stream; raises `ValueError` where no file can hold it."""
        # A file that is never written keeps the codec's parameters when the camera is gone.
        self._holder = av.open(io.BytesIO(), "w", format="matroska")
        self.template = self._holder.add_stream_from_template(stream)
        self.time_base = stream.time_base or Fraction(1, 90000)
        self.codec = stream.codec_context.name


@dataclass(frozen=True, slots=True)
class StoredPacket:
    """One encoded picture."""

    number: int
    """Counts the packets of a camera over all connections."""
    layout: StreamLayout
    """The same object for all packets of one connection."""
    data: bytes
    pts: int | None
    """In the layout's time base, as all times of a packet."""
    dts: int | None
    duration: int
    is_key: bool
    """Whether a decoder can begin here."""
    arrived: float
    """Seconds on the clock."""

    def to_av(self) -> "Packet[Stream]":
        """A packet to be written; a new one each time, since writing changes it."""
        packet = Packet(self.data)
        packet.pts, packet.dts, packet.duration = self.pts, self.dts, self.duration
        packet.time_base = self.layout.time_base
        packet.is_keyframe = self.is_key
        return packet


class PacketRing:
    """Keeps the packets of one camera, bounded in seconds and bytes; begins with a key frame.

    The capture thread fills it, another one reads it; neither waits for the other longer than a
    copy of a list takes.
    """

    def __init__(self, seconds: float, most_bytes: int, clock: Clock) -> None:
        """Hold at least so many seconds, from the key frame before on, unless the bytes forbid."""
        self._seconds = seconds
        self._most_bytes = most_bytes
        self._clock = clock
        self._lock = threading.Lock()
        self._packets: deque[StoredPacket] = deque()
        self._bytes = 0
        self._next_number = 0
        self._layout: StreamLayout | None = None
        self._has_packets = False
        self._needs_key = True

    @property
    def has_packets(self) -> bool:
        """Whether this camera ever gave packets; webcams do not."""
        return self._has_packets

    @property
    def bytes(self) -> int:
        """Of all packets held."""
        return self._bytes

    def begin(self, stream: VideoStream) -> None:
        """A connection was opened."""
        self._needs_key = True
        try:
            self._layout = StreamLayout(stream)
        except (FFmpegError, ValueError) as error:
            self._layout = None
            logger.warning("clips cannot hold %s video: %s", stream.codec_context.name, error)

    def add(self, packet: "Packet[VideoStream]") -> None:
        """Keep a packet of the open connection."""
        layout = self._layout
        if layout is None or not packet.size:
            return
        if self._needs_key and not packet.is_keyframe:
            return
        with self._lock:
            self._needs_key = False
            stored = StoredPacket(
                number=self._next_number,
                layout=layout,
                data=bytes(packet),
                pts=packet.pts,
                dts=packet.dts,
                duration=packet.duration or 0,
                is_key=packet.is_keyframe,
                arrived=self._clock.now(),
            )
            self._next_number += 1
            self._has_packets = True
            self._packets.append(stored)
            self._bytes += len(stored.data)
            self._trim(stored.arrived - self._seconds)

    def clear(self) -> None:
        """Let go of all packets; the next one is a key frame."""
        with self._lock:
            self._drop(len(self._packets))
            self._needs_key = True

    def from_time(self, arrived: float) -> list[StoredPacket]:
        """From the last key frame that had arrived by then, or the oldest there is, to the end."""
        with self._lock:
            packets = list(self._packets)
        first = 0
        for place, packet in enumerate(packets):
            if packet.arrived > arrived:
                break
            if packet.is_key:
                first = place
        return packets[first:]

    def after(self, number: int) -> list[StoredPacket]:
        """Those that came after this one."""
        with self._lock:
            new = max(0, self._next_number - 1 - number)
            return list(self._packets)[-new:] if new else []

    def _trim(self, wanted_from: float) -> None:
        """Let whole groups go that nobody needs, and what there is no room for."""
        while (second := self._second_key()) is not None and (
            self._packets[second].arrived <= wanted_from or self._bytes > self._most_bytes
        ):
            self._drop(second)
        if self._bytes > self._most_bytes:  # one group too big: wait for the next key frame
            self._drop(len(self._packets))
            self._needs_key = True

    def _second_key(self) -> int | None:
        """Where the second group begins."""
        places = (place for place, packet in enumerate(self._packets) if packet.is_key)
        next(places, None)
        return next(places, None)

    def _drop(self, count: int) -> None:
        for _ in range(count):
            self._bytes -= len(self._packets.popleft().data)
