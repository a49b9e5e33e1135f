"""A whole `run` in a process, and what the world does to it: nothing that was stored is lost."""

import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import require_or_skip
from tests.monitor_process import LIVELY, MonitorProcess
from tests.mqtt_broker import broker_program
from tests.outage import measure
from tests.small_disk import small_disk
from tests.webhook_receiver import SECRET, Receiver, receiving

LONGEST_END_SECONDS = 10.0


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def webhook(url: str) -> str:
    return f'outputs.webhooks = [{{ url = "{url}", secret = "{SECRET}", timeout_seconds = 60 }}]\n'


def assert_all_events_have_ended(monitor: MonitorProcess) -> None:
    messages = monitor.stored()
    started = {one.event_id for one in messages if one.phase == "start"}
    assert started
    assert started == {one.event_id for one in messages if one.phase == "end"}


def assert_all_was_stored(monitor: MonitorProcess) -> None:
    """What it told on standard output is in its store, in the same order."""
    assert [(one.phase, one.label) for one in monitor.stored()] == monitor.told()


@pytest.mark.mqtt
def test_a_broker_that_comes_back_gets_everything(tmp_path: Path) -> None:
    if broker_program() is None:
        require_or_skip("mqtt", "install mosquitto")
    report = measure(tmp_path, 1.0)
    assert report.waited > 0
    assert (report.not_delivered, report.out_of_order) == (0, 0), report


def test_nothing_that_hangs_holds_up_the_end_and_the_next_run_delivers_the_rest(
    tmp_path: Path, receiver: Receiver
) -> None:
    receiver.answers, hang = ["hang"], tmp_path / "hang"
    with MonitorProcess(tmp_path, webhook(receiver.url) + LIVELY) as monitor:
        receiver.wait_for_requests(1)
        monitor.until(monitor.happened(5))
        hang.touch()
        monitor.until(lambda: "it hangs" in str(monitor.health()["problems"]))
        code, seconds = monitor.end()
        assert code == 0
        assert seconds < LONGEST_END_SECONDS
        assert_all_events_have_ended(monitor)
        stored = [message.key for message in monitor.stored()]
        assert receiver.keys == []
        hang.unlink()
        monitor.start()
        receiver.wait_for(len(stored))
        assert receiver.keys[: len(stored)] == stored


def test_outputs_change_under_it_and_an_engine_that_hangs_ends_it(
    tmp_path: Path, receiver: Receiver
) -> None:
    """All that a reload brings, and the last resort."""
    wrong = webhook("http://127.0.0.1:9/nobody")
    with MonitorProcess(tmp_path, wrong + LIVELY) as monitor:
        monitor.until(monitor.happened(3))
        lines = tmp_path / "events.jsonl"
        monitor.write(webhook(receiver.url) + f'outputs.jsonl = "{lines}"\n' + LIVELY)
        receiver.wait_for(3)
        monitor.until(lambda: lines.exists() and monitor.health()["outputs"][0]["waiting"] < 3)
        assert monitor.stored()[0].key == receiver.keys[0], "what the wrong address did not take"
        (camera,) = monitor.health()["cameras"]
        assert (camera["starts"], camera["reconnects"]) == (1, 0)
        (tmp_path / "hang").touch()
        monitor.until(lambda: "engine i3d.k400: it hangs" in str(monitor.health()["problems"]))
        monitor.until(lambda: "nothing is recognised with it" in monitor.text())
        monitor.write(LIVELY.replace("[engine]", "[engine]\nexit_on_hang = true"))
        assert monitor.wait() == 1
        assert "Traceback" not in monitor.text()
        assert_all_events_have_ended(monitor)


def test_a_store_that_is_damaged_and_then_locked(tmp_path: Path) -> None:
    (tmp_path / "events.db").write_bytes(os.urandom(8192))
    with MonitorProcess(tmp_path, LIVELY, "--json") as monitor:
        monitor.until(monitor.happened(3))
        assert "was damaged" in str(monitor.health()["warnings"])
        assert list(tmp_path.glob("events.damaged-*.db"))
        with closing(sqlite3.connect(monitor.store, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            monitor.until(lambda: "holds it locked" in str(monitor.health()["problems"]))
            told = len(monitor.told())
            monitor.until(lambda: len(monitor.told()) > told)
        monitor.until(lambda: monitor.health()["status"] == "ok")
        assert monitor.end()[0] == 0
        assert_all_was_stored(monitor)


def test_a_disk_that_is_full_for_a_while(tmp_path: Path) -> None:
    with (
        small_disk(tmp_path / "disk", "2m") as disk,
        MonitorProcess(tmp_path, LIVELY, "--json", store=disk / "events.db") as monitor,
    ):
        monitor.until(monitor.happened(3))
        filler = disk / "filler"
        with filler.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
            while True:
                file.write(bytes(4096))
        monitor.until(lambda: "no space left" in str(monitor.health()["problems"]))
        told = len(monitor.told())
        monitor.until(lambda: len(monitor.told()) > told)
        filler.unlink()
        monitor.until(lambda: monitor.health()["status"] == "ok")
        code, seconds = monitor.end(signal.SIGTERM)
        assert code == 0
        assert seconds < LONGEST_END_SECONDS
        assert_all_was_stored(monitor)
