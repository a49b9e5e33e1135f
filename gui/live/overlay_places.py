"""Where the overlay lies in a room, and how large its text is."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from gui.live.overlay import Chip, Overlay, Tone
from gui.live.smooth_bars import MovingBar

_SMALLEST_TEXT_PX, _LARGEST_TEXT_PX = 12.0, 22.0
_CARD_WIDTH_EMS = 24.0
_NOTE_CARD_WIDTH_EMS = 30.0
_NOTE_LINES = 3
"""More of a reason than this is left out."""
_SMALL_EMS = 24.0
"""A picture that is lower than this is small: most of what is written over it is left out."""
_CARD_SHARE = 0.5
"""How much of a small picture's height its card may cover."""
_LABEL_SHARE = 0.46
"""How much of a row its label may take."""
_ROW_EMS = 1.4
_FIGURE_EMS = 3.3
"""Room for its score: a bold 100%."""
_NAME_SHARE = 0.6
"""How much of a picture's width its name may take."""


@dataclass(frozen=True, slots=True)
class Pill:
    """A short statement, or the name of a stream, and where it lies."""

    rect: QRectF
    text: str
    tone: Tone | None
    """None is a name, which has no mark."""


@dataclass(frozen=True, slots=True)
class OverlayPlaces:
    """Where everything of an overlay lies in a room."""

    overlay: Overlay
    """As much of it as fits."""
    em: float
    """Size of its text, px."""
    chips: QRectF
    card: QRectF

    @property
    def card_inside(self) -> QRectF:
        """What is left of the card within its edges."""
        return self.card.adjusted(self.em, 0.8 * self.em, -self.em, -0.8 * self.em)

    def pills(self, like: QFont) -> list[Pill]:
        """The name and the statements, in a font of this family."""
        return place_chips(self.chips, self.overlay.chips, self.em, self.overlay.name, like)

    def label(self, number: float) -> QRectF:
        """Of a bar's row."""
        left, width = self.card.left() + self.em, self._row_width * _LABEL_SHARE
        return QRectF(left, self._row_top(number), width, _ROW_EMS * self.em)

    def figure(self, number: float) -> QRectF:
        """Of a bar's row, at its right end."""
        width = _FIGURE_EMS * self.em
        left = self.card.right() - self.em - width
        return QRectF(left, self._row_top(number), width, _ROW_EMS * self.em)

    def track(self, number: float) -> QRectF:
        """What a bar fills where its score is 1."""
        em = self.em
        left = self.card.left() + 1.5 * em + self._row_width * _LABEL_SHARE
        right = self.card.right() - (1.2 + _FIGURE_EMS) * em
        return QRectF(left, self._row_top(number) + 0.45 * em, right - left, 0.5 * em)

    @property
    def _row_width(self) -> float:
        """As numbers: every rectangle that is made lets other threads of Python go first."""
        return self.card.width() - 2 * self.em

    def _row_top(self, number: float) -> float:
        """Of a bar; between two rows where bars change places."""
        lines = note_lines(self.overlay, self._row_width, self.em)
        return self.card.top() + (2.9 + 1.4 * lines + 1.55 * number) * self.em

    def has_room_for(self, bar: MovingBar) -> bool:
        """Whether a bar is one of those that fit."""
        return round(bar.row) < len(self.overlay.bars)


def place_overlay(room: QRectF, overlay: Overlay) -> OverlayPlaces:
    """Chips at the top left, the card with the decision at the bottom left of a room."""
    em = text_px(room)
    margin = em if room.height() > _SMALL_EMS * em else em / 2
    inside = room.adjusted(margin, margin, -margin, -margin)
    overlay = fitting(overlay, inside, em)
    card = card_rect(inside, overlay, em)
    if note_lines(overlay, card.width() - 2 * em, em) > 1:
        overlay = replace(overlay, note=_whole_lines(overlay.note, card.width() - 2 * em, em))
    chips = QRectF(inside.topLeft(), QPointF(inside.right(), card.top() - margin))
    return OverlayPlaces(overlay, em, chips, card)


def text_px(room: QRectF) -> float:
    """Size of the overlay's text in a view of this size."""
    size = min(room.width() / 55, room.height() / 30)
    return float(min(_LARGEST_TEXT_PX, max(_SMALLEST_TEXT_PX, size)))


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
    return min(_NOTE_LINES, _lines(overlay.note, width, em))


def _lines(text: str, width: float, em: float) -> int:
    """How many lines a text takes in so much width."""
    metrics = QFontMetricsF(sized_font(QFont(), em))
    room = QRectF(0, 0, width, 100 * em)
    height = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).height()
    return max(1, round(height / metrics.lineSpacing()))


def _whole_lines(note: str, width: float, em: float) -> str:
    """As much of a note as there are lines for, with an ellipsis where that is not all."""
    if _lines(note, width, em) <= _NOTE_LINES:
        return note
    kept = bisect_left(
        range(len(note)),
        True,
        key=lambda count: _lines(f"{note[:count]}…", width, em) > _NOTE_LINES,
    )
    return f"{note[: kept - 1].rstrip()}…"


def place_chips(
    inside: QRectF, chips: Sequence[Chip], em: float, name: str, like: QFont
) -> list[Pill]:
    """Each statement in a pill of its own, wrapped where the room is narrow.

    Beside a name they are said shorter where they would be wrapped, and left out where it is low.
    """
    pills = _wrapped(inside, chips, em, name, like)
    if name and any(pill.rect.top() > inside.top() for pill in pills):
        shorter = [replace(chip, text=chip.short or chip.text) for chip in chips]
        pills = _wrapped(inside, shorter, em, name, like)
        return [pill for pill in pills if _is_within(pill, inside)]
    return pills


def _wrapped(
    inside: QRectF, chips: Sequence[Chip], em: float, name: str, like: QFont
) -> list[Pill]:
    metrics = QFontMetricsF(sized_font(like, em))
    pills: list[Pill] = []
    x, y, height = inside.left(), inside.top(), 1.9 * em
    if name:
        pills.append(_name_pill(inside, name, em, like))
        x = pills[0].rect.right() + 0.5 * em
    for chip in chips:
        width = metrics.horizontalAdvance(chip.text) + 2.9 * em
        if x + width > inside.right() and x > inside.left():
            x, y = inside.left(), y + height + 0.4 * em
        rect = QRectF(x, y, min(width, inside.width()), height)
        pills.append(Pill(rect, chip.text, chip.tone))
        x += width + 0.5 * em
    return pills


def _is_within(pill: Pill, inside: QRectF) -> bool:
    """Whether there is room for it; for the first row there always is."""
    return pill.rect.top() == inside.top() or pill.rect.bottom() <= inside.bottom()


def _name_pill(inside: QRectF, name: str, em: float, like: QFont) -> Pill:
    metrics = QFontMetricsF(sized_font(like, em, bold=True))
    width = min(_NAME_SHARE * inside.width(), metrics.horizontalAdvance(name) + 1.6 * em)
    return Pill(QRectF(inside.left(), inside.top(), width, 1.9 * em), name, None)


def sized_font(like: QFont, size_px: float, *, bold: bool = False) -> QFont:
    """A font of the same family in another size."""
    font = QFont(like)
    font.setPixelSize(max(1, round(size_px)))
    font.setBold(bold)
    return font
