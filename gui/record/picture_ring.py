"""Small pictures of the last minutes of a stream, so that what just happened can be seen again."""

import math
import threading
from collections import deque
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from gui.live.scaling import scaled
from realtime import Frame

KEPT_SECONDS = 150.0
"""A little more than a timeline shows."""
KEPT_BYTES = 24_000_000
"""Of one stream; pictures of much detail reach back less far."""
LONGEST_SIDE_PX = 480
FRAME_RATE = 12.5

_QUALITY = 80


@dataclass(frozen=True, slots=True)
class Picture:
    """One small picture."""

    seconds: float
    """Stream time of its frame."""
    jpeg: bytes

    def decoded(self) -> NDArray[np.uint8]:
        """Pixels (H, W, 3) RGB."""
        bgr = cv2.imdecode(np.frombuffer(self.jpeg, np.uint8), cv2.IMREAD_COLOR)
        assert bgr is not None, "the ring wrote it"
        return np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), dtype=np.uint8)


class PictureRing:
    """Keeps so many seconds or bytes, whichever is less; one thread appends, any one cuts."""

    def __init__(self, *, keep_seconds: float = KEPT_SECONDS, keep_bytes: int = KEPT_BYTES) -> None:
        """It is empty."""
        self._keep_seconds, self._keep_bytes = keep_seconds, keep_bytes
        self._pictures: deque[Picture] = deque()
        self._bytes = 0
        self._lock = threading.Lock()

    @property
    def start_seconds(self) -> float:
        """Stream time of the oldest picture; never, where there is none."""
        with self._lock:
            return self._pictures[0].seconds if self._pictures else math.inf

    @property
    def end_seconds(self) -> float:
        """Stream time of the newest picture."""
        with self._lock:
            return self._pictures[-1].seconds if self._pictures else -math.inf

    @property
    def size_bytes(self) -> int:
        """What the pictures take."""
        return self._bytes

    def append(self, frame: Frame) -> None:
        """Take a frame, where the one before is not too near; a millisecond or two of work."""
        newest = self._pictures[-1].seconds if self._pictures else None
        seconds = frame.pts_seconds
        if newest is not None and 0 <= seconds - newest < 0.9 / FRAME_RATE:
            return
        picture = Picture(seconds, small_jpeg(frame.image, LONGEST_SIDE_PX))
        with self._lock:
            if newest is not None and seconds < newest:  # another time line
                self._pictures.clear()
                self._bytes = 0
            self._pictures.append(picture)
            self._bytes += len(picture.jpeg)
            self._make_room(seconds)

    def cut(self, start_seconds: float, end_seconds: float) -> tuple[Picture, ...]:
        """The pictures of this time that are still there, oldest first."""
        with self._lock:
            return tuple(p for p in self._pictures if start_seconds <= p.seconds <= end_seconds)

    def _make_room(self, now_seconds: float) -> None:
        while self._bytes > self._keep_bytes or (
            now_seconds - self._pictures[0].seconds > self._keep_seconds
        ):
            self._bytes -= len(self._pictures.popleft().jpeg)


def small_jpeg(image: NDArray[np.uint8], longest_px: int) -> bytes:
    """A picture (H, W, 3) RGB as JPEG, made smaller where a side is longer than that."""
    height, width = image.shape[:2]
    scale = min(1.0, longest_px / max(height, width))
    small = scaled(image, max(1, round(width * scale)), max(1, round(height * scale)))
    bgr = cv2.cvtColor(small, cv2.COLOR_RGB2BGR)
    _, encoded = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return encoded.tobytes()
