"""What every source offers."""

from collections.abc import Mapping
from typing import Protocol

from realtime.frame import Frame


class Source(Protocol):
    """One open connection to something that gives pictures. Used by one thread.

    Opening is the constructor's work and raises `SourceError`; there is no half-open source.
    """

    @property
    def is_live(self) -> bool:
        """Whether pictures come in their own time: a reader that is late loses them."""

    @property
    def drops(self) -> Mapping[str, int]:
        """Frames lost before `read` could give them, by reason (`damaged`, `backlog`, `late`)."""

    def read(self) -> Frame | None:
        """The next frame, or None at the end of the stream.

        Blocks no longer than the source's time-out. Raises `SourceError` when the connection
        is lost.
        """

    def close(self) -> None:
        """Give the camera, file or connection back; calling it again does nothing."""
