"""Turns a frame into a picture that Qt can draw for as long as it likes."""

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, QSizeF
from PySide6.QtGui import QImage

from gui.live.scaling import scaled


def fitted_rect(picture: QSizeF, room: QRectF) -> QRectF:
    """The largest rectangle of a picture's aspect in the middle of a room."""
    if picture.isEmpty() or room.isEmpty():
        return QRectF()
    scale = min(room.width() / picture.width(), room.height() / picture.height())
    width, height = picture.width() * scale, picture.height() * scale
    return QRectF(
        room.x() + (room.width() - width) / 2,
        room.y() + (room.height() - height) / 2,
        width,
        height,
    )


def video_image(image: NDArray[np.uint8], size: QSize, *, mirrored: bool = False) -> QImage:
    """A picture uint8 (H, W, 3) RGB in this size; the image owns its pixels."""
    pixels = scaled(image, max(1, size.width()), max(1, size.height()))
    if mirrored:
        pixels = np.asarray(cv2.flip(pixels, 1), dtype=np.uint8)
    height, width = pixels.shape[:2]
    made = QImage(width, height, QImage.Format.Format_RGB32)
    lines = np.frombuffer(made.bits(), np.uint8).reshape(height, width, 4)
    cv2.cvtColor(pixels, cv2.COLOR_RGB2BGRA, dst=lines)  # as RGB32 lies in memory
    return made
