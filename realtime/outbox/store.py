"""The event store: messages and what is still to be sent of them, in one SQLite file."""

import logging
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from realtime.clock import Clock, MonotonicClock
from realtime.outbox.connection import connect, store_errors, transaction
from realtime.outbox.errors import StoreDamagedError, StoreError
from realtime.outbox.messages import EventMessage, StoredMessage
from realtime.outbox.rows import insert_message, to_message
from realtime.outbox.salvage import move_aside, salvage
from realtime.outbox.schema import migrate

logger = logging.getLogger(__name__)


class EventStore:
    """What happened, and for each output what it has not confirmed. Any thread may call it.

    A message and its deliveries are written in one transaction, so that nothing is sent that is
    not stored and nothing is stored that is not sent.
    """

    def __init__(self, path: Path, outputs: Sequence[str], clock: Clock | None = None) -> None:
        """Open or begin the file; a damaged one is moved aside and what can be read is kept.

        Args:
            path: the file; its folder is made.
            outputs: names of those that get every message from now on.
            clock: tells when a damaged file was found.

        Raises:
            StoreError: the file cannot be used, or another monitor uses it.
        """
        self.path = path
        self.outputs = tuple(outputs)
        self.repaired = ""
        """What was done about a damaged file; empty where none was."""
        self._clock = clock or MonotonicClock()
        self._lock = threading.RLock()
        self._waiting: Counter[str] = Counter()
        self._owner = _owned(path)
        try:
            self._connection = self._open()
        except BaseException:
            self._owner.release()
            raise

    @property
    def waiting(self) -> Mapping[str, int]:
        """How many messages each output has not confirmed; never waits for the disk."""
        return {output: self._waiting[output] for output in self.outputs}

    def send_to(self, outputs: Sequence[str]) -> None:
        """Let these get every message from now on; others keep what they have not confirmed."""
        self.outputs = tuple(outputs)

    def add(self, messages: Sequence[EventMessage]) -> None:
        """Store messages and their deliveries, all of them or none; one that is there is left out.

        Raises:
            StoreBusyError: not now; nothing was stored.
            StoreDamagedError: call `repair` first; nothing was stored.
        """
        with self._writing() as connection:
            sequences = [insert_message(connection, message) for message in messages]
            outputs = self.outputs
            rows = [(output, new) for new in sequences if new for output in outputs]
            connection.executemany(
                "INSERT INTO deliveries (output, sequence) VALUES (?, ?)",
                rows,
            )
        with self._lock:
            self._waiting.update(output for output, _ in rows)

    def next_for(self, output: str) -> StoredMessage | None:
        """The oldest message that an output has not confirmed."""
        with self._reading() as connection:
            row = connection.execute(
                "SELECT sequence, body FROM deliveries JOIN messages USING (sequence) "
                "WHERE output = ? AND refused = '' ORDER BY sequence LIMIT 1",
                (output,),
            ).fetchone()
        return None if row is None else to_message(*row)

    def confirm(self, output: str, sequence: int) -> None:
        """An output has a message: it is not sent to it again."""
        with self._writing() as connection:
            count = connection.execute(
                "DELETE FROM deliveries WHERE output = ? AND sequence = ?", (output, sequence)
            ).rowcount
        with self._lock:
            self._waiting[output] -= count

    def refuse(self, output: str, sequence: int, reason: str) -> None:
        """An output will never take a message: kept with the reason, not sent again."""
        with self._writing() as connection:
            count = connection.execute(
                "UPDATE deliveries SET refused = ? WHERE output = ? AND sequence = ?",
                (reason, output, sequence),
            ).rowcount
        with self._lock:
            self._waiting[output] -= count

    def last_of_open(self) -> list[EventMessage]:
        """The newest message of each event that has no end, oldest first."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT messages.sequence, body FROM events "
                "JOIN messages ON messages.sequence = last_sequence "
                "WHERE ended_at IS NULL ORDER BY last_sequence"
            ).fetchall()
        return [to_message(*row).message for row in rows]

    def change(self, work: Callable[[sqlite3.Connection], object]) -> None:
        """Do something else to the tables in one transaction, such as removing what is old."""
        with self._writing() as connection:
            work(connection)
            connection.execute("PRAGMA incremental_vacuum").fetchall()
        with self._lock, store_errors(self.path):
            self._waiting = _count_waiting(self._connection)

    def used_bytes(self) -> int:
        """What the rows take; the file may be larger until it has shrunk."""
        with self._reading() as connection:
            facts = ("page_count", "freelist_count", "page_size")
            total, free, size = (
                int(connection.execute(f"PRAGMA {fact}").fetchone()[0]) for fact in facts
            )
        return (total - free) * size

    def repair(self) -> None:
        """Move the damaged file aside, begin a new one and bring over what can be read."""
        with self._lock:
            self._connection.close()
            self._connection = self._begin_anew()

    def close(self) -> None:
        """Give the file back; calling it again does nothing."""
        with self._lock:
            self._connection.close()
            self._owner.release()

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connect()
        except StoreDamagedError:
            return self._begin_anew()

    def _connect(self) -> sqlite3.Connection:
        with store_errors(self.path):
            connection = connect(self.path)
            try:
                migrate(connection)
                self._waiting = _count_waiting(connection)
            except BaseException:
                connection.close()
                raise
            return connection

    def _begin_anew(self) -> sqlite3.Connection:
        damaged = move_aside(self.path, self._clock.wall())
        connection = self._connect()
        with store_errors(self.path), transaction(connection):
            saved = salvage(damaged, connection, self.outputs)
        self._waiting = _count_waiting(connection)
        self.repaired = (
            f"the event store was damaged; it lies now in {damaged}, "
            f"{saved} messages could be read and are in the new {self.path.name}"
        )
        logger.error("%s", self.repaired)
        return connection

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._errors():
            yield self._connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._errors(), transaction(self._connection):
            yield self._connection

    @contextmanager
    def _errors(self) -> Iterator[None]:
        with store_errors(self.path):
            yield


def _owned(path: Path) -> FileLock:
    """The right to write a store; the system gives it back when the process dies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(f"{path}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise StoreError(
            f"the event store {path} is in use by another liveact-monitor; "
            "end that one, or give this one another `store`"
        ) from error
    return lock


def _count_waiting(connection: sqlite3.Connection) -> Counter[str]:
    rows = connection.execute(
        "SELECT output, count(*) FROM deliveries WHERE refused = '' GROUP BY output"
    )
    return Counter(dict(rows.fetchall()))
