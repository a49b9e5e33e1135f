"""Damaged databases: real files with real damage."""

import sqlite3
from pathlib import Path

import pytest

from realtime.outbox.errors import StoreDamagedError
from realtime.outbox.store import EventStore
from tests.realtime.outbox.event_messages import start

COUNT = 400


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "events.db"
    store = EventStore(path, ["a"])
    store.add([start(number) for number in range(COUNT)])
    confirm(store, COUNT // 2)
    store.close()
    return path


def confirm(store: EventStore, last: int) -> None:
    """All up to a sequence at once; one by one takes a second for a hundred."""
    store.change(lambda c: c.execute("DELETE FROM deliveries WHERE sequence <= ?", (last,)))


def root_page(path: Path, table: str) -> int:
    connection = sqlite3.connect(path)
    row = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,))
    (page,) = row.fetchone()
    connection.close()
    return int(page)


def spoil(path: Path, page: int, pages: int = 1) -> None:
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096 * pages)


def sequences(path: Path) -> list[int]:
    """What waits for the output."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT sequence FROM deliveries WHERE output = 'a'").fetchall()
    connection.close()
    return sorted(row[0] for row in rows)


def test_no_database_at_all(path: Path) -> None:
    path.write_bytes(b"this is no database, " * 500)
    store = EventStore(path, ["a"])
    assert "0 messages could be read" in store.repaired
    assert [p.name for p in path.parent.glob("events.damaged-*.db")]
    store.add([start(1)])
    assert store.waiting == {"a": 1}
    store.close()


def test_what_can_be_read_is_kept_in_its_order_with_what_waits(path: Path) -> None:
    """The index by start is gone; messages and deliveries can be read."""
    spoil(path, root_page(path, "events_by_start"))
    store = EventStore(path, ["a"])
    assert f"{COUNT} messages could be read" in store.repaired
    assert sequences(path) == list(range(COUNT // 2 + 1, COUNT + 1))
    store.add([start(COUNT)])
    assert sequences(path)[-1] == COUNT + 1
    store.close()


def test_without_the_list_of_deliveries_the_last_day_is_sent_again(path: Path) -> None:
    spoil(path, root_page(path, "deliveries"))
    store = EventStore(path, ["a"])
    assert sequences(path) == list(range(1, COUNT + 1))
    store.close()


def test_a_hole_in_the_messages_costs_what_lay_in_it(path: Path) -> None:
    spoil(path, root_page(path, "messages") + 30, pages=2)
    store = EventStore(path, ["a"])
    saved = len(sequences(path))
    assert 0 < saved < COUNT
    assert "could be read" in store.repaired
    store.close()


def test_damage_while_it_runs_is_noticed_and_repaired(path: Path) -> None:
    store = EventStore(path, ["a"])
    spoil(path, 1, pages=3)
    store._connection.execute("PRAGMA cache_size=0")
    store._connection.execute("PRAGMA shrink_memory")
    with pytest.raises(StoreDamagedError, match="is damaged"):
        store.add([start(COUNT)])
    store.repair()
    store.add([start(COUNT)])
    assert store.waiting["a"] >= 1
    store.close()
