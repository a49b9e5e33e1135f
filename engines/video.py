"""Decodes a video file into upright RGB pictures with their times."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from engines.errors import VideoError
from engines.picture import PictureConverter, stream_seconds

if TYPE_CHECKING:
    import av
    from av.container import InputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream

_RATE_WHEN_UNKNOWN = 25.0
"""Frames per second of a file that announces none; only used for frames without a time."""

_SHORT_SECONDS = 0.5
"""A file that ends so much before its announced end is cut off; less is loose book-keeping."""

_NO_PICTURES = frozenset({"tty"})
"""FFmpeg draws any text file as pictures with these; nobody means that."""


@dataclass(frozen=True, slots=True)
class DecodedFrame:
    """One picture of a video."""

    image: NDArray[np.uint8]  # (H, W, 3) RGB, upright; the caller's to keep
    pts_seconds: float
    """Time since the first frame."""


class PacketTap(Protocol):
    """Sees a video as it is encoded."""

    def begin(self, stream: "VideoStream") -> None:
        """A video was opened."""

    def add(self, packet: "Packet[VideoStream]") -> None:
        """A packet was read; those without data end the video."""


class VideoReader:
    """A video file, frame by frame, in the order and at the times of its own.

    Damaged places are passed over and counted; a file that ends early is used as far as it goes.
    """

    def __init__(self, path: Path | str, tap: PacketTap | None = None) -> None:
        """Open the file and decode its first frame; `VideoError` says what is wrong with it.

        `tap` sees every packet before it is decoded.
        """
        self._path = Path(path)
        self._tap = tap
        self._container = _open(self._path)
        try:
            self._stream = _video_stream(self._container, self._path)
            self._converter = PictureConverter()
            if tap is not None:
                tap.begin(self._stream)
            self._frames = self._decode()
            self._damaged = 0
            self._packets = 0
            self._origin_seconds: float | None = None
            self._last_seconds: float | None = None
            self._interval_seconds = 1.0 / (self.announced_rate or _RATE_WHEN_UNKNOWN)
            self._first = self._next()
            if self._first is None:
                raise VideoError(
                    f"{self._path}: no picture of this video can be decoded; "
                    "the file is damaged, try another copy"
                )
        except BaseException:
            self._container.close()
            raise

    @property
    def announced_rate(self) -> float | None:
        """Frames per second as the file says; real files differ from it."""
        rate = self._stream.average_rate or self._stream.guessed_rate
        return float(rate) if rate else None

    @property
    def announced_seconds(self) -> float:
        """How long the file says that it is; 0 where it does not."""
        if self._stream.frames and self.announced_rate:
            return self._stream.frames / self.announced_rate
        return _tagged_seconds(self._stream)

    @property
    def damaged(self) -> int:
        """Packets so far that could not be decoded cleanly; at the end also those missing."""
        return self._damaged

    def read(self) -> DecodedFrame | None:
        """The next frame, or None at the end."""
        if self._first is not None:
            frame, self._first = self._first, None
            return frame
        return self._next()

    def skip_to(self, seconds: float) -> bool:
        """Go on with a key frame at or before a time; `damaged` knows nothing of what is between.

        False where the file cannot tell how far in it is: then the reader is good for nothing more.
        """
        from av.error import FFmpegError

        if self._origin_seconds is None or self._stream.time_base is None:
            return False
        place = int((self._origin_seconds + seconds) / self._stream.time_base)
        try:
            self._container.seek(place, stream=self._stream)
        except FFmpegError:
            return False
        self._frames = self._decode()
        frame = next(self._frames, None)
        there = None if frame is None else stream_seconds(frame, self._container.format.name)
        if frame is None or there is None or there - self._origin_seconds > seconds:
            return False
        self._first = DecodedFrame(self._converter.to_rgb(frame), self._time_of(frame))
        return True

    def close(self) -> None:
        """Give the file back; calling it again does nothing."""
        self._frames = iter(())
        self._first = None
        self._container.close()

    def __enter__(self) -> Self:
        """The reader itself; it is open already."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close the file."""
        self.close()

    def _next(self) -> DecodedFrame | None:
        frame = next(self._frames, None)
        if frame is None:
            return None
        return DecodedFrame(self._converter.to_rgb(frame), self._time_of(frame))

    def _time_of(self, frame: "av.VideoFrame") -> float:
        """Seconds since the first frame; one without a time follows as its predecessor did."""
        stream_time = stream_seconds(frame, self._container.format.name)
        last = self._last_seconds
        if stream_time is None:
            seconds = 0.0 if last is None else last + self._interval_seconds
        else:
            if self._origin_seconds is None:
                self._origin_seconds = stream_time - (last or 0.0)
            seconds = stream_time - self._origin_seconds
        if last is not None and seconds > last:
            self._interval_seconds = seconds - last
        self._last_seconds = seconds
        return seconds

    def _decode(self) -> Iterator["av.VideoFrame"]:
        """The decoded frames; what fails is counted and passed over."""
        from av.error import FFmpegError

        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                break
            except FFmpegError:
                self._damaged += 1
                break
            if self._tap is not None:
                self._tap.add(packet)
            try:
                frames = packet.decode()
            except FFmpegError:
                frames = []
                self._damaged += 1
            else:
                self._damaged += packet.is_corrupt or any(f.is_corrupt for f in frames)
            self._packets += packet.size > 0
            yield from frames
        self._damaged += self._missing()

    def _missing(self) -> int:
        """How many frames are announced beyond the end of the file, by the rate of the others."""
        if 0 < self._stream.frames <= self._packets:
            return 0
        last_seconds = self._last_seconds or 0.0
        short_seconds = self.announced_seconds - last_seconds
        if short_seconds < _SHORT_SECONDS:
            return 0
        return max(1, round(short_seconds * self._packets / max(last_seconds, _SHORT_SECONDS)))


def frames_since(path: Path, seconds: float) -> Generator[DecodedFrame, None, None]:
    """The pictures of a video from a time on, and those before it that they are made of.

    From its first one on where the file cannot tell how far in that is. Closing the generator
    closes the file. Raises `VideoError` as `VideoReader` does.
    """
    with VideoReader(path) as reader:
        if reader.skip_to(seconds):
            yield from iter(reader.read, None)
            return
    with VideoReader(path) as reader:
        yield from iter(reader.read, None)


def _open(path: Path) -> "InputContainer":
    import av
    from av.error import FFmpegError

    if path.is_dir():
        raise VideoError(f"{path}: is a folder; give a video file (mp4, avi, mkv, mov, webm, gif)")
    if not path.exists():
        raise VideoError(f"{path}: no such file; check the path")
    if path.stat().st_size == 0:
        raise VideoError(f"{path}: the file is empty (0 bytes); fetch or copy it again")
    try:
        # Old files hold metadata that is not UTF-8; nobody needs it here.
        container = av.open(str(path), mode="r", metadata_errors="ignore")
    except (FFmpegError, OSError) as error:
        raise VideoError(
            f"{path}: not a video, or cut off too early to be read ({error.strerror}); "
            "give mp4, avi, mkv, mov, webm or gif, or fetch the file again"
        ) from error
    if container.format.name in _NO_PICTURES:
        container.close()
        raise VideoError(f"{path}: is a text file; give a video (mp4, avi, mkv, mov, webm, gif)")
    return container


def _video_stream(container: "InputContainer", path: Path) -> "VideoStream":
    from av.stream import Disposition

    videos = [
        stream
        for stream in container.streams.video
        if not stream.disposition & Disposition.attached_pic
    ]
    if not videos:
        raise VideoError(f"{path}: holds no video, only sound or a cover; give a file with video")
    # One thread: with more of them a damaged video comes out a little different every time.
    videos[0].thread_type = "NONE"
    return videos[0]


def _tagged_seconds(stream: "VideoStream") -> float:
    """The duration in a stream's metadata (Matroska: `00:01:02.5`); 0 where there is none."""
    try:
        hours, minutes, seconds = stream.metadata["DURATION"].split(":")
        return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
    except (KeyError, ValueError):
        return 0.0
