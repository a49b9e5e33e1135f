"""The list of sources that one can also type in."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QComboBox

_ARROW_PX = 4.0
_FROM_RIGHT_PX = 16.0


class SourceCombo(QComboBox):
    """A list with an arrow of the theme's colour, which a stylesheet cannot draw."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Never: to scroll over it is no choice of another source, or model."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The list as the stylesheet has it, and the arrow over it."""
        super().paintEvent(event)
        x, y = self.width() - _FROM_RIGHT_PX, self.height() / 2
        corners = ((-_ARROW_PX, -_ARROW_PX / 2), (0.0, _ARROW_PX / 2), (_ARROW_PX, -_ARROW_PX / 2))
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().text().color(), 1.6, c=Qt.PenCapStyle.RoundCap))
            painter.drawPolyline(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in corners]))
