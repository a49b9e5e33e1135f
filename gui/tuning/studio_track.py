"""The studio's picture: a score track with the events of a setting, and marks of what is true."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Theme, colour
from gui.tuning.paint_studio import StudioLayout, layout_studio, paint_mark, paint_studio
from realtime import EventRule
from realtime.replay import FoundEvent, Replay, Truth

_LEAST_SECONDS = 0.2
"""A shorter drag is a click, which removes a mark."""
_KEY_STEPS = 100
"""So many steps of the arrow keys take one through the whole track."""


class StudioTrack(QWidget):
    """Draws a replay; stretches are marked with the mouse, or with the arrow keys and Space."""

    truths_changed = Signal()
    replay_asked = Signal(object, float)
    """The `FoundEvent` that is to be seen, and the time that was pointed at."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """An empty picture."""
        super().__init__(parent)
        self._theme = theme
        self._replayed: Replay | None = None
        self._labels: Sequence[str] = ()
        self._rule = EventRule()
        self._truths: list[Truth] = []
        self._cursor: float | None = None
        self._since: float | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 200)
        self.setAccessibleName(self.tr("Score track"))
        self.setAccessibleDescription(
            self.tr(
                "Drag to mark where something is really done; click a mark to remove it; click an "
                "event, or press Enter where the cursor is, to see it."
            )
        )

    @property
    def truths(self) -> tuple[Truth, ...]:
        """What was marked, in the order of time."""
        return tuple(sorted(self._truths, key=lambda one: one.start_seconds))

    def show_replay(self, replayed: Replay, labels: Sequence[str], rule: EventRule) -> None:
        """Draw what a setting gives; the labels are those of the replay's columns."""
        self._replayed, self._labels, self._rule = replayed, labels, rule
        self.update()

    def clear_truths(self) -> None:
        """Another track: the marks belong to the one before."""
        self._truths, self._cursor, self._since = [], None, None
        self.truths_changed.emit()

    def x_of(self, seconds: float) -> float:
        """Where a time lies in the picture."""
        layout = self._layout()
        return layout.track.x(seconds) if layout else 0.0

    def event_place(self, seconds: float) -> QPoint:
        """Where the events of a time are drawn."""
        layout = self._layout()
        y = layout.track.events.center().y() if layout else 0.0
        return QPoint(round(self.x_of(seconds)), round(y))

    def sizeHint(self) -> QSize:
        """Wide enough for minutes."""
        return QSize(760, 420)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the track."""
        layout = self._layout()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colour(self._theme.panel))
            if layout is None or self._replayed is None:
                painter.setPen(colour(self._theme.dim))
                painter.drawText(
                    self.rect(),
                    int(Qt.AlignmentFlag.AlignCenter),
                    self.tr("No scores yet: let a stream run, or open what `watch --json` wrote."),
                )
                return
            paint_studio(
                painter,
                layout,
                self._replayed,
                self._labels,
                self._rule,
                self.truths,
                self._theme,
            )
            if self._cursor is not None:
                paint_mark(painter, layout, self._cursor, self._since, self._theme)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a mark."""
        self._since = self._cursor = self._time_at(event)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the mark out; what can be clicked is told by the mouse."""
        if event.buttons():
            self._cursor = self._time_at(event)
            self.update()
        shape = (
            Qt.CursorShape.PointingHandCursor if self._hit(event) else Qt.CursorShape.ArrowCursor
        )
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the mark; a click shows the event there, or takes away what was marked."""
        since, self._cursor = self._since, self._time_at(event)
        hit = self._hit(event)
        if hit is not None and self._cursor is not None and _is_click(since, self._cursor):
            self._since = None
            self.replay_asked.emit(hit, self._cursor)
        else:
            self._end_mark()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the cursor, Space begins and ends a mark, Delete removes one, Enter shows."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self._move_cursor(steps[key])
        elif key == Qt.Key.Key_Space and self._cursor is not None:
            if self._since is None:
                self._since = self._cursor
            else:
                self._end_mark()
        elif key == Qt.Key.Key_Delete and self._cursor is not None:
            self._remove_at(self._cursor)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cursor is not None:
            for event_there in self._events_at(self._cursor)[-1:]:
                self.replay_asked.emit(event_there, self._cursor)
        else:
            super().keyPressEvent(event)
        self.update()

    def _move_cursor(self, steps: int) -> None:
        layout = self._layout()
        if layout is None:
            return
        first, last = layout.track.since_seconds, layout.track.until_seconds
        before = first if self._cursor is None else self._cursor
        self._cursor = min(max(before + steps * (last - first) / _KEY_STEPS, first), last)

    def _end_mark(self) -> None:
        since, until, self._since = self._since, self._cursor, None
        if since is None or until is None:
            return
        if _is_click(since, until):
            self._remove_at(until)
        else:
            self._truths.append(Truth(min(since, until), max(since, until)))
            self.truths_changed.emit()
        self.update()

    def _remove_at(self, seconds: float) -> None:
        kept = [one for one in self._truths if not one.start_seconds <= seconds <= one.end_seconds]
        if len(kept) != len(self._truths):
            self._truths = kept
            self.truths_changed.emit()

    def _hit(self, event: QMouseEvent) -> FoundEvent | None:
        """The event under the mouse, that which began last where there are several."""
        layout, seconds = self._layout(), self._time_at(event)
        if layout is None or seconds is None:
            return None
        lane = layout.track.events
        is_in_lane = lane.top() <= event.position().y() <= lane.bottom()
        return next(reversed(self._events_at(seconds)), None) if is_in_lane else None

    def _events_at(self, seconds: float) -> list[FoundEvent]:
        found = self._replayed.events if self._replayed else ()
        return [one for one in found if one.start_seconds <= seconds <= one.end_seconds]

    def _time_at(self, event: QMouseEvent) -> float | None:
        layout = self._layout()
        if layout is None:
            return None
        seconds = layout.track.seconds(event.position().x())
        return min(max(seconds, layout.track.since_seconds), layout.track.until_seconds)

    def _layout(self) -> StudioLayout | None:
        if self._replayed is None or not len(self._replayed.seconds):
            return None
        return layout_studio(QRectF(self.rect()), self._replayed)


def _is_click(since: float | None, until: float | None) -> bool:
    return since is not None and until is not None and abs(until - since) < _LEAST_SECONDS
