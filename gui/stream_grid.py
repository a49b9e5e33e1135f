"""The pictures of all streams, side by side; one of them may have the whole room."""

import math
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from gui.live.live_view import LiveView

_GAP_PX = 6
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


def columns_for(count: int) -> int:
    """Of a grid of so many pictures."""
    return max(1, math.ceil(math.sqrt(count)))


class StreamGrid(QWidget):
    """Lays pictures out; a click or Enter enlarges one and back, arrows go from one to another."""

    chosen = Signal(int)
    """Another picture is the one to look at; its number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """No picture yet."""
        super().__init__(parent)
        self._views: list[LiveView] = []
        self._current = 0
        self._is_enlarged = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Streams"))

    @property
    def current(self) -> int:
        """The number of the picture that is selected."""
        return self._current

    @property
    def is_enlarged(self) -> bool:
        """Whether one of several has the whole room."""
        return self._is_enlarged and len(self._views) > 1

    def show_views(self, views: Sequence[LiveView], current: int) -> None:
        """Lay these pictures out, in this order."""
        for gone in set(self._views) - set(views):
            self._grid.removeWidget(gone)
        for view in views:
            if view not in self._views:
                view.clicked.connect(self._on_clicked)
        self._views, self._current = list(views), current
        self._lay_out()
        for before, after in pairwise(views):
            QWidget.setTabOrder(before, after)

    def select(self, number: int) -> None:
        """Make this picture the one to look at."""
        if number != self._current:
            self._current = number
            self._lay_out()
            self.chosen.emit(number)

    def enlarge(self, is_enlarged: bool) -> None:
        """Give the selected picture the whole room, or go back to all of them."""
        self._is_enlarged = is_enlarged
        self._lay_out()

    def sizeHint(self) -> QSize:
        """Room for a picture of the usual aspect."""
        return QSize(960, 540)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows select, Enter enlarges and goes back, Esc goes back."""
        key = Qt.Key(event.key())
        if key in _STEPS and len(self._views) > 1:
            self._step(*_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and len(self._views) > 1:
            self.enlarge(not self._is_enlarged)
        else:
            super().keyPressEvent(event)

    def _step(self, down: int, right: int) -> None:
        """In the grid to a neighbour; where one is enlarged, to the one before or after."""
        columns = 1 if self.is_enlarged else columns_for(len(self._views))
        number = self._current + right + down * columns
        if 0 <= number < len(self._views):
            self.select(number)
            self._views[number].setFocus()

    def _on_clicked(self, view: LiveView) -> None:
        if view in self._views and len(self._views) > 1:
            self.select(self._views.index(view))
            self.enlarge(not self._is_enlarged)

    def _lay_out(self) -> None:
        count = len(self._views)
        columns = columns_for(count)
        is_one_of_many = count > 1 and not self.is_enlarged
        for number, view in enumerate(self._views):
            row, column = divmod(number, columns)
            self._grid.addWidget(view, row, column)
            view.set_one_of_many(count > 1, is_marked=is_one_of_many and number == self._current)
            view.setVisible(not self.is_enlarged or number == self._current)
        rows = math.ceil(count / columns)
        for at in range(max(self._grid.rowCount(), self._grid.columnCount())):
            shown_row, shown_column = divmod(self._current, columns)
            self._grid.setRowStretch(at, self._stretch(at, rows, shown_row))
            self._grid.setColumnStretch(at, self._stretch(at, columns, shown_column))

    def _stretch(self, at: int, count: int, shown: int) -> int:
        """All alike; where one is enlarged its row and column have everything."""
        if self.is_enlarged:
            return int(at == shown)
        return int(at < count)
