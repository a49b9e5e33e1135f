"""Brings the tuning panel together with the running stream, profiles, the studio and settings."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.bridge import StreamBridge
from gui.live_view import LiveView
from gui.preferences import Preferences
from gui.profile_files import ProfileFiles
from gui.studio import Studio
from gui.theme import Theme
from gui.tuning_panel import TuningPanel
from realtime import Message, SettingsError
from realtime.profiles import Profile
from realtime.replay import TrackRecorder


class TuningDesk(QObject):
    """Applies the panel's profile to the stream and the view; opens the studio."""

    def __init__(
        self,
        bridge: StreamBridge,
        view: LiveView,
        preferences: Preferences,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        """Begin with the settings that were used last."""
        super().__init__(parent)
        self._bridge, self._view, self._preferences = bridge, view, preferences
        self._theme = theme
        self._recorder: TrackRecorder | None = None
        self.panel = TuningPanel(preferences.profile)
        self.files = ProfileFiles(self.panel)
        self.panel.tuned.connect(self._on_tuned)
        self.panel.studio_asked.connect(self.open_studio)
        bridge.stream_changed.connect(self._on_stream_changed)
        bridge.message_came.connect(self._on_message)
        self._on_tuned(self.panel.profile)

    def set_theme(self, theme: Theme) -> None:
        """Other colours, of the studio that is opened next."""
        self._theme = theme

    def open_studio(self) -> Studio:
        """The studio over the window, with what the stream's scores were so far."""
        track = self._recorder.track if self._recorder else None
        has_scores = track is not None and bool(track.predictions)
        studio = Studio(
            track if has_scores else None, self.panel.profile, self._theme, self.panel.window()
        )
        ProfileFiles(studio.panel)
        studio.applied.connect(self.panel.show_profile)
        studio.show()
        return studio

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
            self._recorder = TrackRecorder(stream.pipeline.spec)
            self.panel.show_labels(stream.pipeline.spec.labels)

    def _on_message(self, message: Message) -> None:
        if self._recorder is not None:
            self._recorder.add(message)
