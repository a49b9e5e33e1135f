"""The strip under the picture: scores, events and gaps of the last minutes."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.live.paint_timeline import (
    SeriesColours,
    TimelineLayout,
    layout_timeline,
    paint_hover,
    paint_timeline,
)
from gui.live.score_curves import ScoreCurves
from gui.live.score_history import ScoreHistory
from gui.numbers import filled, number_text
from gui.theme import Theme, colour
from realtime import ActionEvent
from realtime.monitor.facts import duration_text

SPAN_SECONDS = 120.0
_KEY_STEP_SECONDS = 1.0


class Timeline(QWidget):
    """Draws the last minutes of a stream; values are read under the mouse."""

    replay_asked = Signal(object, float)
    """The `ActionEvent` that is to be seen again, and the time that was pointed at."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """An empty strip."""
        super().__init__(parent)
        self._theme = theme
        self._history = ScoreHistory()
        self._colours = SeriesColours(len(theme.series))
        self._curves = ScoreCurves()
        self._read_at: float | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(110)
        self.setAccessibleName(self.tr("Timeline"))
        self.setAccessibleDescription(
            self.tr(
                "Smoothed scores of the leading labels over the last two minutes. Bars are events, "
                "hatched stretches are gaps. Point at it, or use the arrow keys, to read values; "
                "click an event, or press Enter, to see it again."
            )
        )

    @property
    def history(self) -> ScoreHistory:
        """What it shows."""
        return self._history

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self.update()

    def show_history(self, history: ScoreHistory) -> None:
        """What is to be drawn, or something is new in it."""
        if history is not self._history:
            self._history, self._read_at = history, None
            self._colours = SeriesColours(len(self._theme.series))
            self._curves = ScoreCurves()
        self.update()

    def reading(self, seconds: float) -> str:
        """What was the case at a time, in words."""
        lines = [duration_text(max(0.0, seconds))]
        for event in self.events_at(seconds):
            said = self.tr("event: {label} {score:.0%}")
            lines.append(filled(said, label=event.label, score=event.score))
        sample = self._history.nearest(seconds)
        if sample is None:
            return "\n".join([*lines, self.tr("no whole window here")])
        scores = (f"{number_text(one, '.0%')}  {label}" for label, one in sample.scores.items())
        return "\n".join([*lines, *scores])

    def events_at(self, seconds: float) -> list[ActionEvent]:
        """What went on at a time, the event that began last at the end."""
        told = self._history.told_seconds
        spans = [(known.span(told), known.event) for known in self._history.events]
        return [one for span, one in spans if span.start_seconds <= seconds <= span.end_seconds]

    def place_of(self, seconds: float) -> QPoint:
        """Where the events of a time are drawn."""
        layout = self._layout()
        return QPoint(round(layout.x(seconds)), round(layout.events.center().y()))

    def sizeHint(self) -> QSize:
        """A strip."""
        return QSize(640, 140)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the strip."""
        layout = self._layout()
        labels = self._history.leading(layout.since_seconds)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colour(self._theme.panel))
            series = self._colours.assign(labels)
            curves = self._curves.of(series, self._history.samples, layout.since_seconds)
            paint_timeline(painter, layout, self._history, curves, series, self._theme)
            if self._read_at is not None:
                paint_hover(painter, layout, self._read_at, self._theme)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the values under the mouse."""
        self._read(self._layout().seconds(event.position().x()), event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click shows the event again that is under the mouse."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._ask_replay(self._layout().seconds(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        """Read nothing any more."""
        self._read_at = None
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read with the arrow keys; Enter shows the event again that is read."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._read_at is not None:
            self._ask_replay(self._read_at)
            return
        steps = {Qt.Key.Key_Left: -_KEY_STEP_SECONDS, Qt.Key.Key_Right: _KEY_STEP_SECONDS}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        before = self._history.now_seconds if self._read_at is None else self._read_at
        layout = self._layout()
        seconds = min(max(before + step, layout.since_seconds), layout.until_seconds)
        place = QPoint(round(layout.x(seconds)), round(layout.curves.top()))
        self._read(seconds, self.mapToGlobal(place))

    def _ask_replay(self, seconds: float) -> None:
        events = self.events_at(seconds)
        if events:
            self.replay_asked.emit(events[-1], seconds)

    def _read(self, seconds: float, place: QPoint) -> None:
        layout = self._layout()
        if not layout.since_seconds <= seconds <= layout.until_seconds:
            return
        self._read_at = seconds
        text = self.reading(seconds)
        has_event = bool(self.events_at(seconds))
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if has_event else Qt.CursorShape.ArrowCursor
        )
        self.setAccessibleDescription(text)
        QToolTip.showText(place, text, self)
        self.update()

    def _layout(self) -> TimelineLayout:
        return layout_timeline(QRectF(self.rect()), self._history.now_seconds, SPAN_SECONDS)
