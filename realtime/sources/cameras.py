"""The cameras of this computer by number and name: all that differs between systems.

OpenCV opens cameras by number and tells no names. Each system is asked in the order in which the
backend that `webcam.BACKENDS` names for it counts them, so that a name belongs to its number. Only
Linux was ever run; what the others answer is tested as they document it.
"""

import json
import logging
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from realtime.errors import SourceError

logger = logging.getLogger(__name__)

_SYSFS = Path("/sys/class/video4linux")
_DEVICES = Path("/dev")
_MAC_COMMAND = ("/usr/sbin/system_profiler", "-json", "SPCameraDataType")
_PATIENCE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera that the system knows."""

    number: int
    """What OpenCV opens."""
    name: str
    """What its maker calls it."""


def list_cameras(platform: str = sys.platform) -> list[Camera]:
    """The cameras by number; none where the system does not tell them."""
    if platform == "win32":
        return _windows_cameras()
    if platform == "darwin":
        return _mac_cameras()
    return _linux_cameras()


def find_camera(wanted: str, cameras: list[Camera]) -> int | None:
    """The number of the camera that is meant by `0`, `/dev/video0` or (a part of) its name."""
    device = wanted.removeprefix("/dev/video")
    if device.isdecimal():
        return int(device)
    if not wanted:
        return None
    named = [camera for camera in cameras if wanted.casefold() == camera.name.casefold()]
    named = named or [camera for camera in cameras if wanted.casefold() in camera.name.casefold()]
    return named[0].number if named else None


def describe_cameras(cameras: list[Camera]) -> str:
    """One line for an error message: which cameras there are."""
    if not cameras:
        return "no camera is connected" if sys.platform == "linux" else "try 0, 1 or 2"
    named = ", ".join(f"{camera.number} ({camera.name})" for camera in cameras)
    return f"cameras here: {named}"


def refuse_missing(number: int) -> None:
    """Raise a permanent `SourceError` for a camera that Linux does not know; opens nothing."""
    if sys.platform == "linux" and not (_DEVICES / f"video{number}").exists():
        raise SourceError(
            f"camera {number}: no such camera; {describe_cameras(list_cameras())}",
            permanent=True,
        )


def _linux_cameras() -> list[Camera]:
    cameras = []
    for folder in _SYSFS.glob("video*"):
        number = folder.name.removeprefix("video")
        if number.isdecimal() and (folder / "name").is_file():
            name = (folder / "name").read_text(encoding="utf-8", errors="replace").strip()
            cameras.append(Camera(int(number), name))
    return sorted(cameras, key=lambda camera: camera.number)


def _windows_cameras() -> list[Camera]:
    """DirectShow's video devices, which FFmpeg and OpenCV's DirectShow list in one order."""
    import av

    try:
        devices = av.enumerate_input_devices("dshow")
    except (AttributeError, ValueError, av.FFmpegError) as error:  # an old PyAV, or one without it
        logger.debug("cameras of DirectShow", exc_info=error)
        return []
    names = [device.description for device in devices if "video" in device.media_types]
    return [Camera(number, name) for number, name in enumerate(names)]


def _mac_cameras() -> list[Camera]:
    """What the system's report names, by unique id as OpenCV's AVFoundation sorts them."""
    try:
        told = subprocess.run(
            _MAC_COMMAND, capture_output=True, check=True, timeout=_PATIENCE_SECONDS
        )
        found = json.loads(told.stdout)["SPCameraDataType"]
        known = sorted((one.get("spcamera_unique-id", ""), one["_name"]) for one in found)
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError) as error:
        logger.debug("cameras of macOS", exc_info=error)
        return []
    return [Camera(number, name) for number, (_, name) in enumerate(known)]
