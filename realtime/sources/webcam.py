"""A camera of this computer, by number, device or name."""

import math
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from realtime.clock import Clock
from realtime.errors import SourceError
from realtime.frame import Frame
from realtime.sources.options import SourceOptions

_SYSFS = Path("/sys/class/video4linux")
_DEVICES = Path("/dev")

_BELIEVABLE_DELAY_SECONDS = 5.0
"""A driver whose time stamps lie further from now than this counts from somewhere else."""


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera that the system knows."""

    number: int
    """What OpenCV opens."""
    name: str
    """What its maker calls it."""


def list_cameras() -> list[Camera]:
    """The cameras of a Linux system by number; other systems tell no names."""
    cameras = []
    for folder in _SYSFS.glob("video*"):
        number = folder.name.removeprefix("video")
        if number.isdecimal() and (folder / "name").is_file():
            name = (folder / "name").read_text(encoding="utf-8", errors="replace").strip()
            cameras.append(Camera(int(number), name))
    return sorted(cameras, key=lambda camera: camera.number)


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
        return "no camera is connected" if sys.platform == "linux" else "try 0, 1, 2"
    return "cameras here: " + ", ".join(f"{camera.number} ({camera.name})" for camera in cameras)


def refuse_missing(number: int) -> None:
    """Raise a permanent `SourceError` for a camera that Linux does not know; opens nothing."""
    if sys.platform == "linux" and not (_DEVICES / f"video{number}").exists():
        raise SourceError(
            f"camera {number}: no such camera; {describe_cameras(list_cameras())}",
            permanent=True,
        )


class WebcamSource:
    """The pictures of a local camera, through OpenCV."""

    is_live = True

    def __init__(self, number: int, clock: Clock, options: SourceOptions) -> None:
        """Open the camera and take its first picture; errors say which cameras there are."""
        self._clock = clock
        self._source_id = f"camera {number}"
        # OpenCV reads this once, at its first camera; its own time-out is 10 s.
        os.environ.setdefault(
            "OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", str(math.ceil(options.read_timeout_seconds))
        )
        refuse_missing(number)
        self._capture = _open(number)
        try:
            self._capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
            first = self._grab()
        except BaseException:
            self._capture.release()
            raise
        if first is None:
            self._capture.release()
            raise SourceError(
                f"{self._source_id}: gives no picture; close the program that uses it, or choose "
                f"another ({describe_cameras(list_cameras())})",
                permanent=True,
            )
        self._has_times = self._driver_tells_time()
        self._first: tuple[NDArray[np.uint8], float] | None = (first, self._now())
        self._index = 0

    @property
    def drops(self) -> Mapping[str, int]:
        """None: what the driver throws away, it does not tell."""
        return {}

    def read(self) -> Frame | None:
        """The next picture; never None, since cameras have no end."""
        image, pts_seconds = self._first or self._next()
        self._first = None
        frame = Frame(
            image=image,
            pts_seconds=pts_seconds,
            wall_time=self._clock.wall(),
            index=self._index,
            source_id=self._source_id,
        )
        self._index += 1
        return frame

    def close(self) -> None:
        """Give the camera back; calling it again does nothing."""
        self._capture.release()

    def _next(self) -> tuple[NDArray[np.uint8], float]:
        image = self._grab()
        if image is None:
            raise SourceError(f"{self._source_id}: gives no more pictures; is it still plugged in?")
        return image, self._now()

    def _grab(self) -> NDArray[np.uint8] | None:
        taken, image = self._capture.read()
        if not taken:
            return None
        return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGB), dtype=np.uint8)

    def _now(self) -> float:
        """When the last picture was taken: the driver's time where it can be used."""
        if self._has_times:
            return float(self._capture.get(cv2.CAP_PROP_POS_MSEC)) / 1000.0
        return self._clock.now()

    def _driver_tells_time(self) -> bool:
        """Whether the driver stamps pictures on the clock that we use (V4L2: monotonic)."""
        stamp = float(self._capture.get(cv2.CAP_PROP_POS_MSEC)) / 1000.0
        return 0.0 <= self._clock.now() - stamp < _BELIEVABLE_DELAY_SECONDS and stamp > 0


def _open(number: int) -> cv2.VideoCapture:
    backend = cv2.CAP_V4L2 if sys.platform == "linux" else cv2.CAP_ANY
    level = cv2.utils.logging.getLogLevel()
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)  # the error below says it
    try:
        capture = cv2.VideoCapture(number, backend)
    finally:
        cv2.utils.logging.setLogLevel(level)
    if capture.isOpened():
        return capture
    capture.release()
    raise SourceError(
        f"camera {number}: cannot be opened; close the program that uses it, or choose another "
        f"({describe_cameras(list_cameras())})",
        permanent=True,
    )
