"""Outputs that come, go and change while events go on."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from realtime.clock import MonotonicClock
from realtime.outbox.deliveries import Deliveries, Output
from realtime.outbox.delivery import BackOff
from realtime.outbox.errors import DeliveryError
from realtime.outbox.messages import StoredMessage
from realtime.outbox.store import EventStore
from realtime.status import StreamState, StreamStatus
from tests.realtime.outbox.event_messages import start

CLOCK = MonotonicClock()
LIVE = StreamStatus("door", StreamState.LIVE)


class Heard:
    """A target that keeps what it gets, or takes nothing."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.sequences: list[int] = []
        self.statuses: list[StreamStatus] = []
        self.is_dead = False
        self.opened = 0
        self.closed = 0
        self.changed = threading.Condition()

    def output(self, settings: object = None) -> Output:
        def opened() -> "Heard":
            self.opened += 1
            return self

        return Output(self.name, settings, opened)

    def deliver(self, stored: StoredMessage) -> None:
        if self.is_dead:
            raise DeliveryError("nobody is there")
        with self.changed:
            self.sequences.append(stored.sequence)
            self.changed.notify_all()

    def note(self, status: StreamStatus) -> None:
        self.statuses.append(status)

    def close(self) -> None:
        self.closed += 1

    def wait_for(self, *sequences: int) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.sequences == list(sequences), 20.0), (
                self.sequences
            )


class Desk:
    def __init__(self, path: Path) -> None:
        self.store = EventStore(path, [], CLOCK)
        back_off = BackOff(first_seconds=0.01, longest_seconds=0.05)
        self.deliveries = Deliveries(self.store, CLOCK, back_off)

    def happen(self, number: int) -> None:
        self.store.add([start(number)])
        self.deliveries.wake()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "events.db")
    yield desk
    desk.deliveries.close()
    desk.store.close()


def test_one_that_stays_notices_nothing_of_one_that_comes(desk: Desk) -> None:
    old, new = Heard("old"), Heard("new")
    desk.deliveries.change([old.output()])
    desk.happen(1)
    old.wait_for(1)
    desk.deliveries.change([old.output(), new.output()])
    desk.happen(2)
    old.wait_for(1, 2)
    new.wait_for(2)
    assert (old.opened, old.closed) == (1, 0)
    assert [one.name for one in desk.deliveries.statuses] == ["old", "new"]


def test_one_that_leaves_keeps_its_queue_for_its_return(desk: Desk) -> None:
    hook = Heard("hook")
    hook.is_dead = True
    desk.deliveries.change([hook.output()])
    desk.happen(1)
    desk.deliveries.change([])
    assert hook.closed == 1
    desk.happen(2)
    hook.is_dead = False
    desk.deliveries.change([hook.output()])
    desk.happen(3)
    hook.wait_for(1, 3)


def test_one_that_is_set_up_anew_goes_on_where_it_was(desk: Desk) -> None:
    wrong, right = Heard("hook"), Heard("hook")
    wrong.is_dead = True
    desk.deliveries.change([wrong.output("http://wrong")])
    desk.happen(1)
    desk.happen(2)
    desk.deliveries.change([right.output("http://right")])
    right.wait_for(1, 2)
    assert wrong.closed == 1


def test_whoever_comes_later_hears_how_each_camera_stands(desk: Desk) -> None:
    first, later = Heard("first"), Heard("later")
    desk.deliveries.change([first.output()])
    desk.deliveries.note(StreamStatus("door", StreamState.CONNECTING))
    desk.deliveries.note(LIVE)
    desk.deliveries.change([first.output(), later.output()])
    assert later.statuses == [LIVE]
    assert len(first.statuses) == 2


def test_one_that_cannot_be_opened_leaves_the_others_as_they_are(desk: Desk) -> None:
    good, leaving = Heard("good"), Heard("leaving")

    def broken() -> Heard:
        raise OSError("its certificate is gone")

    desk.deliveries.change([good.output(), leaving.output()])
    with pytest.raises(OSError, match="certificate"):
        desk.deliveries.change([good.output(), Output("bad", None, broken)])
    desk.happen(1)
    good.wait_for(1)
    assert leaving.closed == 1
    desk.deliveries.change([good.output(), leaving.output()])
    desk.happen(2)
    good.wait_for(1, 2)
    leaving.wait_for(2)
