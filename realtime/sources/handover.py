"""Keeps a camera open while one pipeline follows another."""

import threading
from collections.abc import Callable, Mapping

from realtime.errors import SourceError
from realtime.frame import Frame
from realtime.sources.base import Source


class SourceHandover:
    """Opens a source once for several pipelines that come one after the other."""

    def __init__(self, open_once: Callable[[], Source]) -> None:
        """Open nothing yet."""
        self._open_once = open_once
        self._lock = threading.Lock()
        self._kept: Source | None = None
        self._is_keeping = False

    def open(self) -> Source:
        """The connection that was kept, else a new one; raises `SourceError` as opening does."""
        with self._lock:
            source, self._kept, self._is_keeping = self._kept, None, False
        return LentSource(source or self._open_once(), self)

    def keep(self) -> None:
        """The pipeline that runs will be followed by another: its connection is not closed."""
        with self._lock:
            self._is_keeping = True

    def give_back(self, source: Source) -> None:
        """Keep this connection for the next pipeline, or close it."""
        with self._lock:
            if self._is_keeping and self._kept is None:
                self._kept = source
                return
        source.close()

    def close(self) -> None:
        """Close what is kept; calling it again does nothing."""
        with self._lock:
            source, self._kept, self._is_keeping = self._kept, None, False
        if source is not None:
            source.close()


class LentSource:
    """A connection that goes back where it came from, unless it is lost or at its end."""

    def __init__(self, source: Source, handover: SourceHandover) -> None:
        """Pass everything on to this connection."""
        self._source, self._handover = source, handover
        self._is_over, self._is_back = False, False

    @property
    def is_live(self) -> bool:
        """Whether pictures come in their own time."""
        return self._source.is_live

    @property
    def drops(self) -> Mapping[str, int]:
        """Frames lost before `read` could give them, by reason, since it was opened first."""
        return self._source.drops

    def read(self) -> Frame | None:
        """The next frame, or None at the end."""
        try:
            frame = self._source.read()
        except SourceError:
            self._is_over = True
            raise
        self._is_over = frame is None
        return frame

    def close(self) -> None:
        """Give it back; calling it again does nothing."""
        if self._is_back:
            return
        self._is_back = True
        if self._is_over:
            self._source.close()
        else:
            self._handover.give_back(self._source)
