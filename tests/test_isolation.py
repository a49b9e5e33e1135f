"""Cameras that hang, flood and break off beside a healthy one; the soak of a monitor."""

import argparse
from pathlib import Path

import pytest

from tests.conftest import require_or_skip
from tests.isolation import bad_cameras
from tests.monitor_bed import StandInEngine, await_answers, running
from tests.monitor_soak import soak
from tests.rtsp_server import Recording, RtspServer, missing_server

HEAD = "[defaults]\nread_timeout_seconds = 0.5\nopen_timeout_seconds = 0.5\nstep_seconds = 0.2\n"

pytestmark = pytest.mark.rtsp


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    reason = missing_server()
    if reason is not None:
        require_or_skip("rtsp", reason)
    return Recording.painted(tmp_path_factory.mktemp("rtsp") / "camera.rec", seconds=10)


def test_a_healthy_camera_goes_on_beside_three_bad_ones(
    recording: Recording, tmp_path: Path
) -> None:
    with RtspServer(recording) as server, bad_cameras(recording) as bad:
        cameras = {"healthy": server.url, **bad}
        with running(cameras, tmp_path, StandInEngine, HEAD) as bed:
            assert await_answers(bed.sink, ["healthy"], 30.0)
            bed.sink.forget()
            assert await_answers(bed.sink, ["healthy"], 10.0), "it went on"
            healthy, *others = bed.monitor.snapshot().cameras
        assert healthy.connection_id == 0, "it never had to reconnect"
        assert all(camera.streams[0].predictions == 0 for camera in others)


def test_the_soak_counts_what_broke_and_came_back(recording: Recording, tmp_path: Path) -> None:
    options = argparse.Namespace(minutes=0.03, cameras=1, every=0.8, step=0.2, model="none")
    report = soak(recording, tmp_path, options)
    assert report.restarts >= 1
    assert report.answers > 0
    assert report.files_end > 0
