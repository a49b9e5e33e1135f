"""What is left of a damaged event store."""

import logging
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from realtime.outbox.rows import insert_message, to_message

logger = logging.getLogger(__name__)

RESEND_SECONDS = 86400.0
"""Where nobody knows any more what was confirmed, the last day is sent to everyone again."""

_BESIDE = ("", "-wal", "-shm")
"""The files of one database; the newest rows may lie in the second."""


def move_aside(path: Path, wall_seconds: float) -> Path:
    """Give a damaged database a name that says so; returns the new one."""
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(wall_seconds))
    damaged = path.with_name(f"{path.stem}.damaged-{stamp}.db")
    number = 1
    while damaged.exists():
        number += 1
        damaged = path.with_name(f"{path.stem}.damaged-{stamp}-{number}.db")
    for ending in reversed(_BESIDE):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.replace(damaged.with_name(damaged.name + ending))
    return damaged


def salvage(damaged: Path, into: sqlite3.Connection, outputs: Sequence[str]) -> int:
    """Copy the messages that can still be read and what was not confirmed; says how many."""
    source = sqlite3.connect(damaged, isolation_level=None)
    try:
        messages, _ = _rows(source, "messages", "sequence, body", "sequence {0}")
        waiting, is_whole = _rows(
            source, "deliveries", "sequence, output, refused", "output {0}, sequence {0}"
        )
        last, _ = _rows(source, "sqlite_sequence", "seq", "rowid {0}")
    finally:
        source.close()
    kept = {row[0]: told for row in sorted(messages) if (told := _copy(into, *row)) is not None}
    if not is_whole:
        newest = max(kept.values(), default=0.0)
        waiting |= {
            (sequence, output, "")
            for sequence, told_at in kept.items()
            for output in outputs
            if newest - told_at < RESEND_SECONDS
        }
    into.executemany(
        "INSERT OR IGNORE INTO deliveries (sequence, output, refused) VALUES (?, ?, ?)",
        [row for row in sorted(waiting) if row[0] in kept],
    )
    _count_on_from(into, max([*kept, *(row[0] for row in last)], default=0))
    return len(kept)


def _copy(into: sqlite3.Connection, sequence: int, body: str) -> float | None:
    """Store one message as it was; gives its time, None where it makes no sense any more."""
    try:
        message = to_message(sequence, body).message
    except (ValueError, TypeError, KeyError, AttributeError):
        logger.warning("message %d of the damaged event store makes no sense", sequence)
        return None
    insert_message(into, message, sequence)
    return message.told_at


def _rows(
    source: sqlite3.Connection, table: str, columns: str, order: str
) -> tuple[set[tuple[Any, ...]], bool]:
    """What can be read of a table from both ends, and whether that is all of it."""
    rows: set[tuple[Any, ...]] = set()
    for direction in ("ASC", "DESC"):
        try:
            for row in source.execute(
                f"SELECT {columns} FROM {table} ORDER BY {order.format(direction)}"
            ):
                rows.add(row)
        except sqlite3.DatabaseError as error:
            logger.warning("%s of the damaged event store: %s", table, error)
        else:
            return rows, True
    return rows, False


def _count_on_from(into: sqlite3.Connection, sequence: int) -> None:
    """Let the next message have a sequence that none had before."""
    into.execute("DELETE FROM sqlite_sequence WHERE name = 'messages'")
    into.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('messages', ?)", (sequence,))
