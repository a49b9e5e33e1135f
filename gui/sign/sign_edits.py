"""What a person does with the transcript: guesses, edits, copies, files."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from engines import ArtifactError
from gui.named_actions import NamedActions
from gui.preferences import Preferences
from gui.sign.sign_desk import SignDesk
from gui.sign.sign_panel import GUESSES, SignPanel
from gui.wording import local_text
from realtime import SettingsError
from realtime.transcript import Gloss
from realtime.transcript_file import export_transcript, to_text

EDITS = ("undo", "edit", "delete", "clear", "copy", "export")
_NEEDS_GLOSS = ("edit", "delete", "clear", "copy", "export")


class SignEdits(QObject):
    """Owns the panel's contents; acts on the gloss that is chosen in its list."""

    def __init__(
        self, desk: SignDesk, preferences: Preferences, actions: NamedActions, parent: QWidget
    ) -> None:
        """Add its actions to those of the window, and make the panel that shows them."""
        super().__init__(parent)
        self._desk, self._preferences, self._actions = desk, preferences, actions
        self._add_actions()
        guesses = actions.of(*(f"guess_{place}" for place in range(GUESSES)))
        self.panel = SignPanel(guesses, actions.of(*EDITS))
        self.panel.list.edited.connect(self._on_edited)
        self.panel.list.currentItemChanged.connect(lambda *_: self._show_guesses())
        desk.changed.connect(self.show)
        self.show()

    def show(self) -> None:
        """The transcript as it is now."""
        self.panel.list.show_glosses(self._desk.transcript.glosses)
        self._show_guesses()

    def export(self, path: Path) -> None:
        """Write the transcript in the format of the file's ending."""
        try:
            export_transcript(path, self._desk.transcript.glosses)
        except (SettingsError, ArtifactError) as error:
            self.panel.show_status(local_text(error))
            return
        self.panel.show_status(self.tr("Saved {name}").format(name=path.name))

    def _add_actions(self) -> None:
        add = self._actions.add
        for place in range(GUESSES):
            name, keys = f"guess_{place}", str(place + 1)
            add(name, "-", keys, partial(self._choose, place))
            said = self.tr("Take guess {n} for the chosen sign")
            self._actions[name].setStatusTip(said.format(n=keys))
        add("undo", self.tr("Undo"), "Ctrl+Z", lambda: self._do(self._desk.transcript.undo))
        add("edit", self.tr("Edit"), "F2", lambda: self.panel.list.edit_chosen())
        add("delete", self.tr("Delete"), "Del", self._on_delete)
        add("clear", self.tr("Clear"), "Ctrl+Del", lambda: self._do(self._desk.transcript.clear))
        add("copy", self.tr("Copy"), "Ctrl+C", self._on_copy)
        add("export", self.tr("Export …"), "Ctrl+S", self._on_export)

    @property
    def _chosen(self) -> Gloss | None:
        number = self.panel.list.chosen
        known = self._desk.transcript.glosses
        return next((gloss for gloss in known if gloss.number == number), None)

    def _show_guesses(self) -> None:
        chosen = self._chosen
        self.panel.show_guesses(chosen.guesses if chosen else ())
        self._actions["undo"].setEnabled(self._desk.transcript.can_undo)
        for name in _NEEDS_GLOSS:
            self._actions[name].setEnabled(chosen is not None)

    def _do(self, change: Callable[[], object]) -> None:
        """Change the transcript, and show it or why not."""
        try:
            change()
            self.panel.show_status("")
        except SettingsError as error:
            self.panel.show_status(local_text(error))
        self._desk.changed.emit()

    def _choose(self, place: int) -> None:
        chosen = self._chosen
        if chosen is not None:
            self._do(lambda: self._desk.transcript.choose(chosen.number, place))

    def _on_edited(self, number: int, label: str) -> None:
        self._do(lambda: self._desk.transcript.edit(number, label))

    def _on_delete(self) -> None:
        chosen = self._chosen
        if chosen is not None:
            self._do(lambda: self._desk.transcript.delete(chosen.number))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(to_text(self._desk.transcript.glosses))
        self.panel.show_status(self.tr("The transcript was copied."))

    def _on_export(self) -> None:
        usual = QStandardPaths.StandardLocation.DocumentsLocation
        folder = self._preferences.folder or QStandardPaths.writableLocation(usual)
        formats = self.tr("Text (*.txt);;Subtitles (*.srt);;JSON (*.json)")
        path, _ = QFileDialog.getSaveFileName(
            self.panel, self.tr("Export"), str(Path(folder) / "signs.txt"), formats
        )
        if path:
            self.export(Path(path))
