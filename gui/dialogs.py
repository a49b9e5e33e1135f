"""The two windows of help: shortcuts, and what this program is."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QMainWindow,
    QMessageBox,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.first_size import give_size
from gui.language import LanguageChoice, Speaker, is_spoken, language_for
from gui.shortcuts import Shortcuts, shortcuts_of

_LICENCES_PX = 96


class ShortcutsDialog(QDialog):
    """Everything that a key does, by the menus of the window and by what has the focus."""

    def __init__(self, window: QMainWindow, elsewhere: Sequence[Shortcuts] = ()) -> None:
        """List what the window's menus and actions say, then the keys of its parts."""
        super().__init__(window)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page = QWidget()
        page.setObjectName("shortcuts_page")
        form = QFormLayout(page)
        form.setHorizontalSpacing(32)
        for group in (*shortcuts_of(window), *elsewhere):
            _add_group(form, group)
        scroll = QScrollArea()
        scroll.setObjectName("shortcuts")
        scroll.setAccessibleName(self.tr("Keyboard shortcuts"))
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        scroll.setMinimumWidth(page.sizeHint().width() + 24)
        column = QVBoxLayout(self)
        column.addWidget(scroll, 1)
        column.addWidget(_close_button(self))
        self.resize(scroll.minimumWidth() + 24, min(640, window.height()))


class AboutDialog(QDialog):
    """Licences, versions, and a text to copy into a bug report."""

    def __init__(
        self, licences: Sequence[str], diagnostics: str, parent: QWidget | None = None
    ) -> None:
        """Show these lines about the models, and this text."""
        super().__init__(parent)
        self._diagnostics = diagnostics
        self.setWindowTitle(self.tr("About liveact"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        give_size(self, QSize(620, 560))
        title = QLabel("liveact")
        title.setObjectName("title")
        about = QLabel(
            self.tr(
                "Recognises human actions in live video. Nothing leaves this computer: pictures, "
                "scores and recordings stay here."
            )
        )
        own = QLabel(self.tr("Licence of liveact: Apache-2.0. Qt and PySide6: LGPL-3.0."))
        models = QLabel(self.tr("Licences of the models"))
        text = QPlainTextEdit("\n".join(licences))
        text.setMinimumHeight(_LICENCES_PX)
        facts = QLabel(self.tr("Diagnostics, for a bug report; no passwords are in it"))
        details = QPlainTextEdit(diagnostics)
        for said, field in ((models, text), (facts, details)):
            said.setObjectName("name")
            said.setBuddy(field)
            field.setReadOnly(True)
            field.setTabChangesFocus(True)
            field.setAccessibleName(said.text())
        buttons = _close_button(self)
        copy = buttons.addButton(
            self.tr("Copy diagnostics"), QDialogButtonBox.ButtonRole.ActionRole
        )
        copy.clicked.connect(self._on_copy)
        column = QVBoxLayout(self)
        for widget in (title, about, own, models, text, facts, details, buttons):
            column.addWidget(widget)
        for label in (about, own):
            label.setWordWrap(True)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._diagnostics)


class LanguageNote(QMessageBox):
    """Asks, in the language that was chosen, from when on it is to be spoken."""

    def __init__(self, choice: LanguageChoice, parent: QWidget, on_now: Callable[[], None]) -> None:
        """For this choice; `on_now` builds the window anew."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        say = partial(Speaker(language_for(choice)).say, "LanguageNote")
        self.setWindowTitle("liveact")
        self.setIcon(QMessageBox.Icon.Question)
        self.setText(say(str(QT_TRANSLATE_NOOP("LanguageNote", "Speak English now?"))))
        told = QT_TRANSLATE_NOOP(
            "LanguageNote",
            "The window is then built anew: streams and their timelines go on, a recording ends. "
            "Otherwise liveact speaks English from its next start on.",
        )
        self.setInformativeText(say(str(told)))
        now = QT_TRANSLATE_NOOP("LanguageNote", "Now")
        later = QT_TRANSLATE_NOOP("LanguageNote", "At the next start")
        self.now = self.addButton(say(str(now)), QMessageBox.ButtonRole.AcceptRole)
        self.later = self.addButton(say(str(later)), QMessageBox.ButtonRole.RejectRole)
        self.now.clicked.connect(on_now, Qt.ConnectionType.QueuedConnection)  # it is closed by then


def ask_when(choice: LanguageChoice, parent: QWidget, on_now: Callable[[], None]) -> None:
    """A language was chosen: ask from when on it is to be spoken, unless it is already."""
    if not is_spoken(language_for(choice)):
        LanguageNote(choice, parent, on_now).open()


def _add_group(form: QFormLayout, group: Shortcuts) -> None:
    title = QLabel(group.title)
    title.setObjectName("group")
    title.setIndent(0)
    form.addRow(title)
    for keys, meaning in group.rows:
        shown = QLabel(keys)
        shown.setObjectName("keys")
        form.addRow(shown, QLabel(meaning))


def _close_button(dialog: QDialog) -> QDialogButtonBox:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    return buttons
