"""Looks up events while a monitor writes them."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from realtime.outbox.connection import connect_to_read, store_errors
from realtime.outbox.errors import StoreError
from realtime.outbox.messages import StoredEvent
from realtime.outbox.rows import EVENT_COLUMNS, to_event
from realtime.outbox.schema import MIGRATIONS

PAGE = 500


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Which events are wanted; what is left out does not matter."""

    camera: str | None = None
    label: str | None = None
    since: float | None = None
    """Seconds since 1970: those that ended later, or began later and go on."""
    until: float | None = None
    """Seconds since 1970: those that began before."""


class EventReader:
    """Reads the store of a monitor, changes nothing. One thread at a time."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            StoreError: it is not there, or no event store that this program can read.
        """
        self._path = path
        if not path.is_file():
            raise StoreError(
                f"no event store at {path}; name the one of your monitor, or start a monitor first"
            )
        with store_errors(path):
            self._connection = connect_to_read(path)
            try:
                (version,) = self._connection.execute("PRAGMA user_version").fetchone()
                self._refuse_version(version)
            except BaseException:
                self._connection.close()
                raise

    def page(
        self, query: EventQuery, *, after: int = 0, limit: int = PAGE, newest_first: bool = False
    ) -> list[StoredEvent]:
        """Some events in the order in which they began, from a `sequence` on.

        Args:
            query: which.
            after: the `sequence` of the last one of the page before; 0 for the first page.
            limit: how many at most.
            newest_first: backwards; `after` then means before.
        """
        wanted, values = _conditions(query)
        if after:
            wanted.append("sequence < ?" if newest_first else "sequence > ?")
            values.append(after)
        order = "DESC" if newest_first else "ASC"
        return self._events(wanted, values, f"sequence {order} LIMIT {int(limit)}")

    def all(self, query: EventQuery) -> Iterator[StoredEvent]:
        """All of them, in the order in which they began; memory holds a page."""
        after = 0
        while events := self.page(query, after=after):
            yield from events
            after = events[-1].sequence

    def changes(self, query: EventQuery, *, after: int) -> list[StoredEvent]:
        """A page of events to which something happened after a `last_sequence`, in that order."""
        wanted, values = _conditions(query)
        return self._events(
            [*wanted, "last_sequence > ?"], [*values, after], f"last_sequence LIMIT {PAGE}"
        )

    def last_sequence(self) -> int:
        """Of the newest message; 0 where there is none."""
        with self._errors():
            row = self._connection.execute("SELECT max(last_sequence) FROM events").fetchone()
        return int(row[0] or 0)

    def one(self, event_id: str) -> StoredEvent | None:
        """An event by its id."""
        return next(iter(self._events(["event_id = ?"], [event_id], "sequence")), None)

    def close(self) -> None:
        """Give the file back; calling it again does nothing."""
        self._connection.close()

    def _events(self, wanted: list[str], values: list[Any], order: str) -> list[StoredEvent]:
        where = f"WHERE {' AND '.join(wanted)}" if wanted else ""
        statement = f"SELECT {EVENT_COLUMNS} FROM events {where} ORDER BY {order}"
        with self._errors():
            rows: list[sqlite3.Row] = self._connection.execute(statement, values).fetchall()
        return [to_event(tuple(row)) for row in rows]

    def _refuse_version(self, version: int) -> None:
        if version != len(MIGRATIONS):
            raise StoreError(
                f"{self._path} has version {version} of an event store, this program reads "
                f"{len(MIGRATIONS)}; use the version of liveact that its monitor has"
            )

    @contextmanager
    def _errors(self) -> Iterator[None]:
        with store_errors(self._path):
            yield


def _conditions(query: EventQuery) -> tuple[list[str], list[Any]]:
    """Parts of a WHERE clause and their values."""
    parts = (
        ("camera = ?", query.camera),
        ("label = ?", query.label),
        ("coalesce(ended_at, started_at) >= ?", query.since),
        ("started_at < ?", query.until),
    )
    given = [(text, value) for text, value in parts if value is not None]
    return [text for text, _ in given], [value for _, value in given]
