"""The picture of who signs, and the caption: what was signed last, in big letters."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.live.overlay import Chip
from gui.live.overlay_places import place_chips, sized_font, text_px
from gui.live.paint_overlay import paint_chips
from gui.live.screen_pictures import PictureRoom, ScreenPicture
from gui.theme import Theme, colour

_CARD = QColor(12, 15, 19, 225)
_WHITE, _UNSURE = QColor("#ffffff"), QColor("#f0b429")
_CAPTION_SHARE = 0.24
"""Of the view's height, for the caption."""
_TEXT_SHARE = 0.5
"""Of the caption's height, for its letters."""
_LEAST_TEXT_SHARE = 0.18


class SignView(QWidget):
    """Shows the newest frame above the caption; aspect kept, mirrored where it is wanted."""

    room_changed = Signal(object)
    """A `PictureRoom`: what pictures are to be made for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """An empty view."""
        super().__init__(parent)
        self._theme = theme
        self._picture: ScreenPicture | None = None
        self._told_room: PictureRoom | None = None
        self._mirrored = False
        self._caption, self._is_known = "", True
        self._chips: tuple[Chip, ...] = ()
        self.setMinimumSize(320, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Live picture with caption"))

    @property
    def caption(self) -> str:
        """What stands in big letters."""
        return self._caption

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The statements over the picture."""
        return self._chips

    def set_theme(self, theme: Theme) -> None:
        """Other colours around the picture."""
        self._theme = theme
        self.update()

    def set_mirrored(self, mirrored: bool) -> None:
        """As in a mirror, which people expect of their own camera."""
        self._mirrored = mirrored
        self.update()

    def show_picture(self, picture: ScreenPicture) -> None:
        """A newer one; where it was not made for this room that is done as it is painted."""
        self._picture = picture
        self.update()

    def show_caption(self, caption: str, *, is_known: bool = True) -> None:
        """These words, in the colour of a warning where they are not a sign that is known."""
        self._caption, self._is_known = caption, is_known
        self.setAccessibleDescription(caption)
        self.update()

    def show_chips(self, chips: tuple[Chip, ...]) -> None:
        """These statements over the picture."""
        if chips != self._chips:
            self._chips = chips
            self.update()

    def clear(self) -> None:
        """Nothing of the last stream."""
        self._picture, self._chips = None, ()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for a picture of the usual aspect and the caption."""
        return QSize(800, 600)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture, the chips and the caption."""
        room = QRectF(self.rect())
        band = QRectF(room)
        band.setTop(room.bottom() - _CAPTION_SHARE * room.height())
        above = QRectF(room)
        above.setBottom(band.top())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(above, colour("#000000" if self._picture else self._theme.line))
            self._paint_picture(painter, above)
            em = text_px(room)
            inside = above.adjusted(em, em, -em, -em)
            paint_chips(painter, place_chips(inside, self._chips, em, "", painter.font()), em)
            painter.fillRect(band, _CARD)
            self._paint_caption(painter, band)

    def _paint_picture(self, painter: QPainter, above: QRectF) -> None:
        ratio = self.devicePixelRatioF()
        room = PictureRoom(above.width(), above.height(), ratio, self._mirrored)
        if room != self._told_room:
            self._told_room = room
            self.room_changed.emit(room)
        if self._picture is not None:
            self._picture = self._picture.fitted(room)
            self._picture.paint(painter)

    def _paint_caption(self, painter: QPainter, band: QRectF) -> None:
        """As large as it fits in, on two lines at most."""
        inside = band.adjusted(16, 6, -16, -6)
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.setPen(_WHITE if self._is_known else _UNSURE)
        share = _TEXT_SHARE
        while True:
            painter.setFont(sized_font(self.font(), share * band.height(), bold=True))
            needed = painter.boundingRect(inside, flags, self._caption)
            if inside.contains(needed) or share <= _LEAST_TEXT_SHARE:
                break
            share *= 0.85
        painter.drawText(inside, flags, self._caption)
