"""Local cameras, on a fake `cv2.VideoCapture`."""

from pathlib import Path

import cv2
import pytest

from realtime.errors import SourceError
from realtime.sources.options import SourceOptions
from realtime.sources.webcam import WebcamSource
from tests.realtime.sources.fake_camera import install
from tests.realtime.virtual_clock import VirtualClock


def test_pictures_are_rgb_and_the_newest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened = install(monkeypatch, tmp_path)
    source = WebcamSource(1, VirtualClock(), SourceOptions())
    frame = source.read()
    assert frame is not None
    assert frame.image[0, 0].tolist() == [0, 0, 255]
    assert opened[0].number == 1
    assert opened[0].settings[cv2.CAP_PROP_BUFFERSIZE] == 1


def test_the_drivers_time_is_used_where_it_is_on_our_clock(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(monkeypatch, tmp_path, stamps_ms=(999_900.0, 999_940.0, 999_980.0))
    source = WebcamSource(0, VirtualClock(start=1000.0), SourceOptions())
    frames = [source.read() for _ in range(3)]
    assert [f.pts_seconds for f in frames if f] == pytest.approx([999.9, 999.94, 999.98])


@pytest.mark.parametrize("stamps_ms", [(), (40.0, 80.0), (1_700_000_000_000.0,)])
def test_else_our_own_clock_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, stamps_ms: tuple[float, ...]
) -> None:
    install(monkeypatch, tmp_path, stamps_ms=stamps_ms)
    clock = VirtualClock(start=1000.0)
    source = WebcamSource(0, clock, SourceOptions())
    times = []
    for _ in range(3):
        frame = source.read()
        assert frame is not None
        times.append(frame.pts_seconds)
        clock.advance(0.04)
    assert times == pytest.approx([1000.0, 1000.04, 1000.08])


def test_a_missing_camera_names_those_that_are_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened = install(monkeypatch, tmp_path)
    with pytest.raises(
        SourceError, match=r"no such camera; .*0 \(Front Cam\), 1 \(Desk Cam\)"
    ) as e:
        WebcamSource(5, VirtualClock(), SourceOptions())
    assert e.value.permanent
    assert opened == []


@pytest.mark.parametrize(
    ("opens", "pictures", "says"), [(False, 5, "cannot be opened"), (True, 0, "gives no picture")]
)
def test_a_busy_camera(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, opens: bool, pictures: int, says: str
) -> None:
    opened = install(monkeypatch, tmp_path, opens=opens, pictures=pictures)
    with pytest.raises(
        SourceError, match=rf"{says}; close the program that uses it.*Desk Cam"
    ) as e:
        WebcamSource(0, VirtualClock(), SourceOptions())
    assert e.value.permanent
    assert opened[0].released == 1


def test_an_unplugged_camera_may_come_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    install(monkeypatch, tmp_path, pictures=2)
    source = WebcamSource(0, VirtualClock(), SourceOptions())
    assert [frame.index for _ in range(2) if (frame := source.read())] == [0, 1]
    with pytest.raises(SourceError, match="still plugged in") as raised:
        source.read()
    assert not raised.value.permanent
