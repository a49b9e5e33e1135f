"""A file that a stream is read from, and whether it is still the same."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PlayedFile:
    """As it was when it was opened: what changes where a file is written anew."""

    path: Path
    size_bytes: int
    modified_ns: int

    @property
    def is_same(self) -> bool:
        """Whether it is there as it was."""
        return played_file(self.path) == self


def played_file(path: Path | None) -> PlayedFile | None:
    """As it is now; None where it is not there."""
    try:
        found = None if path is None else path.stat()
    except OSError:
        return None
    return PlayedFile(path, found.st_size, found.st_mtime_ns) if path and found else None
