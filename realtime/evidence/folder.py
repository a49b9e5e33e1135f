"""Where evidence lies: whole files under their names, nothing half written."""

import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from realtime.outbox.topics import topic_name

UNFINISHED = ".unfinished-"
"""What names begin with while a file is being written."""


class EvidenceError(Exception):
    """A file of an event cannot be written; the message says why."""


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A finished file."""

    path: Path
    bytes: int
    written_at: float
    """Seconds since 1970, by the file system."""


class EvidenceFolder:
    """A folder of one monitor: `camera/day/event.mp4`, `.jpg`, `.json`."""

    def __init__(self, root: Path, min_free_bytes: int) -> None:
        """Make the folder and remove what a dead process left unfinished.

        Raises:
            EvidenceError: it cannot be made or written.
        """
        self.root = root
        self.min_free_bytes = min_free_bytes
        with _disk_errors(root):
            root.mkdir(parents=True, exist_ok=True)
            for left in root.rglob(f"{UNFINISHED}*"):
                left.unlink(missing_ok=True)

    def refusal(self) -> str:
        """Why nothing may be written now; empty where all is well."""
        with _disk_errors(self.root):
            free = shutil.disk_usage(self.root).free
        if free >= self.min_free_bytes:
            return ""
        return (
            f"{free / 1e6:.0f} MB are free on the disk of {self.root}, "
            f"min_free_mb = {self.min_free_bytes / 1e6:.0f} are wanted; make room"
        )

    def path(self, camera: str, event_id: str, wall_seconds: float, ending: str) -> Path:
        """Where a file of an event goes."""
        day = time.strftime("%Y-%m-%d", time.gmtime(wall_seconds))
        return self.root / topic_name(camera) / day / f"{event_id}{ending}"

    def files(self) -> list[EvidenceFile]:
        """All finished files, oldest first."""
        found = []
        for path in self.root.rglob("*"):
            if path.name.startswith(UNFINISHED) or not path.is_file():
                continue
            status = path.stat()
            found.append(EvidenceFile(path, status.st_size, status.st_mtime))
        return sorted(found, key=lambda file: (file.written_at, file.path))

    def remove(self, file: EvidenceFile) -> None:
        """Delete a file and the folders that it leaves empty."""
        file.path.unlink(missing_ok=True)
        for folder in (file.path.parent, file.path.parent.parent):
            if folder != self.root and not any(folder.iterdir()):
                folder.rmdir()


def begin_file(final: Path) -> Path:
    """A name beside the final one to write to; see `finish_file`."""
    with _disk_errors(final):
        final.parent.mkdir(parents=True, exist_ok=True)
    # The ending stays, for writers that choose a format by it.
    return final.with_name(f"{UNFINISHED}{uuid.uuid4().hex[:12]}{final.suffix}")


def finish_file(unfinished: Path, final: Path) -> None:
    """Give a file its name once its bytes are on the disk; after that it survives a power cut."""
    with _disk_errors(final):
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(final)


def write_file(final: Path, data: bytes) -> None:
    """Write a small file that is there whole or not at all."""
    unfinished = begin_file(final)
    try:
        with _disk_errors(final):
            unfinished.write_bytes(data)
        finish_file(unfinished, final)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _disk_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EvidenceError(f"{path} cannot be written: {error.strerror or error}") from error
