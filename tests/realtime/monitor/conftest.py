from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.realtime.monitor.systemd import Systemd


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[Systemd]:
    systemd = Systemd(tmp_path / "notify")
    with closing(systemd.socket):
        yield systemd
