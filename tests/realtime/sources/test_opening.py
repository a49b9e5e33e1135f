"""From what a user writes to a source, or to one line that helps."""

from pathlib import Path

import pytest

from engines import ArtifactError
from realtime.clock import MonotonicClock
from realtime.errors import SourceError
from realtime.sources import open_source, opening, source_name, source_opener
from realtime.sources.file import FileSource
from realtime.sources.paced import PacedSource
from realtime.sources.synthetic import SyntheticSource
from realtime.sources.webcam import WebcamSource
from tests.engines.painted_video import write_video
from tests.realtime.sources.fake_camera import install

CLOCK = MonotonicClock()


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_video(tmp_path_factory.mktemp("opening") / "some clip.mp4")


def test_a_file_live_and_offline(video: Path) -> None:
    live = open_source(str(video), clock=CLOCK)
    offline = open_source(str(video), clock=CLOCK, offline=True)
    assert isinstance(live, PacedSource)
    assert isinstance(offline, FileSource)
    assert (live.is_live, offline.is_live) == (True, False)
    live.close()
    offline.close()


def test_a_file_as_url(video: Path) -> None:
    source = open_source(video.as_uri(), clock=CLOCK, offline=True)
    frame = source.read()
    source.close()
    assert frame is not None
    assert frame.source_id == video.as_uri()


@pytest.mark.parametrize("wanted", ["1", "/dev/video1", "desk cam"])
def test_a_camera(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, wanted: str) -> None:
    opened = install(monkeypatch, tmp_path)
    source = open_source(wanted, clock=CLOCK)
    assert isinstance(source, WebcamSource)
    assert opened[0].number == 1


def test_synthetic() -> None:
    assert isinstance(open_source("synthetic:?fps=10", clock=CLOCK), SyntheticSource)


def test_a_synthetic_camera_goes_on_where_it_broke_off() -> None:
    opener = source_opener("synthetic:?size=64x48&disconnect=1", clock=CLOCK, offline=True)
    first = opener()
    first.read()
    with pytest.raises(SourceError):
        first.read()
    frame = opener().read()
    assert frame is not None
    assert frame.pts_seconds == pytest.approx(0.04)


def test_demo_plays_the_fetched_clip(monkeypatch: pytest.MonkeyPatch, video: Path) -> None:
    monkeypatch.setattr(opening, "demo_clip", lambda: video)
    source = open_source("demo", clock=CLOCK)
    frame = source.read()
    source.close()
    assert frame is not None
    assert frame.source_id == "demo"


def test_demo_that_cannot_be_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network() -> Path:
        raise ArtifactError("no network; connect and run again")

    monkeypatch.setattr(opening, "demo_clip", no_network)
    with pytest.raises(SourceError, match="no network; connect and run again") as raised:
        open_source("demo", clock=CLOCK)
    assert raised.value.permanent


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("nowhere.mp4", "nowhere.mp4: no such file"),
        ("folder/nothing", "folder/nothing: no such file"),
        (".", "is a folder"),
        ("", "nothing: neither a file"),
        ("frontdoor", r"frontdoor: neither .*cameras here: 0 \(Front Cam\)"),
        ("5", r"camera 5: no such camera; cameras here: 0 \(Front Cam\)"),
        ("/dev/video5", r"camera 5: no such camera"),
        ("gopher://bob:secret@host/x", "gopher://host/x: unknown kind of address 'gopher'"),
        ("synthetic:?size=1", "size=1 given; write it as in size=640x480"),
    ],
)
def test_what_is_no_source_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: str, says: str
) -> None:
    install(monkeypatch, tmp_path, names=("Front Cam",))
    with pytest.raises(SourceError, match=says) as raised:
        open_source(given, clock=CLOCK)
    assert raised.value.permanent
    assert "\n" not in str(raised.value)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("given", ["nowhere.mp4", "5", "frontdoor", "synthetic:?fsp=1", "x://y"])
def test_it_is_told_before_anything_is_opened(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: str
) -> None:
    install(monkeypatch, tmp_path)
    with pytest.raises(SourceError):
        source_opener(given, clock=CLOCK)


@pytest.mark.parametrize("given", ["0", "rtsp://bob:secret@host/live"])
def test_what_is_live_cannot_be_read_offline(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: str
) -> None:
    install(monkeypatch, tmp_path)
    with pytest.raises(SourceError, match="leave --offline out") as raised:
        open_source(given, clock=CLOCK, offline=True)
    assert raised.value.permanent
    assert "secret" not in str(raised.value)


def test_names_hold_no_secrets() -> None:
    assert source_name("rtsp://bob:secret@host/live?token=secret") == "rtsp://host/live?token=***"
    assert source_name("demo") == "demo"
