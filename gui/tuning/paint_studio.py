"""Draws what a setting makes of a recorded score track, on any painter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath

from gui.language import translate
from gui.live.paint_timeline import (
    TEXT_PX,
    TimelineLayout,
    layout_timeline,
    paint_box,
    paint_grid,
    paint_legend,
    series_pen,
    shortened,
)
from gui.live.score_history import Span
from gui.numbers import filled
from gui.theme import Theme, colour, pen
from realtime import EventRule
from realtime.replay import Replay, Truth

LANE_PX = 22
LEADING = 5
_NAMES_PX = 48


@dataclass(frozen=True, slots=True)
class StudioLayout:
    """Where everything lies in the studio's picture."""

    track: TimelineLayout
    truths: QRectF
    """The lane of what a person marked, between curves and events."""


def layout_studio(room: QRectF, replayed: Replay) -> StudioLayout:
    """The whole track from left to right."""
    seconds = replayed.seconds
    first, last = (float(seconds[0]), float(seconds[-1])) if len(seconds) else (0.0, 1.0)
    span = max(1.0, last - first)
    usual = layout_timeline(room, first + span, span)
    curves = usual.curves.adjusted(0, 0, 0, -LANE_PX)
    truths = QRectF(usual.events.left(), curves.bottom() + 4, usual.events.width(), LANE_PX - 2)
    return StudioLayout(replace(usual, curves=curves), truths)


def leading(replayed: Replay, labels: Sequence[str]) -> list[str]:
    """The labels with the highest smoothed scores of the track, best first."""
    if not len(replayed.smoothed):
        return []
    best = replayed.smoothed.max(axis=0)
    return [labels[i] for i in np.argsort(-best, kind="stable")[:LEADING]]


def paint_studio(
    painter: QPainter,
    layout: StudioLayout,
    replayed: Replay,
    labels: Sequence[str],
    rule: EventRule,
    truths: Sequence[Truth],
    theme: Theme,
) -> None:
    """Curves with the thresholds over them, the marked stretches, the events of the setting."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(painter.font())
    font.setPixelSize(TEXT_PX)
    painter.setFont(font)
    paint_grid(painter, layout.track, theme)
    shown = {label: number for number, label in enumerate(leading(replayed, labels))}
    columns = {label: labels.index(label) for label in shown}
    painter.save()
    painter.setClipRect(layout.track.curves.united(layout.track.events).adjusted(0, -2, 0, 0))
    _paint_thresholds(painter, layout.track, rule, theme)
    for label, number in shown.items():
        painter.setPen(series_pen(number, theme))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_curve(layout.track, replayed, columns[label]))
    for event in replayed.events:
        span = Span(event.start_seconds, event.end_seconds)
        paint_box(painter, layout.track, layout.track.events, span, event.label, theme)
    painter.restore()
    _paint_truths(painter, layout, truths, theme)
    paint_legend(painter, layout.track, shown, theme)


def paint_mark(
    painter: QPainter, layout: StudioLayout, seconds: float, since: float | None, theme: Theme
) -> None:
    """The cursor, and the stretch that is being marked from `since` on."""
    x = layout.track.x(seconds)
    painter.setPen(pen(theme.text, 1))
    painter.drawLine(QLineF(x, layout.track.curves.top(), x, layout.track.events.bottom()))
    if since is not None:
        marked = Truth(min(since, seconds), max(since, seconds))
        painter.fillRect(_truth_rect(layout, marked), colour(theme.good, 0.5))


def _paint_thresholds(
    painter: QPainter, layout: TimelineLayout, rule: EventRule, theme: Theme
) -> None:
    starts = filled(translate("paint_studio", "starts {score:.2f}"), score=rule.enter)
    ends = filled(translate("paint_studio", "ends {score:.2f}"), score=rule.exit)
    for score, words in ((rule.enter, starts), (rule.exit, ends)):
        y = layout.y(score)
        painter.setPen(pen(theme.warning, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(layout.curves.left(), y, layout.curves.right(), y))
        painter.setPen(colour(theme.warning))
        painter.drawText(QPointF(layout.curves.left() + 4, y - 3), words)


def _curve(layout: TimelineLayout, replayed: Replay, column: int) -> QPainterPath:
    """A line that breaks where the stream was interrupted."""
    path = QPainterPath()
    segment: int | None = None
    for row, seconds in enumerate(replayed.seconds):
        point = QPointF(layout.x(seconds), layout.y(float(replayed.smoothed[row, column])))
        if replayed.segments[row] == segment:
            path.lineTo(point)
        else:
            path.moveTo(point)
        segment = replayed.segments[row]
    return path


def _paint_truths(
    painter: QPainter, layout: StudioLayout, truths: Sequence[Truth], theme: Theme
) -> None:
    lane = layout.truths
    painter.fillRect(lane, colour(theme.line, 0.35))
    words = QRectF(lane.left() - _NAMES_PX, lane.top(), _NAMES_PX - 6, lane.height())
    painter.setPen(colour(theme.dim))
    flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    name = shortened(painter, translate("paint_studio", "truth"), words.width())
    painter.drawText(words, flags, name)
    for truth in truths:
        box = _truth_rect(layout, truth)
        painter.fillRect(box, colour(theme.good))


def _truth_rect(layout: StudioLayout, truth: Truth) -> QRectF:
    left = layout.track.x(truth.start_seconds)
    right = layout.track.x(truth.end_seconds)
    return QRectF(left, layout.truths.top(), max(2.0, right - left), layout.truths.height())
