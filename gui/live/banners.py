"""What stands above the picture when something is prepared or has gone wrong."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QWidget,
)

from gui.preparing import Preparation, time_left_text
from gui.wording import local_text

_STEPS = 1000
_MAY_BREAK = "\u200b"
"""Between the folders of a path, else one long path is wider than the banner."""


class ErrorBanner(QFrame):
    """One error with what to do next; stays until it is closed or something new starts."""

    dismissed = Signal()
    """The user has read it; the keys need another place."""

    def __init__(self, parent: QWidget | None = None, *, is_narrow: bool = False) -> None:
        """Hidden; a narrow one has its text above all else."""
        super().__init__(parent)
        self._said = ""
        self.setObjectName("error")
        mark = QLabel(self.tr("Error"))
        mark.setObjectName("mark")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setAccessibleName(self.tr("Error"))
        close = QPushButton(self.tr("Dismiss"))
        close.clicked.connect(self.hide)
        close.clicked.connect(self.dismissed)
        if is_narrow:
            _above(self, self._text, mark, close)
        else:
            _in_a_row(self, mark, self._text, close)
        self.hide()

    @property
    def text(self) -> str:
        """What went wrong last."""
        return self._said

    def show_error(self, error: object) -> None:
        """Show an error, or what it says, in the window's language; nothing where it is empty."""
        self._said = local_text(error)
        self._text.setText(self._said.replace("/", f"/{_MAY_BREAK}"))
        self.setVisible(bool(self._said))

    def follow(self, error: object) -> None:
        """Show what is wrong now; what was dismissed stays so until it is something else."""
        if local_text(error) != self._said:
            self.show_error(error)


class ProgressBanner(QFrame):
    """What is being prepared, how far it is, and a way to give it up."""

    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None, *, is_narrow: bool = False) -> None:
        """Hidden; a narrow one has its text above all else."""
        super().__init__(parent)
        self.setObjectName("progress")
        self._text = QLabel()
        self._text.setWordWrap(is_narrow)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.cancel_asked)
        if is_narrow:
            _above(self, self._text, self._bar, cancel)
        else:
            _in_a_row(self, self._text, self._bar, cancel)
        self.hide()

    @property
    def text(self) -> str:
        """What is being done."""
        return self._text.text()

    def show_preparation(self, preparation: Preparation | None) -> None:
        """Where the work stands; None hides it."""
        self.setVisible(preparation is not None)
        if preparation is None:
            return
        left = time_left_text(preparation.seconds_left)
        stage = local_text(preparation.stage)
        parts = (stage[:1].upper() + stage[1:], preparation.amount, left)
        self._text.setText(" · ".join(filter(None, parts)))
        share = preparation.share
        self._bar.setRange(0, 0 if share is None else _STEPS)
        self._bar.setValue(0 if share is None else round(_STEPS * share))


def _in_a_row(frame: QFrame, left: QWidget, middle: QWidget, right: QWidget) -> None:
    """The middle takes what room there is."""
    row = QHBoxLayout(frame)
    row.addWidget(left)
    row.addWidget(middle, 1)
    row.addWidget(right)


def _above(frame: QFrame, text: QWidget, left: QWidget, right: QWidget) -> None:
    """The text over the others."""
    grid = QGridLayout(frame)
    grid.addWidget(text, 0, 0, 1, 2)
    grid.addWidget(left, 1, 0)
    grid.addWidget(right, 1, 1)
    grid.setColumnStretch(0, 1)
