"""Connections to the event store, and SQLite's errors in our words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from realtime.outbox.errors import StoreBusyError, StoreDamagedError, StoreError

BUSY_SECONDS = 5.0
"""How long a statement waits for another program that holds the file."""

_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_REASONS = {
    sqlite3.SQLITE_FULL: "no space left on its disk; make room",
    sqlite3.SQLITE_BUSY: "another program holds it locked; end that program",
    sqlite3.SQLITE_LOCKED: "another program holds it locked; end that program",
    sqlite3.SQLITE_READONLY: "it may not be written; give its file and folder to this user",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; check the folder and who may write to it",
    sqlite3.SQLITE_IOERR: "its disk refuses to read or write; look after the disk",
}


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Turn an error of SQLite into one of ours."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest says more of the same
        if code in _DAMAGED:
            raise StoreDamagedError(f"the event store {path} is damaged: {error}") from error
        reason = _REASONS.get(code, str(error))
        kind = StoreBusyError if code in _REASONS else StoreError
        raise kind(f"the event store {path} cannot be used: {reason}") from error


def connect(path: Path) -> sqlite3.Connection:
    """A connection that reads and writes; a transaction is on the disk when it is over."""
    connection = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA auto_vacuum=INCREMENTAL")  # only a new file takes it
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        # A file that was cut or overwritten is found here, not in the middle of a night.
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            _raise_damaged(path, verdict)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing while another process writes."""
    return sqlite3.connect(
        f"file:{quote(str(path))}?mode=ro",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All statements of the block, or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _raise_damaged(path: Path, verdict: str) -> None:
    raise StoreDamagedError(f"the event store {path} is damaged: {verdict.splitlines()[-1]}")
