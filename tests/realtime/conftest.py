"""What tests of streams share: property tests alike on every machine, and a real RTSP server."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.conftest import require_or_skip
from tests.rtsp_server import Recording, RtspServer, missing_server

settings.register_profile("liveact", deadline=None, derandomize=True)
settings.load_profile("liveact")


@pytest.fixture(scope="session")
def rtsp_recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """Twenty seconds of painted frames at 25 fps; skips where no server can run."""
    reason = missing_server()
    if reason is not None:
        require_or_skip("rtsp", reason)
    return Recording.painted(tmp_path_factory.mktemp("rtsp") / "25fps.rec", fps=25, seconds=20)


@pytest.fixture
def rtsp_server(rtsp_recording: Recording) -> Iterator[RtspServer]:
    """A server that runs, for this test to kill, stop and restart."""
    with RtspServer(rtsp_recording) as server:
        yield server
