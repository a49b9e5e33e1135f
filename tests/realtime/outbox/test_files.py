import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from realtime.outbox.errors import DeliveryError
from realtime.outbox.files import FileTarget, csv_target, jsonl_target
from realtime.outbox.messages import StoredMessage
from tests.realtime.outbox.event_messages import FIRST, end, start


def test_a_json_object_a_line(tmp_path: Path) -> None:
    path = tmp_path / "new" / "events.jsonl"
    target = jsonl_target(path)
    target.deliver(StoredMessage(1, FIRST))
    target.deliver(StoredMessage(2, end(FIRST)))
    first, second = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    assert (first["phase"], first["ended_at"], first["sequence"]) == ("start", None, 1)
    assert first["started_at"] == "2023-11-14T22:13:20.000Z"
    assert second["duration_seconds"] == 4.0
    assert second["id"] == first["id"]
    assert second["key"] != first["key"]


def test_a_row_a_message_that_no_spreadsheet_runs(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    target = csv_target(path)
    target.deliver(StoredMessage(1, start(1, camera='=cmd|"x"\nA1')))
    target.deliver(StoredMessage(2, start(2)))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["camera"] for row in rows] == ['\'=cmd|"x" A1', "door"]
    assert rows[0]["ended_at"] == ""


@pytest.mark.parametrize("new_target", [jsonl_target, csv_target])
def test_a_line_that_a_power_cut_cut_off_is_written_again(
    tmp_path: Path, new_target: Callable[[Path], FileTarget]
) -> None:
    path = tmp_path / "events"
    new_target(path).deliver(StoredMessage(1, start(1)))
    new_target(path).deliver(StoredMessage(2, start(2)))
    whole = path.read_bytes()
    path.write_bytes(whole[:-7])
    new_target(path).deliver(StoredMessage(2, start(2)))
    assert path.read_bytes() == whole
    new_target(path).deliver(StoredMessage(2, start(2)))
    assert path.read_bytes() == whole, "it had been written before the process died"


def test_it_goes_on_in_a_new_file_where_the_old_one_was_moved(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    target = csv_target(path)
    target.deliver(StoredMessage(1, start(1)))
    path.rename(tmp_path / "events.csv.1")
    target.deliver(StoredMessage(2, start(2)))
    assert path.read_text(encoding="utf-8").startswith("key,id,sequence")


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").mkdir()
    with pytest.raises(DeliveryError, match="cannot be written"):
        jsonl_target(tmp_path / "events.jsonl").deliver(StoredMessage(1, FIRST))
