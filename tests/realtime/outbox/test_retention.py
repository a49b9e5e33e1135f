import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from realtime.evidence.folder import EvidenceFolder, write_file
from realtime.outbox.messages import EventMessage, Evidence, StoredEvent
from realtime.outbox.reader import EventQuery, EventReader
from realtime.outbox.retention import DAY_SECONDS, Retention
from realtime.outbox.settings import RetentionSettings
from realtime.outbox.store import EventStore
from tests.realtime.outbox.event_messages import end, start
from tests.realtime.virtual_clock import VirtualClock

CLOCK = VirtualClock()


def days_ago(number: int, days: float) -> list[EventMessage]:
    """An event, start and end."""
    began = replace(start(number), started_at=CLOCK.wall() - days * DAY_SECONDS)
    return [began, end(began)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EventStore]:
    store = EventStore(tmp_path / "events.db", ["a"], CLOCK)
    yield store
    store.close()


def listed(store: EventStore) -> list[StoredEvent]:
    with closing(EventReader(store.path)) as reader:
        return list(reader.all(EventQuery()))


def sweep(store: EventStore, folder: EvidenceFolder | None = None, **settings: float) -> None:
    Retention(store, RetentionSettings(**settings), CLOCK, folder).sweep()


def test_old_events_go_with_all_that_is_theirs(store: EventStore) -> None:
    running = days_ago(9, 40)[:1]
    store.add([*days_ago(1, 31), *days_ago(2, 29), *running])
    sweep(store, event_days=30.0)
    assert [event.event_id for event in listed(store)] == [start(2).event_id, start(9).event_id]
    assert store.waiting == {"a": 3}


def test_a_clock_that_was_set_back_removes_nothing(store: EventStore) -> None:
    store.add(days_ago(1, -365))
    sweep(store, event_days=30.0)
    assert len(listed(store)) == 1


def test_a_store_that_is_too_big_loses_its_oldest_and_shrinks(store: EventStore) -> None:
    store.add([message for number in range(900) for message in days_ago(number, 1)])
    assert store.used_bytes() > 1e6
    settings = RetentionSettings.model_construct(event_mb=0.7)
    Retention(store, settings, CLOCK).sweep()
    assert store.used_bytes() <= 0.7e6
    events = listed(store)
    assert events[-1].event_id == start(899).event_id
    assert events[0].event_id != start(0).event_id


def shown_by(store: EventStore, folder: EvidenceFolder, number: int, days: float) -> Path:
    """An event with a clip of a thousand bytes."""
    message = start(number)
    path = folder.path("door", message.event_id, CLOCK.wall(), ".mp4")
    write_file(path, b"x" * 1000)
    os.utime(path, (0.0, CLOCK.wall() - days * DAY_SECONDS))
    store.add([message, replace(message, phase="evidence", evidence=Evidence(clip=str(path)))])
    return path


def test_old_clips_go_and_are_listed_no_more(store: EventStore, tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path / "evidence", 0)
    old, new = shown_by(store, folder, 1, 8), shown_by(store, folder, 2, 1)
    sweep(store, folder, evidence_days=7.0)
    assert not old.exists()
    assert [event.evidence.clip for event in listed(store)] == ["", str(new)]
    assert "removed" in listed(store)[0].evidence.note


def test_the_oldest_clips_make_room(store: EventStore, tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path / "evidence", 0)
    paths = [shown_by(store, folder, number, 10 - number) for number in range(5)]
    settings = RetentionSettings.model_construct(evidence_mb=0.0025)
    Retention(store, settings, CLOCK, folder).sweep()
    assert [path.exists() for path in paths] == [False, False, False, True, True]
