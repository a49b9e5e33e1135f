"""Frames as the screen shows them, made in the thread that brings them: Qt's own only blits."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter

from gui.live.video_image import fitted_rect, video_image
from realtime import Frame


@dataclass(frozen=True, slots=True)
class PictureRoom:
    """What a view has for its picture, from its top left corner on."""

    width: float
    height: float
    ratio: float
    """Pixels of the screen in one of the layout; the two above are in those of the layout."""
    mirrored: bool = False

    def place_px(self, frame: Frame) -> QRect:
        """Where a frame lies in it, aspect kept, in pixels of the screen."""
        height, width = frame.image.shape[:2]
        room = QRectF(0, 0, self.width * self.ratio, self.height * self.ratio)
        return fitted_rect(QSizeF(width, height), room).toAlignedRect()


@dataclass(frozen=True, slots=True)
class ScreenPicture:
    """A frame, and what a view draws of it."""

    frame: Frame
    room: PictureRoom | None = None
    """What the image was made for; None where nobody looked."""
    image: QImage | None = None
    """As many pixels as the screen shows of it, its own; None as `room` is."""
    place: QRectF | None = None
    """Where it lies in its room; kept, since making one in Qt's thread may wait for other ones."""

    def fitted(self, room: PictureRoom) -> "ScreenPicture":
        """The same frame for this room; itself where it was made for it."""
        if room == self.room:
            return self
        place_px = room.place_px(self.frame)
        image = video_image(self.frame.image, place_px.size(), mirrored=room.mirrored)
        corner = QPointF(place_px.topLeft()) / room.ratio
        return ScreenPicture(
            self.frame, room, image, QRectF(corner, QSizeF(place_px.size()) / room.ratio)
        )

    def paint(self, painter: QPainter) -> None:
        """Blit it into its room; the painter's origin is the room's corner."""
        if self.place is not None and self.image is not None:
            painter.drawImage(self.place, self.image)


class ScreenPictures:
    """Keeps the newest picture of one stream; its capture thread appends, the GUI's looks."""

    def __init__(self, room: Callable[[], PictureRoom | None]) -> None:
        """Asks for the room with each frame, so that a view may change its size at any time."""
        self._room = room
        self.latest: ScreenPicture | None = None

    def append(self, frame: Frame) -> None:
        """Take a frame in place of the one before; a millisecond or two of work."""
        room = self._room()
        picture = ScreenPicture(frame)
        self.latest = picture if room is None else picture.fitted(room)
