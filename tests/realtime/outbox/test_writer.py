"""A store that cannot be written for a while: locked, full, damaged. The files are real."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from realtime.outbox import connection
from realtime.outbox.reader import EventQuery, EventReader
from realtime.outbox.store import EventStore
from realtime.outbox.writer import StoreWriter
from tests.realtime.outbox.event_messages import start
from tests.realtime.virtual_clock import VirtualClock


class Desk:
    """A writer on a clock that jumps, and what it stored."""

    def __init__(self, path: Path, memory_messages: int = 10_000) -> None:
        self.clock = VirtualClock()
        self.store = EventStore(path, ["a"], self.clock)
        self.changed = threading.Condition()
        self.ticks = 0
        self.writer = StoreWriter(
            self.store,
            self.clock,
            on_stored=self._notice,
            on_tick=self._tick,
            memory_messages=memory_messages,
        )
        self.writer.start()

    def wait_until(self, what: Callable[[], bool]) -> None:
        with self.changed:
            for _ in range(2000):
                if what():
                    return
                self.changed.wait(0.01)
        raise AssertionError(f"never: {self.writer.trouble}")

    def close(self) -> None:
        self.writer.close()
        self.store.close()

    def _notice(self) -> None:
        with self.changed:
            self.changed.notify_all()

    def _tick(self) -> None:
        self.ticks += 1


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.db"


@pytest.fixture
def desk(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.02)
    desk = Desk(path)
    yield desk
    desk.close()


def stored(path: Path) -> list[str]:
    with closing(EventReader(path)) as reader:
        return [event.event_id for event in reader.all(EventQuery())]


def ids(*numbers: int) -> list[str]:
    return [start(number).event_id for number in numbers]


def test_a_locked_store_costs_nothing_but_time(
    desk: Desk, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    locker = sqlite3.connect(path, isolation_level=None)
    locker.execute("BEGIN IMMEDIATE")
    for number in range(3):
        desk.writer.put([start(number)])
    desk.wait_until(lambda: "holds it locked" in desk.writer.trouble)
    assert desk.writer.waiting == 3
    locker.execute("COMMIT")
    locker.close()
    desk.wait_until(lambda: not desk.writer.waiting and not desk.writer.trouble)
    assert stored(path) == ids(0, 1, 2)
    told = [record.message for record in caplog.records]
    assert len([message for message in told if "wait in memory" in message]) == 1
    assert told[-1] == "events are stored again"


def fill_disk(store: EventStore) -> None:
    """SQLite's own limit gives its own error of a full disk."""
    (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
    store._connection.execute(f"PRAGMA max_page_count={pages}")


def test_a_full_disk_keeps_events_in_memory_until_there_is_room(desk: Desk, path: Path) -> None:
    fill_disk(desk.store)
    many = range(300)
    desk.writer.put([start(number) for number in many])
    desk.wait_until(lambda: "no space left" in desk.writer.trouble)
    desk.store._connection.execute("PRAGMA max_page_count=100000")
    desk.wait_until(lambda: not desk.writer.waiting)
    assert stored(path) == ids(*many)
    assert desk.writer.lost == 0


def test_memory_is_bounded_and_what_is_lost_is_counted(path: Path) -> None:
    desk = Desk(path, memory_messages=100)
    fill_disk(desk.store)
    for number in range(130):
        desk.writer.put([start(number)] if number < 60 else [start(number), start(number + 1000)])
    desk.wait_until(lambda: bool(desk.writer.trouble))
    assert desk.writer.waiting <= 100
    assert desk.writer.lost >= 100
    desk.store._connection.execute("PRAGMA max_page_count=100000")
    desk.wait_until(lambda: not desk.writer.waiting)
    assert stored(path)[-1] == start(1129).event_id
    desk.close()


def test_a_store_that_is_damaged_in_the_middle_is_begun_anew(desk: Desk, path: Path) -> None:
    desk.writer.put([start(number) for number in range(200)])
    desk.wait_until(lambda: desk.store.waiting["a"] == 200)
    desk.store._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.write(b"\xff" * 4096)
    desk.store._connection.execute("PRAGMA cache_size=0")
    desk.store._connection.execute("PRAGMA shrink_memory")
    desk.writer.put([start(200)])
    desk.wait_until(lambda: not desk.writer.waiting)
    assert desk.store.repaired
    assert start(200).event_id in stored(path)
    assert list(path.parent.glob("events.damaged-*.db"))


def test_now_and_then_it_has_time_for_other_work(desk: Desk) -> None:
    desk.wait_until(lambda: desk.ticks >= 3)
    assert desk.clock.now() >= 1000.0 + 3 * 60


def test_a_close_stores_what_waits(path: Path) -> None:
    desk = Desk(path)
    desk.writer.put([start(number) for number in range(50)])
    desk.close()
    desk.close()
    assert stored(path) == ids(*range(50))


def test_a_close_does_not_wait_for_ever_and_says_what_is_lost(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    desk = Desk(path)
    fill_disk(desk.store)
    desk.writer.put([start(number) for number in range(300)])
    desk.close()
    assert "300 events could not be stored and are lost" in caplog.text
