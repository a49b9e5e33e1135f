"""Where everything stands in the window: bars above and below, panels beside the picture."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from gui.preferences import Preferences

_MARGINS_PX = (10, 8, 10, 10)
_HANDLE_PX = 8
_ACROSS_PX = (960, 320, 320, 340)
"""Widths of the picture and of the panels beside it."""
_DOWN_PX = (520, 150)
"""Heights of those and of the strip under them."""


class WindowPage(QWidget):
    """Lays widgets out; the user moves what stands between them."""

    def __init__(
        self,
        picture: QWidget,
        panels: Sequence[QWidget],
        strip: QWidget,
        *,
        above: Sequence[QWidget],
        below: QWidget,
    ) -> None:
        """The picture gets the room that the others leave."""
        super().__init__()
        self._across = _splitter(Qt.Orientation.Horizontal, [picture, *panels], _ACROSS_PX)
        self._down = _splitter(Qt.Orientation.Vertical, [self._across, strip], _DOWN_PX)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*_MARGINS_PX)
        self._column.setSpacing(8)
        for widget in above:
            self._column.addWidget(widget)
        self._column.addWidget(self._down, 1)
        self._column.addWidget(below)

    def fill_screen(self, is_full: bool) -> None:
        """No margins around the picture, or those of a window."""
        self._column.setContentsMargins(*((0, 0, 0, 0) if is_full else _MARGINS_PX))

    def restore(self, preferences: Preferences) -> None:
        """As the user left it the last time."""
        self._across.restoreState(preferences.layout("across"))
        self._down.restoreState(preferences.layout("down"))

    def remember(self, preferences: Preferences) -> None:
        """For the next start."""
        preferences.set_layout("across", self._across.saveState())
        preferences.set_layout("down", self._down.saveState())


def _splitter(
    direction: Qt.Orientation, widgets: Sequence[QWidget], sizes_px: Sequence[int]
) -> QSplitter:
    made = QSplitter(direction)
    for widget in widgets:
        made.addWidget(widget)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(_HANDLE_PX)
    made.setStretchFactor(0, 1)
    made.setStretchFactor(1, 0)
    made.setSizes(list(sizes_px))
    return made
