"""Brings the tuning panel together with the running stream, profiles and what is remembered."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog, QWidget

from gui.bridge import StreamBridge
from gui.live_view import LiveView
from gui.preferences import Preferences
from gui.tuning_panel import TuningPanel
from realtime import SettingsError
from realtime.profiles import Profile, list_profiles, load_profile, profiles_dir, save_profile


class TuningDesk(QObject):
    """Applies the panel's profile to the stream and the view; saves and loads profiles."""

    def __init__(
        self, bridge: StreamBridge, view: LiveView, preferences: Preferences, parent: QWidget
    ) -> None:
        """Begin with the settings that were used last."""
        super().__init__(parent)
        self._bridge, self._view, self._preferences = bridge, view, preferences
        self.panel = TuningPanel(preferences.profile)
        self.panel.tuned.connect(self._on_tuned)
        self.panel.save_asked.connect(self._on_save_asked)
        self.panel.load_asked.connect(self._on_load_asked)
        bridge.stream_changed.connect(self._on_stream_changed)
        self._on_tuned(self.panel.profile)

    def load(self, name_or_path: str) -> None:
        """Take a saved profile; what is wrong with it is said in the panel."""
        try:
            profile = load_profile(name_or_path)
        except SettingsError as error:
            self.panel.show_message(str(error))
            return
        self.panel.show_profile(profile)

    def save(self, name: str) -> None:
        """Save the panel's profile under a name."""
        try:
            path = save_profile(name.strip(), self.panel.profile)
        except SettingsError as error:
            self.panel.show_message(str(error))
            return
        self.panel.show_message(self.tr("Saved as {path}").format(path=path))

    def _on_tuned(self, profile: Profile) -> None:
        self._view.set_top_k(profile.top_k)
        self._preferences.profile = profile
        try:
            self._bridge.tune(profile)
        except SettingsError as error:
            self.panel.show_message(str(error))

    def _on_stream_changed(self) -> None:
        stream = self._bridge.state.stream
        if stream is not None:
            self.panel.show_labels(stream.pipeline.spec.labels)

    def _on_save_asked(self) -> None:
        dialog = QInputDialog(self.panel)
        dialog.setWindowTitle(self.tr("Save as a profile"))
        dialog.setLabelText(self.tr("Name of the profile:"))
        dialog.textValueSelected.connect(self.save)
        dialog.open()

    def _on_load_asked(self) -> None:
        names = list_profiles()
        if not names:
            missing = self.tr("No profile is saved in {folder} yet.")
            self.panel.show_message(missing.format(folder=profiles_dir()))
            return
        dialog = QInputDialog(self.panel)
        dialog.setWindowTitle(self.tr("Load a profile"))
        dialog.setLabelText(self.tr("Profile:"))
        dialog.setComboBoxItems(names)
        dialog.textValueSelected.connect(self.load)
        dialog.open()
