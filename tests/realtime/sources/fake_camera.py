"""A stand-in for `cv2.VideoCapture`: no machine of ours can have a virtual webcam."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from realtime.sources import cameras


class FakeCapture:
    """Gives as many blue pictures as it is told, at times of its driver in milliseconds."""

    opens = True
    pictures = 5
    stamps_ms: tuple[float, ...] = ()
    opened: "list[FakeCapture]"

    def __init__(self, number: int, backend: int) -> None:
        self.number, self.backend = number, backend
        self.released = 0
        self.settings: dict[int, float] = {}
        self._left = self.pictures
        self._stamps: Iterator[float] = iter(self.stamps_ms)
        self._stamp = 0.0
        self.opened.append(self)

    def isOpened(self) -> bool:  # noqa: N802, RUF100 - OpenCV's name
        return self.opens

    def set(self, setting: int, value: float) -> bool:
        self.settings[setting] = value
        return True

    def get(self, setting: int) -> float:
        return self._stamp if setting == cv2.CAP_PROP_POS_MSEC else 0.0

    def read(self) -> tuple[bool, NDArray[np.uint8] | None]:
        if not self._left:
            return False, None
        self._left -= 1
        self._stamp = next(self._stamps, 0.0)
        image = np.zeros((48, 64, 3), np.uint8)
        image[..., 0] = 255  # B, G, R
        return True, image

    def release(self) -> None:
        self.released += 1


def install(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    *,
    names: tuple[str, ...] = ("Front Cam", "Desk Cam"),
    opens: bool = True,
    pictures: int = 5,
    stamps_ms: tuple[float, ...] = (),
) -> list[FakeCapture]:
    """Make the system have these cameras, numbered from 0; gives those that get opened."""
    opened: list[FakeCapture] = []
    kind = type(
        "Camera",
        (FakeCapture,),
        {"opens": opens, "pictures": pictures, "stamps_ms": stamps_ms, "opened": opened},
    )
    for number, name in enumerate(names):
        folder = tmp_path / "sys" / f"video{number}"
        folder.mkdir(parents=True)
        (folder / "name").write_text(f"{name}\n")
        (tmp_path / f"video{number}").touch()
    monkeypatch.setattr(cv2, "VideoCapture", kind)
    monkeypatch.setattr(cameras, "_SYSFS", tmp_path / "sys")
    monkeypatch.setattr(cameras, "_DEVICES", tmp_path)
    return opened
