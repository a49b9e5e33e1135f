import json
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from realtime.decision import Decision
from realtime.errors import SettingsError
from realtime.events import ActionEvent, Phase
from realtime.monitor.outputs import OutputSettings, open_outputs
from realtime.outbox.outputs import EventOutputs
from realtime.outbox.reader import EventQuery, EventReader
from realtime.sinks.base import PredictionMessage, StreamSummary
from realtime.sources import source_opener
from tests.realtime.evidence.filmed import Film, shown
from tests.realtime.score_tracks import prediction
from tests.realtime.virtual_clock import VirtualClock


def settings(folder: Path) -> OutputSettings:
    return OutputSettings(
        store=folder / "events.db", jsonl=folder / "events.jsonl", csv=folder / "events.csv"
    )


def event(phase: Phase, label: str = "clap", end: float | None = None) -> ActionEvent:
    return ActionEvent(phase, label, 0.75, 2.0, end, "door")


def finish(outputs: EventOutputs, messages: int) -> None:
    """Close it once both files have so many; a close leaves a slow disk behind."""
    for _ in range(2000):
        if all(one.confirmed == messages for one in outputs.status.deliveries):
            break
        threading.Event().wait(0.01)
    outputs.close()


def notes(folder: Path) -> list[tuple[str, str]]:
    with closing(EventReader(folder / "events.db")) as reader:
        return [(event.label, event.note) for event in reader.page(EventQuery())]


def told(folder: Path) -> list[dict[str, object]]:
    text = (folder / "events.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_what_cameras_say_arrives_with_one_id_and_the_time_of_day(tmp_path: Path) -> None:
    outputs = open_outputs(settings(tmp_path), clock=VirtualClock())
    seen = prediction([0.1, 0.7, 0.2], 5.0)
    outputs.write(PredictionMessage("door", Decision(None, seen, seen), "ok", 0.2))
    for message in (event("start"), event("update"), event("end", end=4.5)):
        outputs.write(message)
    finish(outputs, 3)
    first, update, last = told(tmp_path)
    assert len({one["id"] for one in (first, update, last)}) == 1
    assert len({one["key"] for one in (first, update, last)}) == 3
    assert last["duration_seconds"] == 2.5
    assert len((tmp_path / "events.csv").read_text(encoding="utf-8").splitlines()) == 4


def test_what_runs_ends_with_its_camera_and_with_the_monitor(tmp_path: Path) -> None:
    outputs = open_outputs(settings(tmp_path), clock=VirtualClock())
    outputs.write(event("start"))
    outputs.write(StreamSummary("door", 0, 0, 0, {}, 0.0))
    outputs.write(event("start", "yoga"))
    outputs.close()
    outputs.close()
    assert notes(tmp_path) == [
        ("clap", "the stream ended"),
        ("yoga", "the monitor was stopped"),
    ]


def test_a_recognition_that_begins_anew_ends_what_it_forgot(tmp_path: Path) -> None:
    outputs = open_outputs(settings(tmp_path), clock=VirtualClock())
    outputs.write(event("start"))
    outputs.write(event("start"))
    outputs.write(event("end", end=3.0))
    finish(outputs, 4)
    phases = [(one["phase"], one["note"]) for one in told(tmp_path)]
    assert phases == [
        ("start", ""),
        ("end", "the recognition began anew"),
        ("start", ""),
        ("end", ""),
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"webhooks": [{"url": "ftp://user:pw@host/"}]}, "begins with https://"),
        ({"webhooks": [{"url": "http://a"}, {"url": "http://b"}]}, "a name of its own"),
        ({"mqtt": {"host": "h", "password": "p"}}, "add username"),
        ({"mqtt": {"host": "h", "ca_file": "/x"}}, "add tls = true"),
        ({"mqtt": {"host": "h", "tls": True, "certificate": "/x"}}, "belong together"),
        ({"jsonl": "/x", "csv": "/x"}, "its own file"),
        ({"jsnl": "/x"}, "did you mean 'jsonl'"),
    ],
)
def test_what_makes_no_sense_is_one_clear_line(given: dict[str, object], said: str) -> None:
    with pytest.raises(SettingsError, match=said) as raised:
        OutputSettings.model_validate(given)
    assert "pw" not in str(raised.value)


def test_secrets_are_not_shown() -> None:
    shown = repr(
        OutputSettings.model_validate(
            {
                "webhooks": [
                    {"url": "https://h/hooks/T0K3N", "secret": "S3CRET", "headers": {"A": "B34RER"}}
                ],
                "mqtt": {"host": "h", "username": "u", "password": 123456},
            }
        )
    )
    assert not [word for word in ("T0K3N", "S3CRET", "B34RER", "123456") if word in shown]


def test_a_clip_is_listed_when_it_is_whole(tmp_path: Path) -> None:
    """From a file that is played as a camera to the event's row, with everything between."""
    film = Film.painted(tmp_path / "film.mp4", 8)
    clock = VirtualClock(threads=99)
    wanted = OutputSettings.model_validate(
        {"store": tmp_path / "events.db", "evidence": {"min_free_mb": 0, "post_roll_seconds": 1}}
    )
    outputs = open_outputs(wanted, clock=clock)
    ring = outputs.packets("door", wanted.evidence)
    assert ring is not None
    opened = source_opener(str(film.path), clock=clock, offline=True, packets=ring)()
    while (frame := opened.read()) is not None:
        clock.advance(1 / 25)
    del frame
    opened.close()
    seen = replace(prediction([0.1, 0.7, 0.2], 8.0), latency_seconds=0.0)
    outputs.write(PredictionMessage("door", Decision(None, seen, seen), "ok", 0.2))
    outputs.write(replace(event("start"), start_seconds=6.5))
    outputs.close()
    with closing(EventReader(tmp_path / "events.db")) as reader:
        (one,) = reader.page(EventQuery())
    assert one.ended_at is not None
    assert Path(one.evidence.clip).parent.parent == tmp_path / "evidence" / "door"
    assert shown(one.evidence.clip)[-1] == 8 * 25 - 1
    assert one.phase == "evidence"


def test_a_folder_for_clips_that_cannot_be_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    wanted = OutputSettings.model_validate(
        {"store": tmp_path / "events.db", "evidence": {"folder": tmp_path / "file" / "clips"}}
    )
    with pytest.raises(SettingsError, match="name another folder"):
        open_outputs(wanted)


def test_certificates_that_are_none_are_one_clear_line(tmp_path: Path) -> None:
    for name in (tmp_path / "nowhere.pem", tmp_path / "events.pem"):
        wanted = OutputSettings.model_validate(
            {
                "store": tmp_path / "events.db",
                "mqtt": {"host": "127.0.0.1", "tls": True, "ca_file": name},
            }
        )
        (tmp_path / "events.pem").write_text("no certificate", encoding="utf-8")
        with pytest.raises(SettingsError, match="certificates cannot be used"):
            open_outputs(wanted)
