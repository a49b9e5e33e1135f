"""What every source keeps to, whatever its frames come from."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from realtime.clock import MonotonicClock
from realtime.sources import SourceOptions, open_source
from realtime.sources.base import Source
from tests.engines.painted_video import write_video
from tests.realtime.sources.fake_camera import install
from tests.realtime.sources.web_server import serving
from tests.rtsp_server import RtspServer

CLOCK = MonotonicClock()


@dataclass
class Place:
    """What a source may need around it."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    request: pytest.FixtureRequest
    stack: ExitStack


def _file(place: Place, *, offline: bool) -> Source:
    return open_source(str(write_video(place.folder / "a.mp4")), clock=CLOCK, offline=offline)


def _webcam(place: Place) -> Source:
    install(place.monkeypatch, place.folder)
    return open_source("0", clock=CLOCK)


def _web(place: Place) -> Source:
    write_video(place.folder / "a.mkv")
    host = place.stack.enter_context(serving(place.folder))
    return open_source(f"http://{host}/a.mkv", clock=CLOCK)


def _rtsp(place: Place) -> Source:
    server: RtspServer = place.request.getfixturevalue("rtsp_server")
    return open_source(server.url, clock=CLOCK, options=SourceOptions())


SYNTHETIC = "synthetic:?fps=50&size=64x48"

SOURCES: dict[str, Callable[[Place], Source]] = {
    "file": lambda place: _file(place, offline=False),
    "file offline": lambda place: _file(place, offline=True),
    "synthetic": lambda _place: open_source(SYNTHETIC, clock=CLOCK),
    "synthetic offline": lambda _place: open_source(SYNTHETIC, clock=CLOCK, offline=True),
    "webcam": _webcam,
    "web": _web,
    "rtsp": _rtsp,
}


@pytest.fixture(
    params=[
        pytest.param(name, marks=pytest.mark.rtsp) if name == "rtsp" else name for name in SOURCES
    ]
)
def source(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Source]:
    with ExitStack() as stack:
        opened = SOURCES[request.param](Place(tmp_path, monkeypatch, request, stack))
        yield opened
        opened.close()


def test_frames_are_rgb_numbered_and_go_forward(source: Source) -> None:
    frames = [frame for _ in range(4) if (frame := source.read()) is not None]
    assert len(frames) == 4
    for frame in frames:
        assert frame.image.dtype == np.uint8
        assert frame.image.ndim == 3
        assert frame.image.shape[2] == 3
        assert frame.image.flags.c_contiguous
        assert abs(frame.wall_time - CLOCK.wall()) < 3600
    assert np.all(np.diff([frame.pts_seconds for frame in frames]) > 0)
    assert np.all(np.diff([frame.index for frame in frames]) > 0)
    assert len({frame.source_id for frame in frames}) == 1


def test_a_frame_keeps_its_pixels(source: Source) -> None:
    first = source.read()
    assert first is not None
    before = first.image.copy()
    for _ in range(3):
        source.read()
    assert np.array_equal(first.image, before)


def test_drops_are_counts_and_mine_to_keep(source: Source) -> None:
    before = source.drops
    source.read()
    assert all(count >= 0 for count in source.drops.values())
    assert before is not source.drops


def test_close_may_be_called_again_and_drops_can_still_be_read(source: Source) -> None:
    source.read()
    before = source.drops
    source.close()
    source.close()
    assert source.drops == before
