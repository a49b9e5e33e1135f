"""A stacked bar of where the time goes."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.live.latency import Stage
from gui.live.paint_timeline import shortened
from gui.theme import Theme, colour

_BAR_PX = 16
_ROW_PX = 18
_TEXT_PX = 12


def paint_stages(painter: QPainter, room: QRectF, stages: Sequence[Stage], theme: Theme) -> None:
    """The bar over the whole width, and a line a stage that names its colour."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(painter.font())
    font.setPixelSize(_TEXT_PX)
    painter.setFont(font)
    painter.setPen(Qt.PenStyle.NoPen)
    total = sum(stage.ms.p50 for stage in stages)
    painter.fillRect(QRectF(room.left(), room.top(), room.width(), _BAR_PX), colour(theme.line))
    x, y = room.left(), room.top() + _BAR_PX + 4.0
    for number, stage in enumerate(stages):
        width = room.width() * stage.ms.p50 / total if total else 0.0
        painter.fillRect(QRectF(x, room.top(), width, _BAR_PX), _colour(number, theme))
        x += width
        _paint_name(painter, QRectF(room.left(), y, room.width(), _ROW_PX), number, stage, theme)
        y += _ROW_PX


def _paint_name(painter: QPainter, row: QRectF, number: int, stage: Stage, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_colour(number, theme))
    painter.drawEllipse(QPointF(row.left() + 5, row.center().y()), 5, 5)
    painter.setPen(colour(theme.text))
    middle = Qt.AlignmentFlag.AlignVCenter
    figures = _milliseconds(stage)
    taken = painter.fontMetrics().horizontalAdvance(figures) + 8
    words = row.adjusted(18, 0, -taken, 0)
    painter.drawText(words, int(middle), shortened(painter, stage.name, words.width()))
    right = middle | Qt.AlignmentFlag.AlignRight
    painter.drawText(row, int(right), figures)


def _colour(number: int, theme: Theme) -> QColor:
    """One each; the last stage has that of quiet text."""
    return colour((*theme.series, theme.dim)[number])


def _milliseconds(stage: Stage) -> str:
    digits = 0 if stage.ms.p95 >= 10 else 1
    return f"{stage.ms.p50:.{digits}f} / {stage.ms.p95:.{digits}f} ms"


class StageBar(QWidget):
    """Shows the medians of the stages side by side, with their 95th percentiles in words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Empty until the first answer."""
        super().__init__(parent)
        self._theme = theme
        self._stages: list[Stage] = []
        self.show_stages([])
        self.setAccessibleName(self.tr("Where the time goes"))

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self.update()

    def show_stages(self, stages: list[Stage]) -> None:
        """Newer figures."""
        self._stages = stages
        self.setFixedHeight(_BAR_PX + 4 + len(stages) * _ROW_PX)
        spoken = ", ".join(f"{stage.name} {_milliseconds(stage)}" for stage in stages)
        self.setAccessibleDescription(spoken or self.tr("not known yet"))
        self.setToolTip(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the panel."""
        return QSize(240, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar."""
        with QPainter(self) as painter:
            paint_stages(painter, QRectF(self.rect()), self._stages, self._theme)
