"""Outputs beside each other: one that is dead holds up nobody."""

import json
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from realtime.clock import MonotonicClock
from realtime.events import ActionEvent
from realtime.outbox.deliveries import Output
from realtime.outbox.delivery import BackOff
from realtime.outbox.files import jsonl_target
from realtime.outbox.outputs import EventOutputs, OutputsPlan
from realtime.outbox.reader import EventQuery, EventReader
from realtime.outbox.settings import RetentionSettings
from realtime.outbox.store import EventStore
from realtime.outbox.webhook import WebhookTarget
from tests.realtime.outbox.event_messages import start
from tests.webhook_receiver import SECRET, Receiver, receiving

CLOCK = MonotonicClock()
SOON = BackOff(first_seconds=0.01, longest_seconds=0.05)
COUNT = 20


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def open_outputs(folder: Path, url: str) -> EventOutputs:
    hook = WebhookTarget("hook", url, CLOCK, secret=SECRET, timeout_seconds=0.5)
    outputs = (
        Output("jsonl", None, lambda: jsonl_target(folder / "events.jsonl")),
        Output("hook", url, lambda: hook),
    )
    store = EventStore(folder / "events.db", [output.name for output in outputs], CLOCK)
    plan = OutputsPlan(outputs, RetentionSettings(), None)
    return EventOutputs(store, plan, CLOCK, back_off=SOON)


def happen(outputs: EventOutputs, count: int = COUNT) -> None:
    for number in range(count):
        outputs.write(ActionEvent("start", f"action {number}", 0.5, 1.0, None, "door"))


def in_file(folder: Path) -> list[str]:
    path = folder / "events.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(line)["key"] for line in lines]


def wait_for_file(outputs: EventOutputs, count: int) -> None:
    for _ in range(2000):
        if outputs.status.deliveries[0].confirmed >= count:
            return
        threading.Event().wait(0.01)
    raise AssertionError(outputs.status)


def test_a_receiver_that_hangs_slows_nobody(tmp_path: Path, receiver: Receiver) -> None:
    receiver.answers = ["hang"] * COUNT
    outputs = open_outputs(tmp_path, receiver.url)
    before = CLOCK.now()
    happen(outputs)
    assert CLOCK.now() - before < 1.0
    wait_for_file(outputs, COUNT)
    status = outputs.status
    assert (status.deliveries[0].waiting, status.deliveries[1].waiting) == (0, COUNT)
    receiver.go_on.set()
    outputs.close()
    assert len(in_file(tmp_path)) >= COUNT


def test_what_was_not_confirmed_is_sent_by_the_next_run_in_its_order(
    tmp_path: Path, receiver: Receiver
) -> None:
    receiver.answers = [500] * 1000
    outputs = open_outputs(tmp_path, receiver.url)
    happen(outputs)
    receiver.wait_for_requests(3)
    outputs.close()
    assert not receiver.keys
    receiver.answers = []
    outputs = open_outputs(tmp_path, receiver.url)
    receiver.wait_for(2 * COUNT)
    outputs.close()
    assert receiver.keys == in_file(tmp_path)


def test_what_ran_when_the_process_died_is_ended_by_the_next_run(
    tmp_path: Path, receiver: Receiver
) -> None:
    store = EventStore(tmp_path / "events.db", ["hook"])
    store.add([start(1)])
    store.close()
    outputs = open_outputs(tmp_path, receiver.url)
    receiver.wait_for(2)
    outputs.close()
    assert [request["phase"] for request in receiver.requests] == ["start", "end"]
    assert receiver.requests[1]["note"] == "the monitor was stopped"
    with closing(EventReader(tmp_path / "events.db")) as reader:
        (event,) = reader.page(EventQuery())
    assert event.ended_at is not None
