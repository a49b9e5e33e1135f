"""Draws the overlay on a painter, whatever it paints on.

White on dark cards, in both themes: the picture behind may be anything.
"""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from gui.live.overlay import Overlay, Tone
from gui.live.overlay_places import OverlayPlaces, Pill, note_lines, place_overlay, sized_font
from gui.live.smooth_bars import MovingBar
from gui.numbers import number_text

_CARD = QColor(12, 15, 19, 205)
_TRACK = QColor(255, 255, 255, 46)
_WHITE = QColor("#ffffff")
_SOFT = QColor("#ccd3dc")
_BAR = QColor("#56b4e9")
_DECISION_BAR = QColor("#2fd6a3")
_TONES = {
    Tone.GOOD: QColor("#2fd6a3"),
    Tone.WARNING: QColor("#f0b429"),
    Tone.BAD: QColor("#ff8a5c"),
    Tone.NEUTRAL: QColor("#ccd3dc"),
}


def paint_overlay(
    painter: QPainter, room: QRectF, overlay: Overlay, bars: Sequence[MovingBar]
) -> None:
    """Everything that is written over a picture, in a room."""
    places = place_overlay(room, overlay)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_chips(painter, places.pills(painter.font()), places.em)
    paint_card(painter, places, bars)


def paint_chips(painter: QPainter, pills: Sequence[Pill], em: float) -> None:
    """Short statements, each with a mark; a name has none."""
    for pill in pills:
        _paint_pill(painter, pill, em)


def paint_mark(painter: QPainter, centre: QPointF, tone: Tone, radius: float) -> None:
    """A disc is good, a triangle a warning, a square bad, a ring neither."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_TONES[tone])
    x, y = centre.x(), centre.y()
    if tone is Tone.WARNING:
        corners = [(0.0, -1.1), (1.1, 0.9), (-1.1, 0.9)]
        shape = [QPointF(x + dx * radius, y + dy * radius) for dx, dy in corners]
        painter.drawPolygon(QPolygonF(shape))
    elif tone is Tone.BAD:
        side = 1.8 * radius
        painter.drawRect(QRectF(x - side / 2, y - side / 2, side, side))
    else:
        if tone is Tone.NEUTRAL:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(_TONES[tone], radius / 2.5))
        painter.drawEllipse(centre, radius, radius)


def paint_ring(painter: QPainter, square: QRectF, done: int, total: int) -> None:
    """How far the first window is filled, clockwise from the top."""
    width = square.width() / 8
    inner = square.adjusted(width, width, -width, -width)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_TRACK, width))
    painter.drawEllipse(inner)
    painter.setPen(QPen(_BAR, width, c=Qt.PenCapStyle.RoundCap))
    painter.drawArc(inner, 90 * 16, -round(360 * 16 * done / total))


def _paint_pill(painter: QPainter, pill: Pill, em: float) -> None:
    rect = pill.rect
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_CARD)
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    if pill.tone is not None:
        paint_mark(
            painter, QPointF(rect.left() + 1.15 * em, rect.center().y()), pill.tone, 0.38 * em
        )
    painter.setFont(_font(painter, em, bold=pill.tone is None))
    painter.setPen(_WHITE)
    words = rect.adjusted((0.8 if pill.tone is None else 2.0) * em, 0, -0.7 * em, 0)
    _paint_text(painter, words, pill.text, Qt.AlignmentFlag.AlignLeft)


def paint_card(painter: QPainter, places: OverlayPlaces, bars: Sequence[MovingBar]) -> None:
    """The decision, what is said of it, and the bars."""
    overlay, inside, em = places.overlay, places.card_inside, places.em
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_CARD)
    painter.drawRoundedRect(places.card, 0.6 * em, 0.6 * em)
    head = QRectF(inside.left(), inside.top(), inside.width(), 1.8 * em)
    if overlay.warmup is not None:
        head = _paint_warmup(painter, inside, overlay.warmup, em)
    _paint_headline(painter, head, overlay, em)
    if overlay.note:
        _paint_note(painter, head, overlay, em)
    for bar in filter(places.has_room_for, bars):
        _paint_bar(painter, places, bar)


def _paint_headline(painter: QPainter, head: QRectF, overlay: Overlay, em: float) -> None:
    if overlay.score is not None:
        painter.setFont(_font(painter, 1.35 * em))
        painter.setPen(_SOFT)
        _paint_text(painter, head, number_text(overlay.score, ".0%"), Qt.AlignmentFlag.AlignRight)
    painter.setFont(_font(painter, 1.35 * em, bold=True))
    painter.setPen(_WHITE if overlay.is_known or not overlay.bars else _TONES[Tone.WARNING])
    words = head if overlay.score is None else head.adjusted(0, 0, -4 * em, 0)
    _paint_text(painter, words, overlay.headline, Qt.AlignmentFlag.AlignLeft)


def _paint_note(painter: QPainter, head: QRectF, overlay: Overlay, em: float) -> None:
    painter.setFont(_font(painter, em))
    painter.setPen(_SOFT)
    lines = note_lines(overlay, head.width(), em)
    note = QRectF(head.left(), head.bottom(), head.width(), 1.4 * em * lines)
    if lines > 1:
        painter.drawText(note, int(Qt.TextFlag.TextWordWrap), overlay.note)
    else:
        _paint_text(painter, note, overlay.note, Qt.AlignmentFlag.AlignLeft)


def _paint_warmup(painter: QPainter, inside: QRectF, warmup: tuple[int, int], em: float) -> QRectF:
    """The ring at the right with its count in words; gives the room that is left for the head."""
    done, total = warmup
    side = inside.height()
    ring = QRectF(inside.right() - side, inside.top(), side, side)
    paint_ring(painter, ring, done, total)
    painter.setFont(_font(painter, 0.72 * em))
    painter.setPen(_WHITE)
    _paint_text(painter, ring, f"{done}/{total}", Qt.AlignmentFlag.AlignHCenter)
    return QRectF(inside.left(), inside.top(), inside.width() - side - 0.6 * em, 1.8 * em)


def _paint_bar(painter: QPainter, places: OverlayPlaces, moving: MovingBar) -> None:
    """Label, a bar as long as the smoothed score, a mark at the latest window's, the figure."""
    bar, em = moving.bar, places.em
    label, track = places.label(moving.row), places.track(moving.row)
    painter.setFont(_font(painter, em, bold=bar.is_decision))
    painter.setPen(_WHITE)
    _paint_text(painter, label, bar.label, Qt.AlignmentFlag.AlignLeft)
    figure = places.figure(moving.row)
    _paint_text(painter, figure, number_text(bar.smoothed, ".0%"), Qt.AlignmentFlag.AlignRight)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_TRACK)
    painter.drawRoundedRect(track, 0.25 * em, 0.25 * em)
    paint_length(painter, places, moving)


def paint_length(painter: QPainter, places: OverlayPlaces, moving: MovingBar) -> None:
    """What moves of a bar, and the mark that stands before it."""
    bar, track, em = moving.bar, places.track(moving.row), places.em
    if moving.length:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_DECISION_BAR if bar.is_decision else _BAR)
        painter.setClipRect(
            QRectF(track.left(), track.top(), track.width() * moving.length, track.height())
        )
        painter.drawRoundedRect(track, 0.25 * em, 0.25 * em)
        painter.setClipping(False)
    mark = track.left() + track.width() * bar.raw
    painter.setPen(QPen(_WHITE, max(1.5, em / 8)))
    painter.drawLine(QPointF(mark, track.top() - 2), QPointF(mark, track.bottom() + 2))


def _paint_text(painter: QPainter, box: QRectF, text: str, side: Qt.AlignmentFlag) -> None:
    """One line, shortened with an ellipsis where the box is too narrow."""
    font = painter.font()
    fitting = _shortened(text, font.pixelSize(), font.bold(), box.width())
    painter.drawText(box, int(side) | int(Qt.AlignmentFlag.AlignVCenter), fitting)


@lru_cache(maxsize=1024)
def _shortened(text: str, size_px: int, bold: bool, width: float) -> str:
    """Kept, for labels and percentages come again and again and measuring takes longest."""
    metrics = QFontMetricsF(sized_font(QFont(), size_px, bold=bold))
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def _font(painter: QPainter, size_px: float, *, bold: bool = False) -> QFont:
    return sized_font(painter.font(), size_px, bold=bold)
