"""Which model looks at the stream, and the names under which taught ones are kept."""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QInputDialog

from engines import (
    DEFAULT_MODEL,
    EngineError,
    LoadedEngine,
    Progress,
    TaughtModel,
    list_models,
    load_engine,
    read_taught,
    taught_names,
    taught_place,
)
from gui.preferences import Preferences
from gui.teach.teach_panel import TeachPanel

NamedLoader = Callable[[str, Progress], LoadedEngine]
"""Loads a model by its name."""

UNSAVED = ""
"""The name of what is taught, until it is saved."""
_NAME = re.compile(r"[\w.\-_+() ]{1,64}")


def load_named(model: str, progress: Progress) -> LoadedEngine:
    """A model by its name, on what suits it."""
    return load_engine(model, progress=progress)


class ModelShelf(QObject):
    """Lists models in the panel, reads those that were taught, asks for names."""

    save_asked = Signal(object)
    """The `Path` for what is taught now."""
    failed = Signal(str)
    """Why a model cannot be read, or a name not be used."""

    def __init__(self, panel: TeachPanel, preferences: Preferences) -> None:
        """List what there is."""
        super().__init__(panel)
        self._panel, self._preferences = panel, preferences
        known = (*list_models(), *taught_names())
        self._file = "" if preferences.model in known else preferences.model
        """The model that was given as a file; empty where it was a name."""
        panel.save_asked.connect(self._on_save_asked)
        self._show_models()

    @property
    def taught(self) -> str:
        """Name of the taught model that is used; empty where it is another one."""
        model = self._preferences.model
        return model if model in taught_names() else ""

    @property
    def backbone(self) -> str:
        """The plain model that is used, where it can be taught; else the usual one."""
        model = self._preferences.model
        return model if model in list_models() else DEFAULT_MODEL

    def remember(self, name: str) -> None:
        """This model is used from now on."""
        self._preferences.model = name
        self._show_models()

    def show_unsaved(self, shown: str) -> None:
        """What runs is taught just now, and has no name yet."""
        self._panel.show_models({UNSAVED: shown, **self._names()}, UNSAVED)

    def read(self, name: str) -> TaughtModel | None:
        """A taught model; None, and said why, where it cannot be read."""
        try:
            return read_taught(taught_place(name))
        except EngineError as error:
            self.failed.emit(str(error))
            return None

    def save(self, name: str) -> None:
        """Ask for what is taught to be written under a name."""
        name = name.strip()
        if not _NAME.fullmatch(name) or name.startswith("."):
            said = self.tr(
                "the name {name!r} given; 1 to 64 letters, digits, spaces and .-_+() are allowed"
            )
            self.failed.emit(said.format(name=name))
            return
        self.save_asked.emit(taught_place(name))

    def show_saved(self, path: Path) -> None:
        """It was written; the model choice lists it from now on."""
        self.remember(path.stem)
        self._panel.show_message(self.tr("Saved as {name}").format(name=path.stem))

    def _show_models(self) -> None:
        current = self._preferences.model or self.backbone
        note = ""
        if current == self._file:
            said = self.tr(
                "{model} is a file and cannot be taught: {backbone} looks at examples, and runs in "
                "its place once they are taught."
            )
            note = said.format(model=Path(current).name, backbone=self.backbone)
        self._panel.show_models(self._names(), current, note)

    def _names(self) -> dict[str, str]:
        """Every model that can be chosen, by what it is called in the list."""
        files = {self._file: Path(self._file).name} if self._file else {}
        return files | {name: name for name in (self.backbone, *taught_names())}

    def _on_save_asked(self) -> None:
        dialog = QInputDialog(self._panel)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Save what was taught"))
        dialog.setLabelText(self.tr("Name of the model:"))
        dialog.setTextValue(self.taught)
        dialog.textValueSelected.connect(self.save)
        dialog.open()
