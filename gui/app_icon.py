"""The picture of the application, for title bars and task lists."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from gui.live.overlay import Tone
from gui.live.paint_overlay import paint_mark, paint_ring
from gui.theme import DARK, colour

_SIDES_PX = (16, 24, 32, 48, 64, 128, 256)


def app_icon() -> QIcon:
    """A window that fills, and a light that says that all is well; in every usual size."""
    icon = QIcon()
    for side in _SIDES_PX:
        icon.addPixmap(_drawn(side))
    return icon


def _drawn(side: int) -> QPixmap:
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    room = QRectF(0, 0, side, side)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(DARK.window))
        painter.drawRoundedRect(room, side / 5, side / 5)
        inset = side / 8
        paint_ring(painter, room.adjusted(inset, inset, -inset, -inset), 3, 4)
        paint_mark(painter, QPointF(room.center()), Tone.GOOD, side / 8)
    return picture
