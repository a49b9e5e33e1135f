"""The bar under a video in which examples are marked: where one is, and what is marked."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.numbers import filled
from gui.theme import Theme, colour, pen

_HEIGHT_PX = 34
_MARGIN_PX = 8
_GROOVE_PX = 12
_HEAD_PX = 5.0


@dataclass(frozen=True, slots=True)
class KeptSpan:
    """An example that was cut out of the video already."""

    start_seconds: float
    end_seconds: float
    label: str


@dataclass(frozen=True, slots=True)
class BarState:
    """What the bar shows."""

    seconds: float = 0.0
    """Of the whole video; 0 without one."""
    at_seconds: float = 0.0
    in_seconds: float | None = None
    out_seconds: float | None = None
    kept: tuple[KeptSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class BarLayout:
    """Where times lie in the bar, in its own pixels."""

    groove: QRectF
    seconds: float

    def x(self, seconds: float) -> float:
        """Where a time lies."""
        share = min(max(seconds / self.seconds, 0.0), 1.0) if self.seconds else 0.0
        return self.groove.left() + share * self.groove.width()

    def seconds_at(self, x: float) -> float:
        """The time at a place."""
        share = (x - self.groove.left()) / max(1.0, self.groove.width())
        return min(max(share, 0.0), 1.0) * self.seconds

    def stretch(self, start_seconds: float, end_seconds: float) -> QRectF:
        """The groove from one time to another; never so narrow that nobody sees it."""
        left, right = self.x(start_seconds), self.x(end_seconds)
        return QRectF(left, self.groove.top(), max(2.0, right - left), self.groove.height())


def layout_bar(room: QRectF, seconds: float) -> BarLayout:
    """The groove in the middle of a room."""
    top = room.center().y() - _GROOVE_PX / 2
    left, width = room.left() + _MARGIN_PX, max(1.0, room.width() - 2 * _MARGIN_PX)
    return BarLayout(QRectF(left, top, width, _GROOVE_PX), seconds)


def paint_bar(painter: QPainter, layout: BarLayout, state: BarState, theme: Theme) -> None:
    """The groove, what was cut out (hatched), what is marked (full), and where one is."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(theme.line))
    painter.drawRoundedRect(layout.groove, 3, 3)
    for span in state.kept:
        stretch = layout.stretch(span.start_seconds, span.end_seconds)
        painter.setBrush(colour(theme.good, 0.35))
        painter.drawRect(stretch)
        painter.setBrush(QBrush(colour(theme.good), Qt.BrushStyle.BDiagPattern))
        painter.drawRect(stretch)
    _paint_marks(painter, layout, state, theme)
    _paint_head(painter, layout, state.at_seconds, theme)


def _paint_marks(painter: QPainter, layout: BarLayout, state: BarState, theme: Theme) -> None:
    """The stretch from in to out, each with a bracket that stands over the groove."""
    if state.in_seconds is not None and state.out_seconds is not None:
        painter.setBrush(colour(theme.accent))
        painter.drawRect(layout.stretch(state.in_seconds, state.out_seconds))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(theme.accent, 2))
    top, bottom = layout.groove.top() - 5, layout.groove.bottom() + 5
    for seconds, foot in ((state.in_seconds, 4), (state.out_seconds, -4)):
        if seconds is not None:
            x = layout.x(seconds)
            ends = (QPointF(x + foot, top), QPointF(x, top), QPointF(x, bottom))
            painter.drawPolyline(QPolygonF([*ends, QPointF(x + foot, bottom)]))


def _paint_head(painter: QPainter, layout: BarLayout, at_seconds: float, theme: Theme) -> None:
    x, top = layout.x(at_seconds), layout.groove.top() - 9
    painter.setPen(pen(theme.text, 1.5))
    painter.drawLine(QPointF(x, top), QPointF(x, layout.groove.bottom() + 4))
    painter.setBrush(colour(theme.text))
    corners = (QPointF(x - _HEAD_PX, top), QPointF(x + _HEAD_PX, top), QPointF(x, top + 6))
    painter.drawPolygon(QPolygonF(list(corners)))


class SpanBar(QWidget):
    """Goes through a video with the mouse; keys are the player's."""

    sought = Signal(float)
    """Seconds that the user goes to."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """No video."""
        super().__init__(parent)
        self._theme = theme
        self._state = BarState()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Place in the video"))

    @property
    def state(self) -> BarState:
        """What it shows."""
        return self._state

    def show_state(self, state: BarState) -> None:
        """Show this from now on."""
        self._state = state
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self.update()

    def place_of(self, seconds: float) -> QPointF:
        """Where a time is drawn."""
        layout = self._layout()
        return QPointF(layout.x(seconds), layout.groove.center().y())

    def sizeHint(self) -> QSize:
        """A strip."""
        return QSize(280, _HEIGHT_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar."""
        with QPainter(self) as painter:
            paint_bar(painter, self._layout(), self._state, self._theme)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.sought.emit(self._layout().seconds_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along while the button is down; else say what lies there."""
        seconds = self._layout().seconds_at(event.position().x())
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.sought.emit(seconds)
            return
        there = [s.label for s in self._state.kept if s.start_seconds <= seconds <= s.end_seconds]
        self.setToolTip(", ".join([filled(self.tr("{n:.1f} s"), n=seconds), *there]))

    def _layout(self) -> BarLayout:
        return layout_bar(QRectF(self.rect()), self._state.seconds)
