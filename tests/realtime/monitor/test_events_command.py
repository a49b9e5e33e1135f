"""`liveact-monitor events` as a user runs it, beside a monitor that writes."""

import csv
import io
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from realtime.errors import SettingsError
from realtime.monitor.cli import app
from realtime.outbox.errors import StoreError
from realtime.outbox.messages import EventMessage, Evidence
from realtime.outbox.reader import EventQuery, EventReader
from realtime.outbox.store import EventStore
from tests.realtime.outbox.event_messages import end, start, update

COMMAND = [sys.executable, "-c", "from realtime.monitor.cli import main; main()", "events"]


def old(message: EventMessage, hours: float) -> EventMessage:
    """As if it had begun so long ago."""
    return replace(message, started_at=time.time() - hours * 3600)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EventStore]:
    """Three events, written by a monitor that still runs."""
    store = EventStore(tmp_path / "events.db", ["a"])
    one, two = old(start(1), 30), old(start(2, camera="yard"), 1)
    three = replace(old(start(3), 0.5), label="yoga [red]")
    shown = replace(end(one), phase="evidence", evidence=Evidence(clip="/c.mp4", track="/t.json"))
    store.add([one, end(one), shown, two, update(two), end(update(two)), three])
    yield store
    store.close()


def run(store: EventStore, *arguments: str) -> str:
    done = CliRunner().invoke(app, ["events", "--store", str(store.path), *arguments])
    if done.exception is not None:
        raise done.exception
    return done.stdout


def test_the_table_and_its_filters(store: EventStore) -> None:
    text = run(store)
    assert "yoga [red]" in text
    assert "goes on" in text
    assert "clip, track" in text
    assert len(text.splitlines()) == 4
    assert "yard" not in run(store, "--camera", "door")
    assert run(store, "--camera", "cellar") == "No events.\n"
    between = run(store, "--since", "2h", "--until", "45m")
    assert "yard" in between
    assert "yoga" not in between


def test_json_and_csv_say_the_same(store: EventStore) -> None:
    objects = [json.loads(line) for line in run(store, "--json", "--since", "2h").splitlines()]
    rows = list(csv.DictReader(io.StringIO(run(store, "--csv", "--since", "2h"))))
    assert [one["camera"] for one in objects] == [row["camera"] for row in rows] == ["yard", "door"]
    assert [row["ended_at"] or None for row in rows] == [one["ended_at"] for one in objects]
    assert objects[0]["duration_seconds"] == 4.0
    (yoga,) = run(store, "--json", "--label", "yoga [red]").splitlines()
    assert json.loads(yoga)["phase"] == "start"


def test_it_follows_what_happens(store: EventStore) -> None:
    command = [*COMMAND, "--store", str(store.path), "--json", "--follow"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = iter(process.stdout)
        for _ in range(3):
            next(lines)
        three = replace(old(start(3), 0.5), label="yoga [red]")
        store.add([end(three)])
        changed = json.loads(next(lines))
        process.terminate()
    assert (changed["id"], changed["phase"]) == (three.event_id, "end")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--store", "/nowhere/events.db"], "no event store at /nowhere/events.db"),
        (["--json", "--csv"], "choose one of them"),
        (["--since", "soon"], "2h or 7d ago"),
        (["--until", "soon"], "--until 'soon' given"),
        (["--until", "1h", "--follow"], "choose one of them"),
    ],
)
def test_wrong_use_is_one_line(store: EventStore, arguments: list[str], said: str) -> None:
    with pytest.raises((StoreError, SettingsError), match=said):
        run(store, *arguments)


def test_pages_go_both_ways(store: EventStore) -> None:
    reader = EventReader(store.path)
    every = EventQuery()
    forward = reader.page(every, limit=2)
    assert [event.camera for event in forward] == ["door", "yard"]
    assert [e.label for e in reader.page(every, after=forward[-1].sequence)] == ["yoga [red]"]
    backward = reader.page(every, limit=2, newest_first=True)
    assert [event.sequence for event in backward] == [7, 4]
    rest = reader.page(every, after=backward[-1].sequence, newest_first=True)
    assert [event.sequence for event in rest] == [1]
    assert reader.one(rest[0].event_id) == rest[0]
    assert reader.one("nobody") is None
    reader.close()
