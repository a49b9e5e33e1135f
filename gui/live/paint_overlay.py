"""Draws the overlay on a painter, whatever it paints on.

White on dark cards, in both themes: the picture behind may be anything.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from gui.live.overlay import Chip, Overlay, Tone
from gui.live.smooth_bars import MovingBar

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
_SMALLEST_TEXT_PX, _LARGEST_TEXT_PX = 12.0, 22.0
_CARD_WIDTH_EMS = 24.0
_NOTE_CARD_WIDTH_EMS = 30.0
_NOTE_LINES = 3
"""More of a reason than this is cut off."""
_SMALL_EMS = 24.0
"""A picture that is lower than this is small: most of what is written over it is left out."""
_CARD_SHARE = 0.5
"""How much of a small picture's height its card may cover."""
_SHORT_BELOW_EMS = 56.0
"""Chips beside a name are said shorter in a picture that is narrower than this."""
_NAME_SHARE = 0.6
"""How much of a picture's width its name may take."""
_LABEL_SHARE = 0.46
"""How much of a row its label may take."""


def text_px(room: QRectF) -> float:
    """Size of the overlay's text in a view of this size."""
    size = min(room.width() / 55, room.height() / 30)
    return float(min(_LARGEST_TEXT_PX, max(_SMALLEST_TEXT_PX, size)))


def paint_overlay(
    painter: QPainter, room: QRectF, overlay: Overlay, bars: Sequence[MovingBar]
) -> None:
    """Chips at the top left, the card with the decision at the bottom left of a room."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    em = text_px(room)
    margin = em if room.height() > _SMALL_EMS * em else em / 2
    inside = room.adjusted(margin, margin, -margin, -margin)
    overlay = fitting(overlay, inside, em)
    bars = [one for one in bars if round(one.row) < len(overlay.bars)]
    card = card_rect(inside, overlay, em)
    chips_room = QRectF(inside.topLeft(), QPointF(inside.right(), card.top() - margin))
    paint_chips(painter, chips_room, overlay.chips, em, overlay.name)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_CARD)
    painter.drawRoundedRect(card, 0.6 * em, 0.6 * em)
    _paint_card(painter, card.adjusted(em, 0.8 * em, -em, -0.8 * em), overlay, bars, em)


def fitting(overlay: Overlay, inside: QRectF, em: float) -> Overlay:
    """The overlay with as many bars as leave most of a small picture free, and no small print."""
    if inside.height() >= _SMALL_EMS * em:
        return overlay
    room = _CARD_SHARE * inside.height() / em - 3.4
    rows = min(len(overlay.bars), max(0, int(room / 1.55)))
    rows = 0 if rows == 1 else rows  # one bar says no more than the headline
    has_answer = bool(overlay.bars)
    return replace(overlay, bars=overlay.bars[:rows], note="" if has_answer else overlay.note)


def card_rect(inside: QRectF, overlay: Overlay, em: float) -> QRectF:
    """Where the card lies; it keeps its height while there are bars."""
    ems = _CARD_WIDTH_EMS if overlay.bars else _NOTE_CARD_WIDTH_EMS
    width = min(inside.width(), ems * em)
    lines = 1.8 + 1.4 * note_lines(overlay, width - 2 * em, em)
    if overlay.bars:
        lines += 0.3 + 1.55 * len(overlay.bars)
    height = (lines + 1.6) * em
    return QRectF(inside.left(), inside.bottom() - height, width, height)


def note_lines(overlay: Overlay, width: float, em: float) -> int:
    """How many lines the note takes in a card of this width inside."""
    if not overlay.note or overlay.warmup is not None or overlay.bars:
        return 1 if overlay.note else 0
    metrics = QFontMetricsF(sized_font(QFont(), em))
    room = QRectF(0, 0, width, 100 * em)
    height = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), overlay.note).height()
    return min(_NOTE_LINES, max(1, round(height / metrics.lineSpacing())))


def paint_chips(
    painter: QPainter, inside: QRectF, chips: Sequence[Chip], em: float, name: str = ""
) -> None:
    """Each statement in a pill of its own, wrapped where the room is narrow.

    Where the room is low they are said shorter, and those that do not fit in it are left out.
    """
    painter.setFont(_font(painter, em))
    metrics = QFontMetricsF(painter.font())
    x, y, height = inside.left(), inside.top(), 1.9 * em
    if name:
        x += _paint_name(painter, inside, name, em) + 0.5 * em
    is_short = bool(name) and inside.width() < _SHORT_BELOW_EMS * em
    for chip in chips:
        words = chip.short if is_short and chip.short else chip.text
        width = metrics.horizontalAdvance(words) + 2.9 * em
        if x + width > inside.right() and x > inside.left():
            x, y = inside.left(), y + height + 0.4 * em
        if name and y + height > inside.bottom() and y > inside.top():
            break
        pill = QRectF(x, y, min(width, inside.width()), height)
        _paint_chip(painter, pill, replace(chip, text=words), em)
        x += width + 0.5 * em


def _paint_name(painter: QPainter, inside: QRectF, name: str, em: float) -> float:
    """The name of a stream in a pill without a mark; gives its width."""
    painter.setFont(_font(painter, em, bold=True))
    most = _NAME_SHARE * inside.width()
    width = min(most, QFontMetricsF(painter.font()).horizontalAdvance(name) + 1.6 * em)
    pill = QRectF(inside.left(), inside.top(), width, 1.9 * em)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_CARD)
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setPen(_WHITE)
    words = pill.adjusted(0.8 * em, 0, -0.7 * em, 0)
    _paint_text(painter, words, name, Qt.AlignmentFlag.AlignLeft)
    painter.setFont(_font(painter, em))
    return width


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


def _paint_chip(painter: QPainter, pill: QRectF, chip: Chip, em: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_CARD)
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    paint_mark(painter, QPointF(pill.left() + 1.15 * em, pill.center().y()), chip.tone, 0.38 * em)
    painter.setPen(_WHITE)
    words = pill.adjusted(2.0 * em, 0, -0.7 * em, 0)
    _paint_text(painter, words, chip.text, Qt.AlignmentFlag.AlignLeft)


def _paint_card(
    painter: QPainter, inside: QRectF, overlay: Overlay, bars: Sequence[MovingBar], em: float
) -> None:
    head = QRectF(inside.left(), inside.top(), inside.width(), 1.8 * em)
    if overlay.warmup is not None:
        head = _paint_warmup(painter, inside, overlay.warmup, em)
    if overlay.score is not None:
        painter.setFont(_font(painter, 1.35 * em))
        painter.setPen(_SOFT)
        _paint_text(painter, head, f"{overlay.score:.0%}", Qt.AlignmentFlag.AlignRight)
    painter.setFont(_font(painter, 1.35 * em, bold=True))
    painter.setPen(_WHITE if overlay.is_known or not overlay.bars else _TONES[Tone.WARNING])
    words = head if overlay.score is None else head.adjusted(0, 0, -4 * em, 0)
    _paint_text(painter, words, overlay.headline, Qt.AlignmentFlag.AlignLeft)
    top = head.bottom()
    if overlay.note:
        painter.setFont(_font(painter, em))
        painter.setPen(_SOFT)
        lines = note_lines(overlay, head.width(), em)
        note = QRectF(head.left(), top, head.width(), 1.4 * em * lines)
        if lines > 1:
            painter.drawText(note, int(Qt.TextFlag.TextWordWrap), overlay.note)
        else:
            _paint_text(painter, note, overlay.note, Qt.AlignmentFlag.AlignLeft)
        top = note.bottom()
    for bar in bars if overlay.bars else ():
        row_top = top + 0.3 * em + bar.row * 1.55 * em
        _paint_bar(painter, QRectF(inside.left(), row_top, inside.width(), 1.4 * em), bar, em)


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


def _paint_bar(painter: QPainter, row: QRectF, moving: MovingBar, em: float) -> None:
    """Label, a bar as long as the smoothed score, a mark at the latest window's, the figure."""
    bar = moving.bar
    painter.setFont(_font(painter, em, bold=bar.is_decision))
    painter.setPen(_WHITE)
    label = QRectF(row.left(), row.top(), row.width() * _LABEL_SHARE, row.height())
    _paint_text(painter, label, bar.label, Qt.AlignmentFlag.AlignLeft)
    figure = QRectF(row.right() - 2.8 * em, row.top(), 2.8 * em, row.height())
    _paint_text(painter, figure, f"{bar.smoothed:.0%}", Qt.AlignmentFlag.AlignRight)
    track = QRectF(label.right() + 0.5 * em, row.top() + 0.45 * em, 0, 0.5 * em)
    track.setRight(figure.left() - 0.2 * em)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_TRACK)
    painter.drawRoundedRect(track, 0.25 * em, 0.25 * em)
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
    fitting = QFontMetricsF(painter.font()).elidedText(
        text, Qt.TextElideMode.ElideRight, box.width()
    )
    flags = int(side) | int(Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(box, flags, fitting)


def _font(painter: QPainter, size_px: float, *, bold: bool = False) -> QFont:
    return sized_font(painter.font(), size_px, bold=bold)


def sized_font(like: QFont, size_px: float, *, bold: bool = False) -> QFont:
    """A font of the same family in another size."""
    font = QFont(like)
    font.setPixelSize(max(1, round(size_px)))
    font.setBold(bold)
    return font
