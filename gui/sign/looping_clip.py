"""A clip that plays over and over, at its own speed or slower."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from engines import VideoError
from gui.live.video_image import fitted_rect, video_image
from gui.theme import Theme, colour
from gui.wording import local_text

Pictures = Iterator[tuple[float, NDArray[np.uint8]]]
"""Seconds and images uint8 (H, W, 3) RGB, in the order of time."""

_LEAST_MS = 15
_AGAIN_MS = 700
"""The last picture stands so long before the clip begins anew."""


class LoopingClip(QWidget):
    """Takes one picture after another from whatever gives them; never holds more than one."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Empty; the name stands in it until there is a clip."""
        super().__init__(parent)
        self._theme, self._name = theme, name
        self._open: Callable[[], Pictures] | None = None
        self._pictures: Pictures = iter(())
        self._image: NDArray[np.uint8] | None = None
        self._at, self._mirrored = 0.0, False
        self.slowdown = 1.0
        """How many times as long as it was it takes."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_next)
        self.setMinimumSize(240, 180)
        self.setAccessibleName(name)

    @property
    def image(self) -> NDArray[np.uint8] | None:
        """The picture that is shown."""
        return self._image

    def play(self, open_clip: Callable[[], Pictures] | None, *, mirrored: bool = False) -> None:
        """Play this from its beginning, again and again; None shows nothing."""
        self._open, self._mirrored, self._image = open_clip, mirrored, None
        self._begin()

    def show_name(self, name: str) -> None:
        """What stands in the place of a clip."""
        self._name = name
        self.setAccessibleName(name)
        self.update()

    def stop(self) -> None:
        """Let go of the clip."""
        self.play(None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture, else the name."""
        room = QRectF(self.rect())
        with QPainter(self) as painter:
            painter.fillRect(
                room, colour("#000000" if self._image is not None else self._theme.line)
            )
            if self._image is None:
                painter.setPen(colour(self._theme.text))
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(room.adjusted(12, 12, -12, -12), int(flags), self._name)
                return
            height, width = self._image.shape[:2]
            place = fitted_rect(QSizeF(width, height), room).toAlignedRect()
            size = QSizeF(place.size()) * self.devicePixelRatioF()
            painter.drawImage(
                place, video_image(self._image, size.toSize(), mirrored=self._mirrored)
            )

    def _begin(self) -> None:
        self._pictures = iter(()) if self._open is None else self._open()
        self._at = 0.0
        self._timer.stop()
        if self._open is not None:
            self._timer.start(_LEAST_MS)
        self.update()

    def _on_next(self) -> None:
        try:
            following = next(self._pictures, None)
        except VideoError as error:
            self.play(None)
            self.show_name(local_text(error))
            return
        if following is None:
            self._pictures = iter(()) if self._open is None else self._open()
            self._timer.start(_AGAIN_MS)
            return
        seconds, self._image = following
        wait = max(_LEAST_MS, round(1000 * self.slowdown * (seconds - self._at)))
        self._at = seconds
        self._timer.start(min(_AGAIN_MS, wait))
        self.update()


def kept_pictures(kept: list[tuple[float, NDArray[np.uint8]]]) -> Pictures:
    """Pictures of a live stream, from their first on."""
    start = kept[0][0] if kept else 0.0
    return ((at - start, image) for at, image in kept)
