from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from realtime.monitor.http.app import new_app
from realtime.monitor.http.server import HttpServer
from realtime.monitor.http.settings import HttpSettings
from tests.realtime.monitor.http.bed import Bed


@pytest.fixture
def bed(tmp_path: Path) -> Bed:
    bed = Bed(tmp_path)
    bed.fill()
    return bed


@pytest.fixture
def url(bed: Bed) -> Iterator[str]:
    """A server without a token, on a real port."""
    settings = HttpSettings(port=0)
    with closing(HttpServer(settings)) as server:
        server.start(new_app(bed.facts, settings))
        yield server.url
