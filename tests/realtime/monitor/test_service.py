"""What systemd is told, over a real socket."""

from contextlib import closing
from pathlib import Path

from realtime.monitor.progress import PATIENCE_SECONDS
from realtime.monitor.service import ServiceNotice
from tests.realtime.monitor.systemd import Systemd
from tests.realtime.monitor.test_progress import snapshot
from tests.realtime.virtual_clock import VirtualClock


def test_ready_once_then_signs_of_life(systemd: Systemd) -> None:
    clock = VirtualClock()
    notice = ServiceNotice(clock, systemd.environment)
    assert systemd.heard() == []
    notice.tick(snapshot(1, 1))
    assert systemd.heard() == ["READY=1", "WATCHDOG=1", "STATUS=1 of 1 cameras run, 3 windows"]
    notice.tick(snapshot(2, 2))
    assert systemd.heard() == []
    clock.advance(10.0)
    notice.tick(snapshot(3, 3))
    assert systemd.heard()[0] == "WATCHDOG=1", "three times within what systemd waits"
    notice.stopping()
    notice.stopping()
    assert systemd.heard() == ["STOPPING=1"]


def test_the_watchdog_bites_where_nothing_goes_on(systemd: Systemd) -> None:
    clock = VirtualClock()
    notice = ServiceNotice(clock, systemd.environment)
    notice.tick(snapshot(5, 1))
    systemd.heard()
    clock.advance(PATIENCE_SECONDS + 1)
    notice.tick(snapshot(5, 2))
    (status,) = systemd.heard()
    assert status.startswith("STATUS=no camera gave a frame")


def test_a_dead_systemd_does_no_harm_and_is_told_when_it_is_back(tmp_path: Path) -> None:
    clock, place = VirtualClock(), tmp_path / "notify"
    notice = ServiceNotice(clock, {"NOTIFY_SOCKET": str(place)})
    notice.tick(snapshot(1, 1))
    back = Systemd(place)
    with closing(back.socket):
        clock.advance(10.0)
        notice.tick(snapshot(2, 2))
        assert back.heard() == ["STATUS=1 of 1 cameras run, 3 windows"]
