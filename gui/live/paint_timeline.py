"""Draws the last minutes of a stream on a painter, whatever it paints on."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTransform

from gui.language import translate
from gui.live.score_history import EventSpan, ScoreHistory, Span
from gui.numbers import number_text
from gui.theme import Theme, colour, pen
from realtime.monitor.facts import duration_text

TEXT_PX = 12
_EVENTS_PX = 20
_AXIS_PX = 18
_LEGEND_PX = 20
_MARGIN_PX = 8
_SCALE_PX = 42
_PEN_STYLES = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
    Qt.PenStyle.DashDotDotLine,
)


@dataclass(frozen=True, slots=True)
class TimelineLayout:
    """Where everything lies in a strip, in its own pixels."""

    legend: QRectF
    curves: QRectF
    """Scores from 0 at the bottom to 1 at the top."""
    events: QRectF
    axis: QRectF
    since_seconds: float
    """At the left edge."""
    until_seconds: float
    """At the right edge."""

    def x(self, seconds: float) -> float:
        """Where a time lies."""
        share = (seconds - self.since_seconds) / (self.until_seconds - self.since_seconds)
        return self.curves.left() + share * self.curves.width()

    def y(self, score: float) -> float:
        """Where a score lies."""
        return self.curves.bottom() - score * self.curves.height()

    def seconds(self, x: float) -> float:
        """The time at a place."""
        share = (x - self.curves.left()) / max(1.0, self.curves.width())
        return self.since_seconds + share * (self.until_seconds - self.since_seconds)

    def placing(self) -> QTransform:
        """From (seconds, score) to where that lies."""
        width = self.curves.width() / (self.until_seconds - self.since_seconds)
        to_place = QTransform.fromTranslate(self.curves.left(), self.curves.bottom())
        to_place.scale(width, -self.curves.height()).translate(-self.since_seconds, 0)
        return to_place


class SeriesColours:
    """Gives each leading label a number that it keeps, so that curves do not change colour."""

    def __init__(self, count: int) -> None:
        """So many numbers there are."""
        self._count = count
        self._numbers: dict[str, int] = {}

    def assign(self, labels: list[str]) -> dict[str, int]:
        """The number of each label; at most as many labels as there are numbers."""
        kept = {label: self._numbers[label] for label in labels if label in self._numbers}
        free = [number for number in range(self._count) if number not in kept.values()]
        for label in labels[: self._count]:
            if label not in kept:
                kept[label] = free.pop(0)
        self._numbers = kept
        return {label: kept[label] for label in labels if label in kept}


def layout_timeline(room: QRectF, now_seconds: float, span_seconds: float) -> TimelineLayout:
    """Where everything lies in a room, with now at the right edge."""
    inside = room.adjusted(_MARGIN_PX + _SCALE_PX, _MARGIN_PX / 2, -_MARGIN_PX, -_MARGIN_PX / 2)
    legend = QRectF(inside.left(), inside.top(), inside.width(), _LEGEND_PX)
    axis = QRectF(inside.left(), inside.bottom() - _AXIS_PX, inside.width(), _AXIS_PX)
    events = QRectF(inside.left(), axis.top() - _EVENTS_PX, inside.width(), _EVENTS_PX)
    height = max(1.0, events.top() - legend.bottom() - 6)
    curves = QRectF(inside.left(), legend.bottom() + 2, inside.width(), height)
    return TimelineLayout(legend, curves, events, axis, now_seconds - span_seconds, now_seconds)


def paint_timeline(
    painter: QPainter,
    layout: TimelineLayout,
    history: ScoreHistory,
    curves: Mapping[str, QPainterPath],
    series: Mapping[str, int],
    theme: Theme,
) -> None:
    """Grid, gaps, curves (of seconds and scores), events, legend."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(painter.font())
    font.setPixelSize(TEXT_PX)
    painter.setFont(font)
    paint_grid(painter, layout, theme)
    painter.save()
    painter.setClipRect(layout.curves.united(layout.events).adjusted(0, -2, 0, 0))
    for gap in history.gaps():
        paint_gap(painter, layout, gap, theme)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    to_place = layout.placing()
    for label, number in series.items():
        painter.setPen(series_pen(number, theme))
        painter.drawPath(to_place.map(curves[label]))
    for event in history.events:
        _paint_event(painter, layout, event, history.told_seconds, theme)
    painter.restore()
    paint_legend(painter, layout, series, theme)


def paint_hover(painter: QPainter, layout: TimelineLayout, seconds: float, theme: Theme) -> None:
    """A line at the time that is read."""
    painter.setPen(pen(theme.text, 1))
    x = layout.x(seconds)
    painter.drawLine(QPointF(x, layout.curves.top()), QPointF(x, layout.events.bottom()))


def series_pen(number: int, theme: Theme) -> QPen:
    """The colour and the dashes of a curve: either alone tells it apart."""
    style = _PEN_STYLES[number % len(_PEN_STYLES)]
    return pen(theme.series[number % len(theme.series)], 2, style)


def tick_seconds(layout: TimelineLayout) -> list[float]:
    """Round times for the axis, about one every 90 pixels."""
    span = layout.until_seconds - layout.since_seconds
    most = max(1.0, layout.curves.width() / 90)
    step = next((s for s in (1, 2, 5, 10, 15, 30, 60, 120, 300) if span / s <= most), 600)
    first = int(max(0.0, layout.since_seconds) // step + 1) * step
    if layout.since_seconds <= 0:
        first = 0
    return [float(at) for at in range(first, int(layout.until_seconds) + 1, step)]


def paint_grid(painter: QPainter, layout: TimelineLayout, theme: Theme) -> None:
    """Scores at the left, times below, lines between."""
    middle = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for score in (0.0, 0.5, 1.0):
        y = layout.y(score)
        painter.setPen(pen(theme.line, 1))
        painter.drawLine(QPointF(layout.curves.left(), y), QPointF(layout.curves.right(), y))
        painter.setPen(colour(theme.dim))
        words = QRectF(layout.curves.left() - _SCALE_PX - 6, y - 8, _SCALE_PX, 16)
        painter.drawText(words, int(middle), number_text(score, ".0%"))
    lane = layout.events.adjusted(-_SCALE_PX - 6, 0, -layout.events.width() - 6, 0)
    painter.drawText(
        lane, int(middle), shortened(painter, translate("paint_timeline", "events"), _SCALE_PX)
    )
    for seconds in tick_seconds(layout):
        x = layout.x(seconds)
        words = QRectF(x - 40, layout.axis.top(), 80, layout.axis.height())
        words.moveRight(min(words.right(), layout.axis.right()))
        words.moveLeft(max(words.left(), layout.axis.left() - 20))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), duration_text(seconds))


def paint_gap(painter: QPainter, layout: TimelineLayout, gap: Span, theme: Theme) -> None:
    """A hatched stretch."""
    left, right = layout.x(gap.start_seconds), layout.x(gap.end_seconds)
    stretch = QRectF(left, layout.curves.top(), max(2.0, right - left), layout.curves.height())
    painter.fillRect(stretch, QBrush(colour(theme.dim, 0.6), Qt.BrushStyle.BDiagPattern))


def _paint_event(
    painter: QPainter, layout: TimelineLayout, known: EventSpan, now_seconds: float, theme: Theme
) -> None:
    span = known.span(now_seconds)
    paint_box(painter, layout, layout.events, span, known.event.label, theme)


def paint_box(
    painter: QPainter, layout: TimelineLayout, lane: QRectF, span: Span, text: str, theme: Theme
) -> None:
    """A stretch in a lane with its name, as far as that fits."""
    left, right = layout.x(span.start_seconds), layout.x(span.end_seconds)
    if right < lane.left():
        return
    left = max(left, lane.left())
    box = QRectF(left, lane.top() + 1, max(3.0, right - left), lane.height() - 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(theme.accent))
    painter.drawRoundedRect(box, 3, 3)
    words = box.adjusted(5, 0, -3, 0)
    if words.width() < TEXT_PX * 2:
        return
    painter.setPen(colour(theme.accent_text))
    fitting = shortened(painter, text, words.width())
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), fitting)


def paint_legend(
    painter: QPainter, layout: TimelineLayout, series: Mapping[str, int], theme: Theme
) -> None:
    """Which curve is which."""
    x = layout.legend.left()
    share = layout.legend.width() / max(1, len(series))
    middle = layout.legend.center().y()
    metrics = QFontMetricsF(painter.font())
    for label, number in series.items():
        painter.setPen(series_pen(number, theme))
        painter.drawLine(QPointF(x, middle), QPointF(x + 22, middle))
        painter.setPen(colour(theme.text))
        text = metrics.elidedText(label, Qt.TextElideMode.ElideRight, max(0.0, share - 40))
        words = QRectF(x + 28, layout.legend.top(), share - 36, layout.legend.height())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), text)
        x += min(share, 28 + metrics.horizontalAdvance(text) + 18)


def shortened(painter: QPainter, text: str, width: float) -> str:
    """The text with an ellipsis where it is wider than that."""
    metrics = QFontMetricsF(painter.font())
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, width))
