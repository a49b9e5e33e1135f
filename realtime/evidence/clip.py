"""Clips of packets as the camera made them: nothing is encoded again."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import av
from av.container import OutputContainer
from av.error import FFmpegError
from av.video.stream import VideoStream

from realtime.evidence.folder import EvidenceError, begin_file, finish_file
from realtime.packets import StoredPacket, StreamLayout

_IN_MP4 = frozenset({"h264", "hevc", "av1", "mpeg4"})
"""What browsers and phones play from an MP4 file; the rest goes into Matroska, which holds all."""

_USUAL_SECONDS = 0.04
"""Between two pictures of a camera that does not say."""


def clip_ending(layout: StreamLayout) -> str:
    """`.mp4` or `.mkv`."""
    return ".mp4" if layout.codec in _IN_MP4 else ".mkv"


Remake = Callable[[Path, Path], None]
"""Makes another video of a finished one."""


class ClipWriter:
    """One clip of one connection, under a temporary name until `finish`. One thread."""

    def __init__(self, final: Path, layout: StreamLayout) -> None:
        """Begin the file; raises `EvidenceError` where it cannot be written."""
        self.final = final
        self.layout = layout
        self._unfinished = begin_file(final)
        self._is_empty = True
        self._untimed: StoredPacket | None = None
        """The first one of a connection may have no time; it goes just before the second."""
        self._last_dts: int | None = None
        self._origin = 0
        try:
            self._container, self._stream = self._open()
        except (FFmpegError, OSError, ValueError) as error:
            self._unfinished.unlink(missing_ok=True)
            raise EvidenceError(f"{final} cannot be written: {error}") from error

    def write(self, packets: Sequence[StoredPacket]) -> None:
        """Add packets in their order; raises `EvidenceError` where the disk takes no more."""
        try:
            for packet in packets:
                self._write(packet)
        except (FFmpegError, OSError, ValueError) as error:
            self.abandon()
            raise EvidenceError(f"{self.final} cannot be written: {error}") from error

    def finish(self, remake: Remake | None = None) -> Path | None:
        """Give the clip its name; None where it holds nothing and is removed instead.

        With `remake` only what that makes of it gets a name, which ends with `.mkv` then.
        """
        if self._is_empty:
            self.abandon()
            return None
        try:
            self._container.close()
            if remake is not None:
                return self._remade(remake)
            finish_file(self._unfinished, self.final)
        except (FFmpegError, OSError, ValueError) as error:
            raise EvidenceError(f"{self.final} cannot be written: {error}") from error
        finally:
            self._unfinished.unlink(missing_ok=True)
        return self.final

    def abandon(self) -> None:
        """Leave nothing behind; calling it again does nothing."""
        with suppress(FFmpegError, OSError, ValueError):  # nobody wants what it holds
            self._container.close()
        self._unfinished.unlink(missing_ok=True)

    def _remade(self, remake: Remake) -> Path:
        final = self.final.with_suffix(".mkv")
        unfinished = begin_file(final)
        try:
            remake(self._unfinished, unfinished)
            finish_file(unfinished, final)
        finally:
            unfinished.unlink(missing_ok=True)
        return final

    def _open(self) -> tuple[OutputContainer, VideoStream]:
        options = {"movflags": "+faststart"} if self.final.suffix == ".mp4" else {}
        container = av.open(str(self._unfinished), "w", options=options)
        try:
            return container, container.add_stream_from_template(self.layout.template)
        except BaseException:
            container.close()
            raise

    def _write(self, stored: StoredPacket) -> None:
        dts = stored.pts if stored.dts is None else stored.dts
        if dts is None:
            if self._is_empty:
                self._untimed = stored
            return
        if self._untimed is not None:
            first, self._untimed = self._untimed, None
            before = dts - (stored.duration or round(_USUAL_SECONDS / stored.layout.time_base))
            self._mux(first, before, before)
        self._mux(stored, dts, dts if stored.pts is None else stored.pts)

    def _mux(self, stored: StoredPacket, dts: int, pts: int) -> None:
        """Write a packet, with times from the clip's beginning on."""
        if self._last_dts is None:
            self._origin = dts
        elif dts <= self._last_dts:
            return  # a step back in time: no file can hold it
        self._last_dts = dts
        packet = stored.to_av()
        packet.dts, packet.pts = dts - self._origin, pts - self._origin
        packet.stream = self._stream
        self._container.mux(packet)
        self._is_empty = False
