"""What stands above the picture when something is prepared or has gone wrong."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from gui.preparing import Preparation, time_left_text
from gui.wording import stage_text

_STEPS = 1000


class ErrorBanner(QFrame):
    """One error with what to do next; stays until it is closed or something new starts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden."""
        super().__init__(parent)
        self.setObjectName("error")
        mark = QLabel(self.tr("Error"))
        mark.setObjectName("mark")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setAccessibleName(self.tr("Error"))
        close = QPushButton(self.tr("Dismiss"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.addWidget(mark)
        row.addWidget(self._text, 1)
        row.addWidget(close)
        self.hide()

    @property
    def text(self) -> str:
        """What went wrong last."""
        return self._text.text()

    def show_error(self, error: str) -> None:
        """Show an error; nothing where there is none."""
        self._text.setText(error)
        self.setVisible(bool(error))


class ProgressBanner(QFrame):
    """What is being prepared, how far it is, and a way to give it up."""

    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden."""
        super().__init__(parent)
        self.setObjectName("progress")
        self._text = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.cancel_asked)
        row = QHBoxLayout(self)
        row.addWidget(self._text)
        row.addWidget(self._bar, 1)
        row.addWidget(cancel)
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
        stage = stage_text(preparation.stage)
        parts = (stage[:1].upper() + stage[1:], preparation.amount, left)
        self._text.setText(" · ".join(filter(None, parts)))
        share = preparation.share
        self._bar.setRange(0, 0 if share is None else _STEPS)
        self._bar.setValue(0 if share is None else round(_STEPS * share))
