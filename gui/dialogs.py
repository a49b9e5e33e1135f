"""The two windows of help: shortcuts, and what this program is."""

from collections.abc import Sequence

from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

_ABOUT = (
    "Recognises human actions in live video. Nothing leaves this computer: pictures, scores and "
    "recordings stay here.\n\n"
    "liveact: Apache-2.0. Default weights: DeepMind's I3D trained on Kinetics-400 (Apache-2.0)."
)


class ShortcutsDialog(QDialog):
    """Every action that a key reaches."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        """List these actions."""
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        form = QFormLayout()
        form.setHorizontalSpacing(32)
        for action in actions:
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            form.addRow(f"<b>{keys}</b>", QLabel(action.text().replace("&", "")))
        form.addRow("<b>← →</b>", QLabel("Read values in the timeline"))
        form.addRow("<b>Enter</b>", QLabel(self.tr("See the event again that is read")))
        form.addRow(self.tr("<b>Arrows, Enter</b>"), QLabel(self.tr("Go to a stream, enlarge it")))
        form.addRow("<b>Tab</b>", QLabel("Go to the next control"))
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(_close_button(self))


class AboutDialog(QDialog):
    """Licence, versions, and a text to copy into a bug report."""

    def __init__(self, diagnostics: str, parent: QWidget | None = None) -> None:
        """Show this text."""
        super().__init__(parent)
        self._diagnostics = diagnostics
        self.setWindowTitle("About liveact")
        self.resize(560, 420)
        title = QLabel("liveact")
        title.setObjectName("title")
        about = QLabel(_ABOUT)
        about.setWordWrap(True)
        text = QPlainTextEdit(diagnostics)
        text.setReadOnly(True)
        text.setAccessibleName("Diagnostics")
        buttons = _close_button(self)
        copy = buttons.addButton("Copy diagnostics", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._on_copy)
        column = QVBoxLayout(self)
        for widget in (title, about, text, buttons):
            column.addWidget(widget)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._diagnostics)


def _close_button(dialog: QDialog) -> QDialogButtonBox:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    return buttons
