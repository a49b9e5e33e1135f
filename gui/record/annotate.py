"""Pictures of a stream with what the view writes over them, in their own size; any thread."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from gui.live.overlay import Overlay
from gui.live.paint_overlay import paint_overlay
from gui.live.smooth_bars import MovingBar


def annotated(
    image: NDArray[np.uint8], overlay: Overlay, bars: Sequence[MovingBar]
) -> NDArray[np.uint8]:
    """The picture uint8 (H, W, 3) RGB with the overlay, in an array of its own."""
    pixels = np.array(image, order="C")
    height, width = pixels.shape[:2]
    canvas = QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_RGB888)
    with QPainter(canvas) as painter:
        paint_overlay(painter, QRectF(0, 0, width, height), overlay, bars)
    return pixels
