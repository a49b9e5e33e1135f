import json
import logging
from collections.abc import Iterator

import pytest

from realtime.events import ActionEvent
from realtime.monitor.logs import JsonFormatter, LogSink, TextFormatter, use_log_format
from realtime.status import StreamState, StreamStatus


def record(text: str, **fields: object) -> logging.LogRecord:
    one = logging.LogRecord("realtime.capture", logging.WARNING, "x.py", 1, text, None, None)
    one.__dict__.update(fields)
    return one


def test_a_line_of_json_holds_everything_and_no_password() -> None:
    text = "rtsp://eve:secret@camera.example/1 is gone\nfor good"
    line = JsonFormatter().format(record(text, liveact_fields={"camera": "door"}))
    told = json.loads(line)
    assert (told["level"], told["camera"]) == ("warning", "door")
    assert told["message"] == "rtsp://camera.example/1 is gone\nfor good"
    assert told["time"].endswith("Z")


def test_a_line_of_text_is_one_line_that_no_terminal_obeys() -> None:
    line = TextFormatter().format(record("two\nlines \x1b[31m rtsp://eve:secret@camera.example/1"))
    assert "\n" not in line
    assert "\x1b" not in line
    assert "secret" not in line
    assert "WARNING two lines" in line


@pytest.fixture
def levels() -> Iterator[None]:
    rooms = [logging.getLogger(name) for name in ("realtime", "engines")]
    before = [(room, room.level) for room in rooms]
    formatters = [(handler, handler.formatter) for handler in logging.getLogger().handlers]
    yield
    for room, level in before:
        room.setLevel(level)
    for handler, formatter in formatters:
        handler.setFormatter(formatter)


@pytest.mark.usefixtures("levels")
def test_what_cameras_say_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    use_log_format("text")
    caplog.set_level(logging.INFO, "realtime.monitor.logs")
    sink = LogSink()
    gone = StreamStatus("door", StreamState.RECONNECTING, "no route", retry_in_seconds=1.0)
    for _ in range(5):
        sink.write(gone)
    sink.write(StreamStatus("door", StreamState.LIVE))
    sink.write(ActionEvent("start", "yoga", 0.9, 1.0, None, "door"))
    sink.write(ActionEvent("update", "yoga", 0.95, 1.0, None, "door"))
    told = [(one.levelname, one.getMessage()) for one in caplog.records]
    assert told == [
        ("WARNING", "door: reconnecting in 1 s: no route"),
        ("INFO", "door: live"),
        ("INFO", "door: yoga start (90%)"),
    ]
