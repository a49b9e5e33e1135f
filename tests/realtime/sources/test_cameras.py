"""Which cameras there are: Linux as it is, the other systems as they document their answers."""

import json
import sys
from pathlib import Path

import av
import cv2
import pytest

from realtime.sources import cameras
from realtime.sources.cameras import Camera, find_camera, list_cameras
from realtime.sources.webcam import BACKENDS
from tests.realtime.sources.fake_camera import install

CAMERAS = [Camera(0, "Front Cam"), Camera(2, "Desk Cam HD")]
MAC = {
    "SPCameraDataType": [
        {"_name": "USB Camera", "spcamera_unique-id": "0x11000000c45636d"},
        {"_name": "FaceTime HD Camera", "spcamera_unique-id": "0x1000000c45"},
    ]
}


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        ("0", 0),
        ("7", 7),
        ("/dev/video2", 2),
        ("Desk Cam HD", 2),
        ("desk", 2),
        ("cam", 0),
        ("garden", None),
        ("", None),
    ],
)
def test_which_camera_is_meant(wanted: str, number: int | None) -> None:
    assert find_camera(wanted, CAMERAS) == number


def test_linux_tells_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    install(monkeypatch, tmp_path)
    (tmp_path / "sys" / "v4l-subdev0").mkdir()
    assert list_cameras("linux") == [Camera(0, "Front Cam"), Camera(1, "Desk Cam")]


def test_windows_tells_names_of_what_gives_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    def devices(format_name: str) -> list[av.DeviceInfo]:
        assert format_name == "dshow"
        given = (("Integrated Camera", "video"), ("Microphone", "audio"), ("Desk Cam", "video"))
        return [av.DeviceInfo(f"@device:{name}", name, False, [kind]) for name, kind in given]

    monkeypatch.setattr(av, "enumerate_input_devices", devices)
    assert list_cameras("win32") == [Camera(0, "Integrated Camera"), Camera(1, "Desk Cam")]
    assert BACKENDS["win32"] == cv2.CAP_DSHOW  # it counts as DirectShow does


def test_windows_without_directshow_tells_none() -> None:
    assert list_cameras("win32") == []  # as PyAV is here


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        (json.dumps(MAC), ["FaceTime HD Camera", "USB Camera"]),
        (json.dumps({"SPCameraDataType": []}), []),
        ("{}", []),
        ("no json", []),
    ],
)
def test_macos_tells_names_in_the_order_of_their_ids(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: str, names: list[str]
) -> None:
    told = tmp_path / "told"
    told.write_text(answer, encoding="utf-8")
    show = "import pathlib, sys; print(pathlib.Path(sys.argv[1]).read_text())"
    monkeypatch.setattr(cameras, "_MAC_COMMAND", (sys.executable, "-c", show, str(told)))
    assert [camera.name for camera in list_cameras("darwin")] == names
    assert [camera.number for camera in list_cameras("darwin")] == list(range(len(names)))


def test_a_mac_without_its_report_tells_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cameras, "_MAC_COMMAND", ("/nowhere/system_profiler",))
    assert list_cameras("darwin") == []
