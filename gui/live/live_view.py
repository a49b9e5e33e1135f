"""The picture with what is recognised in it."""

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.language import translate
from gui.live.overlay import Chip, Overlay, Tone, make_overlay, spoken
from gui.live.overlay_layers import OverlayLayers
from gui.live.screen_pictures import PictureRoom, ScreenPicture
from gui.live.smooth_bars import MovingBar, SmoothBars
from gui.theme import Theme, colour, pen
from gui.wording import local_text
from realtime import Frame, StreamSnapshot
from realtime.monitor.bars import ROWS, BarBoard
from realtime.rates import Percentiles, RateMeter, Spread

_GLIDE_MS = 16
_GLIDE_OF_MANY_MS = 40
"""Longer than from one picture to the next: beside others bars move with the pictures."""
_LEAST_PX = QSize(208, 160)
_LEAST_OF_MANY_PX = QSize(160, 90)
_MARK_PX = 3


class LiveView(QWidget):
    """Shows the newest frame, aspect kept, and the overlay; a snapshot late never holds it up."""

    clicked = Signal(object)
    """Itself, as the mouse lets go of it."""
    room_changed = Signal(object)
    """A `PictureRoom`: what pictures are to be made for; None where nobody sees them."""

    def __init__(
        self, theme: Theme, *, clock: Callable[[], float] = time.monotonic, parent: QWidget | None
    ) -> None:
        """An empty view; the clock gives seconds."""
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._mirrored = False
        self._canvas: QWidget | None = None
        self._picture: ScreenPicture | None = None
        self._told_room: PictureRoom | None = None
        self._overlay = _welcome()
        self._title, self._is_one_of_many, self._is_marked = "", False, False
        self._rows = ROWS
        self._board, self._bars = BarBoard(), SmoothBars()
        self._layers = OverlayLayers()
        self._area = QRectF()
        self._painted = RateMeter()
        self._paint_ms = Percentiles()
        self._glide = QTimer(self)
        self._glide.setInterval(_GLIDE_MS)
        self._glide.timeout.connect(self._on_glide)
        self._glided = clock()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing is painted below it
        self.setMinimumSize(_LEAST_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Live picture"))
        self._describe()

    @property
    def overlay(self) -> Overlay:
        """What is written over the picture now."""
        return self._overlay

    @property
    def frame(self) -> Frame | None:
        """The picture that is shown; None where there is none."""
        return self._picture.frame if self._picture else None

    @property
    def room(self) -> PictureRoom:
        """What it has for its picture."""
        return PictureRoom(self.width(), self.height(), self.devicePixelRatioF(), self._mirrored)

    @property
    def moving_bars(self) -> list[MovingBar]:
        """As they are drawn now; the list is never changed."""
        return self._bars.moving

    @property
    def is_moving(self) -> bool:
        """Whether bars are on their way."""
        return self._glide.isActive()

    @property
    def display_fps(self) -> float | None:
        """New pictures that were painted a second; None while unknown."""
        return self._painted.rate(self._clock())

    @property
    def paint_ms(self) -> Spread | None:
        """What one painting takes."""
        return self._paint_ms.spread()

    def use_opengl(self) -> None:
        """Draw with OpenGL from now on; for a window in which that works (`gui.live.drawing`)."""
        from gui.live.gl_canvas import (
            GlCanvas,  # its libraries are not loaded where nobody draws so
        )

        self._canvas = GlCanvas(self.paint, self)
        self._canvas.resize(self.size())

    def set_theme(self, theme: Theme) -> None:
        """Other colours around the picture."""
        self._theme = theme
        self._redraw()

    def set_mirrored(self, mirrored: bool) -> None:
        """As in a mirror, which people expect of their own camera."""
        self._mirrored = mirrored
        self._redraw()

    def set_title(self, title: str) -> None:
        """What it is named where it is one of many."""
        self._title = title
        name = self.tr("Live picture: {name}") if title else self.tr("Live picture")
        self.setAccessibleName(name.format(name=title))
        self._redraw()

    def set_one_of_many(self, is_one_of_many: bool, *, is_marked: bool) -> None:
        """Beside others it says its name and takes the focus; the selected one has a frame."""
        self._is_one_of_many, self._is_marked = is_one_of_many, is_marked
        self.setMinimumSize(_LEAST_OF_MANY_PX if is_one_of_many else _LEAST_PX)
        focus = Qt.FocusPolicy.StrongFocus if is_one_of_many else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(focus)
        self._glide.setInterval(_GLIDE_OF_MANY_MS if is_one_of_many else _GLIDE_MS)
        self._redraw()

    def set_top_k(self, rows: int) -> None:
        """Show so many labels, from the next answer on."""
        if rows != self._rows:
            self._rows, self._board = rows, BarBoard(rows)

    def show_picture(self, picture: ScreenPicture) -> None:
        """A newer one; where it was not made for this room that is done as it is painted."""
        self._picture = picture
        self._painted.add(self._clock())
        if self._glide.isActive():
            self._glide.start()
            self._on_glide()
        self._redraw()

    def show_snapshot(self, snapshot: StreamSnapshot) -> None:
        """Newer figures."""
        self._show_overlay(make_overlay(snapshot, self._board))

    def clear(self, message: str = "") -> None:
        """Nothing of the last stream; a message in its place, else the welcome."""
        self._picture = None
        self._board = BarBoard(self._rows)
        self._show_overlay(Overlay((), message) if message else _welcome())

    def show_failure(self, headline: str, reason: str) -> None:
        """Why there is no stream any more, in place of its picture."""
        self._picture = None
        failed = Chip(self.tr("error"), Tone.BAD)
        self._show_overlay(Overlay((failed,), headline, note=local_text(reason)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click is told."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.clicked.emit(self)
        super().mouseReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Taken, so that the release comes here too."""
        event.accept()

    def sizeHint(self) -> QSize:
        """Room for a picture of the usual aspect."""
        return QSize(960, 540)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture and what is written over it."""
        if self._canvas is None:
            with QPainter(self) as painter:
                self.paint(painter)

    def paint(self, painter: QPainter) -> None:
        """The same on any painter, whose origin is the view's corner."""
        began = time.perf_counter()
        area = self._kept_area()
        self._tell_room(self.room)
        painter.fillRect(area, colour("#000000" if self._picture else self._theme.line))
        if self._picture is not None:
            self._picture = self._picture.fitted(self.room)
            self._picture.paint(painter)
        self._prepare_layers()
        self._layers.paint(painter, self._bars.moving)
        if self._is_marked:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen(self._theme.accent, _MARK_PX))
            inset = _MARK_PX / 2
            painter.drawRect(area.adjusted(inset, inset, -inset, -inset))
        self._paint_ms.add(1000 * (time.perf_counter() - began))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The canvas covers it."""
        if self._canvas is not None:
            self._canvas.resize(self.size())
        super().resizeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """No picture has to be made for it now."""
        self._tell_room(None)
        super().hideEvent(event)

    def _redraw(self) -> None:
        (self._canvas or self).update()

    def _kept_area(self) -> QRectF:
        """All of it; kept, since every new rectangle lets other threads of Python go first."""
        area = self._area
        if (area.width(), area.height()) != (self.width(), self.height()):
            self._area = area = QRectF(self.rect())
        return area

    def _prepare_layers(self) -> None:
        self._layers.prepare(
            self._kept_area(),
            self._named_overlay(),
            self._bars.moving,
            self.font,
            self.devicePixelRatioF(),
        )

    def _named_overlay(self) -> Overlay:
        if not self._is_one_of_many or not self._title:
            return self._overlay
        return replace(self._overlay, name=self._title)

    def _tell_room(self, room: PictureRoom | None) -> None:
        if room != self._told_room:
            self._told_room = room
            self.room_changed.emit(room)

    def _show_overlay(self, overlay: Overlay) -> None:
        if overlay == self._overlay:
            return
        self._overlay = overlay
        self._describe()
        if not self._glide.isActive():
            self._glided = self._clock()
            self._glide.start()
        self._on_glide()

    def _describe(self) -> None:
        self.setAccessibleDescription(spoken(self._overlay))

    def _on_glide(self) -> None:
        now = self._clock()
        if not self._bars.advance(self._overlay.bars, now - self._glided):
            self._glide.stop()
        self._glided = now
        if self.isVisible():
            self._prepare_layers()  # now, and not as all views are painted in one go
        self._redraw()


def _welcome() -> Overlay:
    headline = translate("LiveView", "Choose a source")
    note = translate("LiveView", "Then press Start. Nothing leaves this computer.")
    return Overlay((), headline, note=note)
