import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from realtime.monitor.run_monitor import Monitor
from tests.realtime.monitor.systemd import Systemd


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[Systemd]:
    systemd = Systemd(tmp_path / "notify")
    with closing(systemd.socket):
        yield systemd


@pytest.fixture
def time_goes_on_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A monitor that waits for others' ends does not sleep: the clock is not to wait for it."""
    end = Monitor._end

    def ending(monitor: Monitor) -> None:
        threading.current_thread().name = "ending"
        end(monitor)

    monkeypatch.setattr(Monitor, "_end", ending)
