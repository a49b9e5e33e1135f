"""Saves and loads the profile of a tuning panel under names that the user gives."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QInputDialog

from gui.tuning.tuning_panel import TuningPanel
from gui.wording import local_text
from realtime import SettingsError
from realtime.profiles import list_profiles, load_profile, profiles_dir, save_profile


class ProfileFiles(QObject):
    """Does what the panel's buttons ask; lives as long as the panel."""

    def __init__(self, panel: TuningPanel) -> None:
        """Listen to this panel."""
        super().__init__(panel)
        self._panel = panel
        panel.save_asked.connect(self._on_save_asked)
        panel.load_asked.connect(self._on_load_asked)

    def load(self, name_or_path: str) -> None:
        """Take a saved profile; what is wrong with it is said in the panel."""
        try:
            profile = load_profile(name_or_path)
        except SettingsError as error:
            self._panel.show_message(local_text(error))
            return
        self._panel.show_profile(profile)

    def save(self, name: str) -> None:
        """Save the panel's profile under a name."""
        try:
            path = save_profile(name.strip(), self._panel.profile)
        except SettingsError as error:
            self._panel.show_message(local_text(error))
            return
        self._panel.show_message(self.tr("Saved as {path}").format(path=path))

    def _on_save_asked(self) -> None:
        dialog = QInputDialog(self._panel)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Save as a profile"))
        dialog.setLabelText(self.tr("Name of the profile:"))
        dialog.textValueSelected.connect(self.save)
        dialog.open()

    def _on_load_asked(self) -> None:
        names = list_profiles()
        if not names:
            missing = self.tr("No profile is saved in {folder} yet.")
            self._panel.show_message(missing.format(folder=profiles_dir()))
            return
        dialog = QInputDialog(self._panel)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Load a profile"))
        dialog.setLabelText(self.tr("Profile:"))
        dialog.setComboBoxItems(names)
        dialog.textValueSelected.connect(self.load)
        dialog.open()
