"""The transcript with its guesses and everything that can be done with it."""

from collections.abc import Sequence

from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from engines import LabelScore
from gui.button_row import button_row
from gui.numbers import number_text
from gui.sign.action_button import ActionButton
from gui.sign.transcript_list import TranscriptList

GUESSES = 3
_COLUMNS = 3


class SignPanel(QWidget):
    """List, guesses and buttons; each button does what an action of the window does."""

    def __init__(
        self, guesses: Sequence[QAction], edits: Sequence[QAction], parent: QWidget | None = None
    ) -> None:
        """Show these actions with their keys."""
        super().__init__(parent)
        self.list = TranscriptList()
        self._guesses = list(guesses)
        self._hint = QLabel(self.tr("Not that one? The next guesses:"))
        self._hint.setObjectName("note")
        self.status = QLabel()
        self.status.setObjectName("note")
        self.status.setWordWrap(True)
        self._build([ActionButton(action) for action in edits])

    def show_guesses(self, guesses: Sequence[LabelScore]) -> None:
        """What else the chosen sign may have been."""
        for place, action in enumerate(self._guesses):
            known = place < len(guesses)
            sure = number_text(guesses[place].score, ".0%") if known else ""
            action.setText(f"{guesses[place].label} {sure}" if known else "-")
            action.setEnabled(known)

    def show_status(self, text: str) -> None:
        """What became of the last thing that was asked for."""
        self.status.setText(text)

    def set_letters(self, font: QFont) -> None:
        """The transcript and the guesses in this font."""
        for widget in (self.list, *self._buttons):
            widget.setFont(font)
        self.list.refresh()

    def _build(self, edits: list[ActionButton]) -> None:
        self._buttons = [ActionButton(action) for action in self._guesses]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self._hint)
        column.addLayout(button_row(*self._buttons))
        grid = QGridLayout()
        for place, button in enumerate(edits):
            grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)
        column.addLayout(grid)
        column.addWidget(self.status)
