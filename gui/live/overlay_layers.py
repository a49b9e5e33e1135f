"""The overlay of one view, painted when it changes and laid over every picture.

Every rectangle, point, size and font that is made lets other threads of Python go first, and words
take dozens. Laid over, layers take none: where they lie is kept with them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial, reduce

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QImage, QPainter

from gui.live.overlay import Overlay
from gui.live.overlay_places import OverlayPlaces, Pill, place_overlay
from gui.live.paint_overlay import paint_card, paint_chips, paint_length
from gui.live.smooth_bars import MovingBar
from realtime.monitor.bars import Bar


@dataclass(frozen=True, slots=True)
class _Layer:
    """A part of the overlay, in pixels of the screen."""

    image: QImage
    place_px: QRect
    """Where it lies in the room, in pixels of the screen."""
    ratio: float
    """So many of them are one of the room."""
    place: QRectF
    """The same in those of the room."""

    def paint(self, painter: QPainter) -> None:
        """Lay it over the room."""
        painter.drawImage(self.place, self.image)


class _Track:
    """Where a bar lies, however long it is."""

    def __init__(self, number: int, track_px: QRect, layer: _Layer) -> None:
        """Of the bar with this number, for which the layer has so many pixels of the screen."""
        self._number, self._layer, self._full_px = number, layer, track_px.width()
        self._source = QRectF(track_px.translated(-layer.place_px.topLeft()))
        self._target = _in_room(track_px, layer.ratio)

    def paint(self, painter: QPainter, bars: Sequence[MovingBar]) -> None:
        """Lay over as much of the layer as the bar is long, in whole pixels."""
        width_px = round(bars[self._number].length * self._full_px)
        if width_px:
            self._source.setWidth(width_px)
            self._target.setWidth(width_px / self._layer.ratio)
            painter.drawImage(self._target, self._layer.image, self._source)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What layers are painted for."""

    width: float
    height: float
    ratio: float
    overlay: Overlay
    rows: tuple[tuple[Bar, float], ...]
    """Bars, and where each is."""


@dataclass(frozen=True, slots=True)
class _Layers:
    """An overlay, whatever the lengths of its bars."""

    pills: Sequence[Pill]
    """What the chips say, and where."""
    chips: _Layer | None
    """None where nothing is said."""
    card: _Layer
    tracks: tuple[_Track, ...]
    """The bars that there is room for."""


class OverlayLayers:
    """Shows what `paint_overlay` paints; one for each view."""

    def __init__(self) -> None:
        """Nothing is painted before `prepare`."""
        self._kept: tuple[_Shown, _Layers] | None = None

    def prepare(
        self,
        room: QRectF,
        overlay: Overlay,
        bars: Sequence[MovingBar],
        font: Callable[[], QFont],
        ratio: float,
    ) -> None:
        """Paint layers for a room, where they are not there yet.

        Args:
            room: what they are laid over, in pixels of the layout.
            overlay: what is said.
            bars: only where they are; they may grow afterwards.
            font: of its family the words are; asked for only where they are painted.
            ratio: so many pixels of the screen are one of the layout.
        """
        rows = tuple((one.bar, one.row) for one in bars)
        shown = _Shown(room.width(), room.height(), ratio, overlay, rows)
        if self._kept is None or self._kept[0] != shown:
            before = self._kept[1] if self._kept else None
            self._kept = shown, _painted(place_overlay(room, overlay), bars, font(), ratio, before)

    def paint(self, painter: QPainter, bars: Sequence[MovingBar]) -> None:
        """Lay what was prepared over the room, with bars as long as these."""
        if self._kept is None:
            return
        layers = self._kept[1]
        if layers.chips is not None:
            layers.chips.paint(painter)
        layers.card.paint(painter)
        for track in layers.tracks:
            track.paint(painter, bars)


def _painted(
    places: OverlayPlaces,
    bars: Sequence[MovingBar],
    font: QFont,
    ratio: float,
    before: _Layers | None,
) -> _Layers:
    numbered = [(number, one) for number, one in enumerate(bars) if places.has_room_for(one)]
    empty = [replace(one, length=0.0) for _, one in numbered]
    full = [replace(one, length=1.0) for _, one in numbered]

    def paint_lengths(painter: QPainter) -> None:
        for one in full:
            paint_length(painter, places, one)

    layer = partial(_layer, font=font, ratio=ratio)
    pills, lengths = places.pills(font), layer(places.card, paint_lengths)
    return _Layers(
        pills,
        _chips_layer(pills, places.em, font, ratio, before),
        layer(places.card, lambda painter: paint_card(painter, places, empty)),
        tuple(
            _Track(number, _px(places.track(one.row), ratio), lengths) for number, one in numbered
        ),
    )


def _chips_layer(
    pills: Sequence[Pill], em: float, font: QFont, ratio: float, before: _Layers | None
) -> _Layer | None:
    """Round ends take longest of all, so the layer before is kept while it says the same."""
    if not pills:
        return None
    if before and before.chips and before.pills == pills and before.chips.ratio == ratio:
        return before.chips
    around = reduce(QRectF.united, (pill.rect for pill in pills))
    return _layer(around, lambda painter: paint_chips(painter, pills, em), font=font, ratio=ratio)


def _layer(room: QRectF, paint: Callable[[QPainter], None], *, font: QFont, ratio: float) -> _Layer:
    place_px = _px(room, ratio)
    image = QImage(place_px.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        painter.translate(-place_px.topLeft())
        painter.scale(ratio, ratio)
        paint(painter)
    return _Layer(image, place_px, ratio, _in_room(place_px, ratio))


def _px(rect: QRectF, ratio: float) -> QRect:
    """All pixels of the screen that a part of a room touches."""
    return QRectF(rect.topLeft() * ratio, rect.size() * ratio).toAlignedRect()


def _in_room(rect_px: QRect, ratio: float) -> QRectF:
    """The same as the room counts."""
    return QRectF(QPointF(rect_px.topLeft()) / ratio, QSizeF(rect_px.size()) / ratio)
