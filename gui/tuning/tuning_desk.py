"""Brings the tuning panel together with the running stream, profiles, the studio and settings."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from gui.preferences import Preferences
from gui.selected_stream import SelectedStream
from gui.theme import Theme
from gui.tuning.profile_files import ProfileFiles
from gui.tuning.studio import Studio
from gui.tuning.tuning_panel import TuningPanel
from gui.wording import local_text
from realtime import SettingsError
from realtime.profiles import Profile


class TuningDesk(QObject):
    """Applies the panel's profile to the selected stream and its view; opens the studio."""

    def __init__(
        self,
        stream: SelectedStream,
        preferences: Preferences,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        """Begin with the settings of the selected stream."""
        super().__init__(parent)
        self._stream, self._preferences = stream, preferences
        self._theme = theme
        self.panel = TuningPanel(stream.cell.profile)
        self.files = ProfileFiles(self.panel)
        self.panel.tuned.connect(self._on_tuned)
        self.panel.studio_asked.connect(self.open_studio)
        stream.stream_changed.connect(self._on_stream_changed)
        stream.selected.connect(self._on_selected)

    def set_theme(self, theme: Theme) -> None:
        """Other colours, of the studio that is opened next."""
        self._theme = theme

    def open_studio(self) -> Studio:
        """The studio over the window, with what the stream's scores were so far."""
        cell = self._stream.cell
        memory = cell.memory
        track = memory.track.track if memory.track else None
        has_scores = track is not None and bool(track.predictions)
        studio = Studio(
            track if has_scores else None,
            self.panel.profile,
            self._theme,
            self.panel.window(),
            footage=memory.footage.places if memory.footage else tuple,
        )
        studio.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ProfileFiles(studio.panel)
        studio.applied.connect(self.panel.show_profile)
        studio.show()
        return studio

    def _on_tuned(self, profile: Profile) -> None:
        self._preferences.profile = profile
        try:
            self._stream.tune(profile)
        except SettingsError as error:
            self.panel.show_message(local_text(error))

    def _on_stream_changed(self) -> None:
        self.panel.show_labels(self._stream.cell.labels)

    def _on_selected(self) -> None:
        self.panel.follow(self._stream.cell.profile, self._stream.cell.labels)
