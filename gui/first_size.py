"""How large a window is before its user has said so."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_FRAME_PX = QSize(8, 40)
"""Of a title bar and borders, which nobody knows before the window is shown."""


def give_size(window: QWidget, wanted: QSize) -> None:
    """This size, as far as the screen has room: where everything is doubled it has half of it.

    A window that is only taken a picture of (Qt's `offscreen`) is as large as it is wanted.
    """
    is_seen = QGuiApplication.platformName() != "offscreen"
    window.resize(fitting(wanted, window.screen().availableSize()) if is_seen else wanted)


def fitting(wanted: QSize, screen: QSize) -> QSize:
    """The part of a size that a screen has room for."""
    return wanted.boundedTo(screen - _FRAME_PX)
