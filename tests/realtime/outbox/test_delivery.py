"""A worker with a target as a test wants it, on a clock that jumps."""

import random
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from realtime.outbox.delivery import BackOff, DeliveryWorker
from realtime.outbox.errors import DeliveryError, RefusedError
from realtime.outbox.messages import StoredMessage
from realtime.outbox.store import EventStore
from realtime.status import StreamStatus
from tests.realtime.outbox.event_messages import start
from tests.realtime.virtual_clock import VirtualClock


class ScriptedTarget:
    """Fails as it is told (None: this time not), then takes everything."""

    name = "scripted"

    def __init__(self, clock: VirtualClock, failures: Sequence[Exception | None]) -> None:
        self.clock = clock
        self.failures = deque(failures)
        self.attempts: list[float] = []
        self.taken: list[StoredMessage] = []
        self.changed = threading.Condition()
        self.closed = False

    def deliver(self, stored: StoredMessage) -> None:
        with self.changed:
            self.attempts.append(self.clock.now())
            self.changed.notify_all()
            if self.failures and (failure := self.failures.popleft()) is not None:
                raise failure
            self.taken.append(stored)

    def note(self, status: StreamStatus) -> None:
        del status

    def close(self) -> None:
        self.closed = True

    def wait_for(self, count: int) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.taken) >= count, 20.0)


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def store(tmp_path: Path, clock: VirtualClock) -> Iterator[EventStore]:
    store = EventStore(tmp_path / "events.db", ["scripted"], clock)
    yield store
    store.close()


def run(store: EventStore, target: ScriptedTarget, count: int) -> DeliveryWorker:
    worker = DeliveryWorker(store, target, target.clock, rng=random.Random(1))
    worker.start()
    target.wait_for(count)
    worker.stop()
    worker.join()
    assert target.closed
    return worker


def test_it_waits_longer_each_time_up_to_a_minute_and_loses_nothing(
    store: EventStore, clock: VirtualClock
) -> None:
    messages = [start(number) for number in range(5)]
    store.add(messages)
    target = ScriptedTarget(clock, [DeliveryError("down") for _ in range(12)])
    worker = run(store, target, 5)
    assert [stored.message for stored in target.taken] == messages
    waits = [b - a for a, b in zip(target.attempts, target.attempts[1:], strict=False)][:12]
    for number, wait in enumerate(waits):
        longest = min(0.5 * 2**number, 60.0)
        assert longest / 2 <= wait <= longest
    assert worker.status.waiting == 0
    assert worker.status.trouble == ""
    assert worker.status.confirmed == 5


def test_a_message_that_arrived_makes_the_next_wait_short_again(
    store: EventStore, clock: VirtualClock
) -> None:
    store.add([start(1), start(2)])
    often = [DeliveryError("down") for _ in range(6)]
    target = ScriptedTarget(clock, [*often, None, DeliveryError("down")])
    run(store, target, 2)
    *_, failed, again = target.attempts
    assert again - failed <= BackOff().first_seconds


def test_one_message_that_is_refused_holds_up_no_other(
    store: EventStore, clock: VirtualClock
) -> None:
    store.add([start(1), start(2)])
    target = ScriptedTarget(clock, [RefusedError("422 of http://user:pw@host/x")])
    worker = run(store, target, 1)
    assert [stored.message for stored in target.taken] == [start(2)]
    assert (worker.status.refused, worker.status.waiting) == (1, 0)


def test_trouble_is_told_without_a_password(store: EventStore, clock: VirtualClock) -> None:
    store.add([start(1)])
    target = ScriptedTarget(clock, [])
    worker = DeliveryWorker(store, target, clock)
    worker._note_failure(DeliveryError("no http://user:pw@host/x"))
    assert worker.status.trouble == "no http://host/x"


def test_a_stop_does_not_wait_for_the_next_attempt(store: EventStore, tmp_path: Path) -> None:
    del tmp_path
    clock = VirtualClock(threads=99)  # time stands still
    store.add([start(1)])
    target = ScriptedTarget(clock, [DeliveryError("down")])
    worker = DeliveryWorker(store, target, clock, back_off=BackOff(first_seconds=3600.0))
    worker.start()
    with target.changed:
        target.changed.wait_for(lambda: bool(target.attempts), 20.0)
    worker.stop()
    worker.join()
    assert store.waiting == {"scripted": 1}


def test_confirmed_by_the_output_but_not_yet_in_the_store_is_not_sent_again(
    store: EventStore, clock: VirtualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A locked store, between the answer and the note of it."""
    store.add([start(1), start(2)])
    confirm, troubles = store.confirm, [DeliveryError("locked"), DeliveryError("locked")]

    def reluctant(output: str, sequence: int) -> None:
        if troubles:
            raise troubles.pop()
        confirm(output, sequence)

    monkeypatch.setattr(store, "confirm", reluctant)
    target = ScriptedTarget(clock, [])
    worker = run(store, target, 2)
    assert [stored.message for stored in target.taken] == [start(1), start(2)]
    assert worker.status.waiting == 0


def test_what_comes_just_before_a_stop_is_still_sent(
    store: EventStore, clock: VirtualClock
) -> None:
    """It slept for lack of work, and hears of the message and of the stop at once."""
    store.add([start(1)])
    target = ScriptedTarget(clock, [])
    worker = DeliveryWorker(store, target, clock)
    worker.start()
    target.wait_for(1)
    store.add([start(2), start(3)])
    with worker._condition:
        worker.wake()
        worker.stop()
    worker.join(20.0)
    assert [stored.message for stored in target.taken] == [start(1), start(2), start(3)]
