import csv
import io
import json
from pathlib import Path

import pytest

from engines import ArtifactError
from realtime.errors import SettingsError
from realtime.events import ActionEvent
from realtime.exports import TimedEvent, export_events, timed_events, to_csv, to_jsonl, to_srt

YOGA = TimedEvent("yoga", 0.93, 1.5, 3661.25)
FORMULA = TimedEvent('=cmd "x", y', 0.5, 2.0, 3.0)


def message(label: str, start: float, end: float | None, score: float = 0.9) -> ActionEvent:
    return ActionEvent("update" if end is None else "end", label, score, start, end, "cam")


def test_events_are_timed_from_the_start_of_the_video_and_cut_to_it() -> None:
    messages = [
        message("yoga", 105, None, 0.6),
        message("early", 90, 99),
        message("over the start", 95, 102),
        message("yoga", 105, 108, 0.8),
        message("goes on", 110, None),
        message("later", 130, 140),
    ]
    assert timed_events(messages, 100, 120) == [
        TimedEvent("over the start", 0.9, 0, 2),
        TimedEvent("yoga", 0.8, 5, 8),
        TimedEvent("goes on", 0.9, 10, 20),
    ]
    assert timed_events([]) == []


def test_csv_is_read_again_and_runs_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv([YOGA, FORMULA]))))
    assert rows[0]["duration_seconds"] == "3659.75"
    assert rows[1]["label"] == '\'=cmd "x", y'


def test_jsonl_has_an_event_a_line() -> None:
    first, _ = to_jsonl([YOGA, FORMULA]).splitlines()
    assert json.loads(first)["end_seconds"] == 3661.25


def test_srt_is_as_players_want_it() -> None:
    assert to_srt([YOGA, FORMULA]) == (
        "1\n00:00:01,500 --> 01:01:01,250\nyoga (93%)\n"
        '\n2\n00:00:02,000 --> 00:00:03,000\n=cmd "x", y (50%)\n'
    )
    assert to_srt([]) == ""


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".SRT"])
def test_the_ending_chooses_the_format(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"events{ending}"
    export_events(path, [YOGA])
    assert "yoga" in path.read_text(encoding="utf-8")


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"'\.doc' given; \.csv, \.jsonl, \.srt are allowed"):
        export_events(tmp_path / "x.doc", [])
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ArtifactError):
        export_events(tmp_path / "file" / "x.csv", [YOGA])
