"""A video file as a source of frames."""

from collections.abc import Mapping
from pathlib import Path

from engines import VideoError, VideoReader
from realtime.clock import Clock
from realtime.errors import SourceError
from realtime.frame import Frame
from realtime.packets import PacketRing


class FileSource:
    """Every frame of a file, as fast as they are asked for."""

    is_live = False

    def __init__(
        self,
        path: Path,
        clock: Clock,
        *,
        source_id: str | None = None,
        packets: PacketRing | None = None,
    ) -> None:
        """Open the file; a permanent `SourceError` says what is wrong with it.

        What is read is also put into `packets`, as it is encoded.
        """
        try:
            self._reader = VideoReader(path, packets)
        except VideoError as error:
            raise SourceError(str(error), permanent=True) from error
        self._clock = clock
        self._source_id = source_id or str(path)
        self._index = 0

    @property
    def drops(self) -> Mapping[str, int]:
        """`damaged`: what could not be decoded cleanly."""
        return {"damaged": self._reader.damaged}

    def read(self) -> Frame | None:
        """The next frame, or None at the end."""
        decoded = self._reader.read()
        if decoded is None:
            return None
        frame = Frame(
            image=decoded.image,
            pts_seconds=decoded.pts_seconds,
            wall_time=self._clock.wall(),
            index=self._index,
            source_id=self._source_id,
        )
        self._index += 1
        return frame

    def close(self) -> None:
        """Give the file back."""
        self._reader.close()
