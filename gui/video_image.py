"""Turns a frame into a picture that Qt can draw for as long as it likes."""

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, QSizeF
from PySide6.QtGui import QImage


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
    scaled = _scaled(image, size)
    if mirrored:
        scaled = scaled[:, ::-1]
    pixels = np.ascontiguousarray(scaled)
    height, width = pixels.shape[:2]
    borrowed = QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_RGB888)
    # Another format is another buffer: what is drawn never looks into the pipeline's arrays.
    return borrowed.convertToFormat(QImage.Format.Format_RGB32)


def _scaled(image: NDArray[np.uint8], size: QSize) -> NDArray[np.uint8]:
    height, width = image.shape[:2]
    wanted = (max(1, size.width()), max(1, size.height()))
    if wanted == (width, height):
        return image
    # Pixels are averaged where three or more become one; else they would flicker.
    how = cv2.INTER_AREA if width >= 3 * wanted[0] else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(image, wanted, interpolation=how), dtype=np.uint8)
