"""Network cameras and streams: RTSP and whatever else FFmpeg reads from a URL."""

from collections import Counter
from collections.abc import Mapping

import av
from av.error import FFmpegError
from av.packet import Packet
from av.video.stream import VideoStream

from engines import PictureConverter, stream_seconds
from realtime.clock import Clock, StopSignal
from realtime.errors import SourceError
from realtime.frame import Frame
from realtime.packets import PacketRing
from realtime.redact import public_url
from realtime.sources.lateness import Lateness
from realtime.sources.network_errors import open_error, read_error
from realtime.sources.options import SourceOptions

_RTSP = ("rtsp", "rtsps")

_IN_PIECES = frozenset({"hls", "dash"})
"""These come seconds at a time, so that being late or early means nothing."""

_WITHOUT_TIMES = frozenset({"mpjpeg", "mjpeg"})
"""Rows of JPEG pictures: FFmpeg gives them times as if there were 25 a second."""

_FRUITLESS_PACKETS = 50
"""In a row without a picture, as after a connection in the middle of a group of pictures …"""
_FRUITLESS_PAUSE_SECONDS = 0.01
"""… and each further one costs this wait: who floods with garbage takes no core from others."""

_WALL_CLOCK_TRUST_SECONDS = 10.0
"""A camera whose clock is further off than this is set wrong; the time of arrival is better."""


def believable_time(taken: float, now: float) -> float:
    """When a picture was taken by the camera's clock, or now where that clock is set wrong."""
    return taken if abs(now - taken) < _WALL_CLOCK_TRUST_SECONDS else now


class NetworkSource:
    """One connection to a network stream; begins with its newest picture.

    Nothing blocks longer than the time-outs of the options.
    """

    is_live = True

    def __init__(
        self, url: str, clock: Clock, options: SourceOptions, packets: PacketRing | None = None
    ) -> None:
        """Connect; `SourceError` says what failed and whether trying again can help.

        What the camera sends is also put into `packets`, as it encoded it.
        """
        self._clock = clock
        self._pause = StopSignal(clock)
        self._options = options
        self.source_id = public_url(url)
        self._container = self._connect(url)
        try:
            self._stream = self._video_stream()
        except BaseException:
            self._container.close()
            raise
        duration = self._container.duration
        self._has_end = duration is not None and duration > 0 and self._scheme not in _RTSP
        self._packets = self._container.demux(self._stream)
        self._ring = packets
        if packets is not None:
            packets.begin(self._stream)
        self._decoded: list[av.VideoFrame] = []
        self._converter = PictureConverter()
        self._lateness = Lateness()
        self._drops: Counter[str] = Counter()
        self._index = 0
        self._last_pts_seconds: float | None = None
        self._waited_seconds = 0.0

    @property
    def needs_pacing(self) -> bool:
        """Whether frames come as fast as they are read: recordings, and streams in pieces."""
        return self._has_end or self._container.format.name in _IN_PIECES

    @property
    def drops(self) -> Mapping[str, int]:
        """`damaged`, `backlog` (older than the opening) and `late` frames."""
        return dict(+self._drops)

    def read(self) -> Frame | None:
        """The newest frame that is there, or the next one; None at the end of a recording."""
        deadline = self._clock.now() + self._options.read_timeout_seconds
        while (decoded := self._next_decoded(deadline)) is not None:
            frame = self._accept(decoded)
            if frame is not None:
                return frame
            if self._clock.now() > deadline:
                raise self._silence()
        return None

    def close(self) -> None:
        """Leave the server; calling it again does nothing."""
        self._decoded = []
        self._container.close()

    def _connect(self, url: str) -> av.container.InputContainer:
        self._scheme = url.split("://", maxsplit=1)[0].lower()
        started = self._clock.now()
        options = self._options
        times = (options.open_timeout_seconds, options.read_timeout_seconds)
        try:
            return av.open(
                url,
                mode="r",
                options=self._ffmpeg_options(),
                timeout=times,
                metadata_errors="ignore",
            )
        except (FFmpegError, OSError, ValueError) as error:
            failure = error
        # Raised out of the `except`: FFmpeg's own error holds the whole URL.
        elapsed = self._clock.now() - started
        raise open_error(self.source_id, failure, elapsed, options.open_timeout_seconds)

    def _ffmpeg_options(self) -> dict[str, str]:
        if self._scheme not in _RTSP:
            return {}
        # No need to watch a second of video only to guess its rate.
        return {"rtsp_transport": self._options.transport, "fpsprobesize": "0"}

    def _video_stream(self) -> VideoStream:
        videos = self._container.streams.video
        if not videos:
            raise SourceError(
                f"{self.source_id}: carries no video; choose another stream of this server",
                permanent=True,
            )
        # Not by frames: that would hold some of them back.
        videos[0].thread_type = "SLICE"
        return videos[0]

    def _next_decoded(self, deadline: float) -> av.VideoFrame | None:
        """The next decoded frame; None at the end of a recording."""
        fruitless = 0
        while not self._decoded:
            if fruitless > _FRUITLESS_PACKETS:
                self._pause.sleep(_FRUITLESS_PAUSE_SECONDS)
            fruitless += 1
            packet = self._next_packet()
            if packet is None:
                self._refuse_end()
                return None
            self._decoded = self._decode(packet)
            if not self._decoded and self._clock.now() > deadline:
                raise self._silence()
        return self._decoded.pop(0)

    def _next_packet(self) -> "Packet[VideoStream] | None":
        """The next packet, None after the last; also takes the time that the network took."""
        started = self._clock.now()
        failure: Exception | None
        try:
            packet = next(self._packets, None)
        except (FFmpegError, OSError) as error:
            failure = error
        else:
            failure = None
        elapsed = self._clock.now() - started
        timeout_seconds = self._options.read_timeout_seconds
        # At a time-out FFmpeg first gives what its parser held back: nothing worth going on for.
        if failure is not None or elapsed > timeout_seconds:
            raise read_error(self.source_id, failure, elapsed, timeout_seconds)
        self._waited_seconds += elapsed
        if self._ring is not None and packet is not None:
            self._ring.add(packet)
        return packet

    def _decode(self, packet: "Packet[VideoStream]") -> list[av.VideoFrame]:
        """The undamaged frames of a packet."""
        try:
            frames = [frame for frame in packet.decode() if isinstance(frame, av.VideoFrame)]
        except FFmpegError:
            self._drops["damaged"] += 1
            return []
        whole = [frame for frame in frames if not frame.is_corrupt]
        self._drops["damaged"] += len(frames) - len(whole)
        return whole

    def _accept(self, decoded: av.VideoFrame) -> Frame | None:
        """The frame in RGB, or None where it is too old to be worth that."""
        pts_seconds = self._pts(decoded)
        reason = self._lateness.judge(pts_seconds, self._clock.now(), self._waited_seconds)
        self._waited_seconds = 0.0
        index, self._index = self._index, self._index + 1
        if reason is not None and not self.needs_pacing:
            self._drops[reason] += 1
            return None
        return Frame(
            image=self._converter.to_rgb(decoded),
            pts_seconds=pts_seconds,
            wall_time=self._wall_time(decoded),
            index=index,
            source_id=self.source_id,
        )

    def _pts(self, decoded: av.VideoFrame) -> float:
        """Seconds of the stream; a first frame may have none and goes with the second."""
        container_format = self._container.format.name
        if container_format in _WITHOUT_TIMES:
            return self._clock.now()
        seconds = stream_seconds(decoded, container_format)
        if seconds is not None:
            self._last_pts_seconds = seconds
        elif self._last_pts_seconds is None:
            self._last_pts_seconds = 0.0
        else:
            self._last_pts_seconds += 1.0 / float(self._stream.average_rate or 25)
        return self._last_pts_seconds

    def _wall_time(self, decoded: av.VideoFrame) -> float:
        """When it was taken, where the stream says it believably, else now."""
        now = self._clock.wall()
        start_us = self._container.start_time_realtime
        if start_us is None or decoded.time is None:
            return now
        return believable_time(start_us / 1e6 + decoded.time, now)

    def _refuse_end(self) -> None:
        """A recording is over; a live stream that ends has lost its camera."""
        if not self._has_end:
            raise SourceError(f"{self.source_id}: the server ended the stream")

    def _silence(self) -> SourceError:
        seconds = self._options.read_timeout_seconds
        return SourceError(f"{self.source_id}: no usable picture for {seconds:g} s")
