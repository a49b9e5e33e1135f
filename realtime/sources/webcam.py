"""A camera of this computer, by number, device or name."""

import math
import os
import sys
from collections.abc import Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from realtime.clock import Clock
from realtime.errors import SourceError
from realtime.frame import Frame
from realtime.sources.cameras import describe_cameras, list_cameras, refuse_missing
from realtime.sources.options import SourceOptions

BACKENDS = {
    "linux": cv2.CAP_V4L2,
    "win32": cv2.CAP_DSHOW,
    "darwin": cv2.CAP_AVFOUNDATION,
}
"""How OpenCV opens cameras, by `sys.platform`."""
_BELIEVABLE_DELAY_SECONDS = 5.0
"""A driver whose time stamps lie further from now than this counts from somewhere else."""


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
    backend = BACKENDS.get(sys.platform, cv2.CAP_ANY)
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
