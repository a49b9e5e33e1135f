import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from realtime.outbox.connection import connect_to_read
from realtime.outbox.errors import StoreBusyError, StoreError
from realtime.outbox.messages import EventMessage
from realtime.outbox.rows import EVENT_COLUMNS, to_event
from realtime.outbox.schema import MIGRATIONS
from realtime.outbox.store import EventStore
from tests.realtime.outbox.event_messages import end, start, update


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "events.db"


@pytest.fixture
def store(path: Path) -> Iterator[EventStore]:
    store = EventStore(path, ["a", "b"])
    yield store
    store.close()


def sent(store: EventStore, output: str) -> list[EventMessage]:
    """Everything that waits for an output, confirmed one by one."""
    messages = []
    while (stored := store.next_for(output)) is not None:
        messages.append(stored.message)
        store.confirm(output, stored.sequence)
    return messages


def test_each_output_gets_every_message_in_order(store: EventStore) -> None:
    messages = [start(1), start(2), update(start(1)), end(start(2)), end(update(start(1)))]
    store.add(messages[:2])
    store.add(messages[2:])
    assert store.waiting == {"a": 5, "b": 5}
    assert sent(store, "a") == messages
    assert store.waiting == {"a": 0, "b": 5}
    assert sent(store, "b") == messages


def test_it_is_all_there_in_the_next_run(store: EventStore, path: Path) -> None:
    store.add([start(1), start(2)])
    first = store.next_for("a")
    assert first is not None
    store.confirm("a", first.sequence)
    store.close()
    again = EventStore(path, ["a", "b"])
    assert again.waiting == {"a": 1, "b": 2}
    assert sent(again, "a") == [start(2)]
    assert sent(again, "b") == [start(1), start(2)]
    again.close()


def test_a_message_is_stored_once(store: EventStore) -> None:
    store.add([start(1)])
    store.add([start(1), start(2)])
    assert sent(store, "a") == [start(1), start(2)]


def test_what_is_refused_is_kept_but_not_sent_again(store: EventStore, path: Path) -> None:
    store.add([start(1), start(2)])
    first = store.next_for("a")
    assert first is not None
    store.refuse("a", first.sequence, "413 too large")
    assert store.waiting["a"] == 1
    assert sent(store, "a") == [start(2)]
    with connect_to_read(path) as reader:
        assert reader.execute(
            "SELECT output, refused FROM deliveries WHERE refused != ''"
        ).fetchall()


def test_the_order_is_that_of_storing_whatever_the_clock_says(store: EventStore) -> None:
    earlier = replace(start(2), started_at=start(1).started_at - 3600, told_at=0.0)
    store.add([start(1)])
    store.add([earlier])
    assert sent(store, "a") == [start(1), earlier]


def test_an_event_is_one_row_that_knows_how_it_stands(store: EventStore, path: Path) -> None:
    store.add([start(1), update(start(1)), end(update(start(1)))])
    with connect_to_read(path) as reader:
        rows = reader.execute(f"SELECT {EVENT_COLUMNS} FROM events").fetchall()
    (event,) = map(to_event, rows)
    assert (event.sequence, event.last_sequence, event.phase) == (1, 3, "end")
    assert event.score == update(start(1)).score
    assert event.ended_at == end(start(1)).ended_at


def test_events_without_an_end_are_known(store: EventStore) -> None:
    store.add([start(1), end(start(1)), start(2), update(start(2))])
    assert store.last_of_open() == [update(start(2))]


def test_a_second_monitor_is_told_that_the_store_is_in_use(store: EventStore) -> None:
    with pytest.raises(StoreError, match="in use by another liveact-monitor"):
        EventStore(store.path, [])


def test_a_store_of_a_newer_version_is_left_alone(path: Path) -> None:
    EventStore(path, []).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version={len(MIGRATIONS) + 1}")
    connection.close()
    with pytest.raises(StoreError, match="update liveact"):
        EventStore(path, [])


def test_a_full_disk_stores_nothing_and_says_so(store: EventStore) -> None:
    store.add([start(1)])
    (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
    store._connection.execute(f"PRAGMA max_page_count={pages}")
    many = [replace(start(number), note="x" * 500) for number in range(2, 200)]
    with pytest.raises(StoreBusyError, match="no space left"):
        store.add(many)
    assert store.waiting == {"a": 1, "b": 1}
    store._connection.execute("PRAGMA max_page_count=100000")
    store.add(many)
    assert store.waiting["a"] == 199
