"""Files that get every event: JSON lines and CSV."""

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from realtime.outbox.errors import DeliveryError
from realtime.outbox.messages import StoredMessage, to_payload
from realtime.status import StreamStatus

CSV_COLUMNS = (
    *("key", "id", "sequence", "phase", "camera", "label", "score"),
    *("started_at", "ended_at", "duration_seconds", "note"),
    *("clip", "snapshot", "track", "evidence_note"),
)

_LAST_LINE_BYTES = 65536
"""Longer than any line."""


class FileTarget:
    """Appends a line a message; each is on the disk before it counts as confirmed.

    The file is opened for each message, so that it may be renamed or removed at any time, as
    logrotate does. What a power cut left half written is cut off.
    """

    def __init__(
        self,
        name: str,
        path: Path,
        to_line: Callable[[StoredMessage], str],
        *,
        head: str = "",
    ) -> None:
        """Write to `path`; a new file begins with `head`."""
        self.name = name
        self._path = path
        self._to_line = to_line
        self._head = head

    def deliver(self, stored: StoredMessage) -> None:
        """Append the message, unless it is the file's last line already."""
        line = self._to_line(stored)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._append(line.encode())
        except OSError as error:
            raise DeliveryError(f"{self._path} cannot be written: {error.strerror}") from error

    def note(self, status: StreamStatus) -> None:
        """A file holds events only."""

    def close(self) -> None:
        """Nothing is left to do: no file stays open."""

    def _append(self, line: bytes) -> None:
        with self._path.open("ab+") as file:
            end = _end_of_whole_lines(file)
            if end != file.seek(0, os.SEEK_END):
                file.truncate(end)
            if _last_line(file, end) == line:
                return  # it was written just before the process died
            file.write(line if end else self._head.encode() + line)
            file.flush()
            os.fsync(file.fileno())


def jsonl_target(path: Path) -> FileTarget:
    """A JSON object a line."""

    def to_line(stored: StoredMessage) -> str:
        return json.dumps(to_payload(stored), ensure_ascii=False, allow_nan=False) + "\n"

    return FileTarget("jsonl", path, to_line)


def csv_target(path: Path) -> FileTarget:
    """A row a message under a row of names; texts that a spreadsheet would run are quoted."""

    def to_line(stored: StoredMessage) -> str:
        payload = to_payload(stored)
        return csv_line([csv_cell(payload[column]) for column in CSV_COLUMNS])

    return FileTarget("csv", path, to_line, head=csv_line(list(CSV_COLUMNS)))


def csv_line(cells: list[str]) -> str:
    """A row with its line end."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()


def csv_cell(value: Any) -> str:
    """One line of text that no spreadsheet takes for a formula."""
    text = "" if value is None else " ".join(str(value).splitlines())
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text


def _end_of_whole_lines(file: io.BufferedRandom) -> int:
    """Where the last line end is; what follows was cut off by a power cut."""
    size = file.seek(0, os.SEEK_END)
    start = max(0, size - _LAST_LINE_BYTES)
    file.seek(start)
    return start + file.read(size - start).rfind(b"\n") + 1


def _last_line(file: io.BufferedRandom, end: int) -> bytes:
    start = max(0, end - _LAST_LINE_BYTES)
    file.seek(start)
    lines = file.read(end - start).splitlines(keepends=True)
    return lines[-1] if lines else b""
