"""Parts of a picture that are looked at instead of the whole."""

from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from realtime.errors import SettingsError
from realtime.frame import Frame
from realtime.rules import DecisionSettings

SMALLEST_PX = 16
"""A region less wide or high shows nothing that a model could know."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Region:
    """A polygon of the picture."""

    points: tuple[Point, ...]
    """(x, y), three or more; 0..1 of width and height, or pixels."""
    in_px: bool = False

    @classmethod
    def box(cls, left: float, top: float, right: float, bottom: float, in_px: bool) -> "Region":
        """A rectangle."""
        return cls(((left, top), (right, top), (right, bottom), (left, bottom)), in_px)

    @property
    def is_box(self) -> bool:
        """Whether it is all of its bounding box."""
        xs, ys = {x for x, _ in self.points}, {y for _, y in self.points}
        return len(self.points) == 4 and len(xs) == len(ys) == 2

    def on(self, width: int, height: int) -> NDArray[np.int32]:
        """Its corners (N, 2) in pixels of such a picture, none outside.

        Raises:
            SettingsError: too little of it lies in the picture.
        """
        scale = np.ones(2) if self.in_px else np.array([width, height])
        corners = np.round(np.array(self.points) * scale)
        inside: NDArray[np.int32] = np.clip(corners, 0, [width, height]).astype(np.int32)
        if (np.ptp(inside, axis=0) < SMALLEST_PX).any():
            raise SettingsError(
                f"a region from {tuple(corners.min(axis=0).astype(int))} to "
                f"{tuple(corners.max(axis=0).astype(int))} px given; at least {SMALLEST_PX} x "
                f"{SMALLEST_PX} px inside the picture of {width} x {height} are needed"
            )
        return inside


class RegionCutter:
    """Cuts a region out of pictures; what lies in its bounding box beside it is black."""

    def __init__(self, region: Region) -> None:
        """Works for pictures of any size, one after another."""
        self._region = region
        self._size = (0, 0)
        self._corners = np.zeros((0, 2), np.int32)
        self._mask: NDArray[np.uint8] | None = None

    def cut(self, frame: Frame) -> Frame:
        """The frame with nothing but the region; a box is a view of its pixels."""
        size = frame.image.shape[1], frame.image.shape[0]
        if size != self._size:
            self._fit(size)
        (left, top), (right, bottom) = self._corners.min(axis=0), self._corners.max(axis=0)
        image = frame.image[top:bottom, left:right]
        if self._mask is not None:
            image = cv2.bitwise_and(image, image, mask=self._mask).astype(np.uint8, copy=False)
        return replace(frame, image=image)

    def _fit(self, size: tuple[int, int]) -> None:
        self._size, self._corners = size, self._region.on(*size)
        if self._region.is_box:
            return
        first, last = self._corners.min(axis=0), self._corners.max(axis=0)
        mask = np.zeros((last - first)[::-1], np.uint8)
        cv2.fillPoly(mask, [self._corners - first], (255,))
        self._mask = mask


@dataclass(frozen=True, slots=True)
class View:
    """A part of a stream that gets windows and decisions of its own."""

    name: str
    """Its messages come from `stream/name`."""
    region: Region
    decisions: DecisionSettings = field(default_factory=DecisionSettings)


def view_source_id(source_id: str, view: View | None) -> str:
    """What a view is called in messages; the stream's own name for the whole picture."""
    return f"{source_id}/{view.name}" if view else source_id
