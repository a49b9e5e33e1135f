"""Shows one kept picture, as large as there is room for."""

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.live.video_image import fitted_rect, video_image
from gui.record.picture_ring import Picture


class PictureScreen(QWidget):
    """The picture."""

    def __init__(self, least: QSize | None = None) -> None:
        """Black; never smaller than this."""
        super().__init__()
        self._picture: Picture | None = None
        self.setMinimumSize(least or QSize(320, 180))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, picture: Picture) -> None:
        """This one from now on."""
        self._picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        """As a window of its own has it."""
        return QSize(640, 360)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture."""
        room = QRectF(self.rect())
        with QPainter(self) as painter:
            painter.fillRect(room, Qt.GlobalColor.black)
            if self._picture is None:
                return
            pixels = self._picture.decoded()
            height, width = pixels.shape[:2]
            place = fitted_rect(QSizeF(width, height), room).toAlignedRect()
            size = (QSizeF(place.size()) * self.devicePixelRatioF()).toSize()
            painter.drawImage(place, video_image(pixels, size))
