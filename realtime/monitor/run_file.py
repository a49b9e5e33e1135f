"""Notices that the configuration's file has changed."""

from pathlib import Path

from realtime.clock import Clock

LOOK_SECONDS = 2.0
"""Between two looks; asking a file system for a time costs nothing, and works on every one."""

Stamp = tuple[int, int, int]


class WatchedFile:
    """A file that editors may replace."""

    def __init__(self, path: Path, clock: Clock) -> None:
        """As it is now is how it is known."""
        self.path = path
        self._clock = clock
        self._stamp = self._look()
        self._looked_at = clock.now()

    def has_changed(self) -> bool:
        """Whether it is another one since this was last true; looks now and then only."""
        now = self._clock.now()
        if now - self._looked_at < LOOK_SECONDS:
            return False
        self._looked_at = now
        stamp = self._look()
        changed = stamp is not None and stamp != self._stamp
        if changed:
            self._stamp = stamp
        return changed

    def note_reading(self) -> None:
        """It is read now, for whatever reason: what changed until here is known."""
        self._stamp = self._look() or self._stamp

    def _look(self) -> Stamp | None:
        """None while it is gone, as for a moment when an editor writes it anew."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino
