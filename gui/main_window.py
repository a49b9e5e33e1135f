"""The window: puts the widgets together and passes on what the bridge tells."""

from collections.abc import Callable
from typing import Literal, get_args

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QSplitter, QVBoxLayout, QWidget

from gui.banners import ErrorBanner, ProgressBanner
from gui.bridge import StreamBridge
from gui.diagnostics import diagnostics
from gui.dialogs import AboutDialog, ShortcutsDialog
from gui.latency import DisplayFigures
from gui.latency_panel import LatencyPanel
from gui.live_view import LiveView
from gui.preferences import Preferences
from gui.record_desk import RecordDesk
from gui.source_bar import SourceBar
from gui.stylesheet import stylesheet
from gui.theme import THEMES, ThemeName, theme_for
from gui.timeline import Timeline
from gui.tuning_desk import TuningDesk
from gui.worker import Phase, WorkerState
from realtime import StreamSnapshot
from realtime.sources.webcam import Camera

PanelName = Literal["latency", "tuning"]
"""The panels that stand beside the picture."""

_SWITCHES = {
    "mirror": True,
    "timeline": True,
    "latency": True,
    "record_bar": True,
    "tuning": False,
}
"""What is remembered, and how it is at the first start."""


class MainWindow(QMainWindow):
    """One stream, live."""

    def __init__(
        self,
        bridge: StreamBridge,
        preferences: Preferences,
        *,
        theme: ThemeName,
        list_cameras: Callable[[], list[Camera]],
    ) -> None:
        """Build everything; nothing runs yet. The bridge is closed with the window."""
        super().__init__()
        self._bridge = bridge
        self._preferences = preferences
        colours = theme_for(theme)
        self.source_bar = SourceBar(list_cameras, preferences.source)
        self.error = ErrorBanner()
        self.progress = ProgressBanner()
        self.view = LiveView(colours, parent=None)
        self.timeline = Timeline(colours)
        self.latency = LatencyPanel(colours)
        self.tuning = TuningDesk(bridge, self.view, preferences, colours, self)
        self.recording = RecordDesk(bridge, self.view, preferences, self)
        self._is_camera = False
        self._phase = Phase.IDLE
        self._actions: dict[str, QAction] = {}
        self._build()
        self._build_menus(theme)
        self._connect()
        self._restore()
        self.set_theme(theme)

    @property
    def actions_by_name(self) -> dict[str, QAction]:
        """What the menus and keys do."""
        return self._actions

    def set_theme(self, name: ThemeName) -> None:
        """Show everything in these colours."""
        colours = theme_for(name)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setStyleSheet(stylesheet(colours))
        for widget in (self.view, self.timeline, self.latency, self.tuning):
            widget.set_theme(colours)

    def show_panel(self, name: PanelName) -> None:
        """This panel beside the picture, and no other."""
        for panel in get_args(PanelName):
            self._actions[panel].setChecked(panel == name)

    def start(self, source: str) -> None:
        """Run this source, as if the user had chosen it."""
        self.source_bar.choose(source)
        self.source_bar.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the layout; hide first, for what runs may take a moment to end."""
        self._remember()
        self.hide()
        self.recording.close()
        self._bridge.close()
        super().closeEvent(event)

    def _build(self) -> None:
        self.setWindowTitle("liveact")
        self.resize(1280, 720)
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self._across.addWidget(self.view)
        self._across.addWidget(self.latency)
        self._across.addWidget(self.tuning.panel)
        self._down = QSplitter(Qt.Orientation.Vertical)
        self._down.addWidget(self._across)
        self._down.addWidget(self.timeline)
        for splitter, sizes in ((self._across, (960, 320, 320)), (self._down, (520, 150))):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(8)
            splitter.setStretchFactor(0, 1)
            splitter.setStretchFactor(1, 0)
            splitter.setSizes(sizes)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(8)
        for widget in (self.source_bar, self.error, self.progress):
            column.addWidget(widget)
        column.addWidget(self._down, 1)
        column.addWidget(self.recording.bar)
        self._page_margins = column
        self.setCentralWidget(page)

    def _build_menus(self, theme: ThemeName) -> None:
        bar = self.menuBar()
        stream, view, help_ = bar.addMenu("&Stream"), bar.addMenu("&View"), bar.addMenu("&Help")
        self._add(stream, "start", "Start or stop", "Ctrl+Return", self.source_bar.toggle)
        self._add(stream, "open", "Open file …", "Ctrl+O", self.source_bar.open_file)
        self._add(stream, "cameras", "Look for cameras again", "F5", self.source_bar.refresh)
        stream.addSeparator()
        record = self.recording
        self._add(stream, "record", self.tr("Record or stop"), "Ctrl+R", record.toggle_recording)
        self._add(stream, "snapshot", self.tr("Snapshot"), "Ctrl+S", record.take_snapshot)
        stream.addSeparator()
        self._add(stream, "quit", "Quit", "Ctrl+Q", self.close)
        self._add_switch(view, "full_screen", "Full screen", "F11", self._on_full_screen)
        self._add_switch(view, "mirror", "Mirror webcams", "Ctrl+M", self._on_mirror)
        self._add_switch(view, "timeline", "Timeline", "Ctrl+T", self.timeline.setVisible)
        self._add_switch(view, "latency", "Why is it slow?", "Ctrl+L", self.latency.setVisible)
        self._add_switch(
            view, "record_bar", self.tr("Record and export"), "Ctrl+E", record.bar.setVisible
        )
        self._add_switch(view, "tuning", self.tr("Tuning"), "Ctrl+U", self.tuning.panel.setVisible)
        self._build_themes(view.addMenu("Theme"), theme)
        self._add(help_, "shortcuts", "Keyboard shortcuts", "?", self._on_shortcuts)
        self._add(help_, "about", "About liveact", "F1", self._on_about)
        leave = QAction("Leave full screen", self)
        leave.setShortcut(QKeySequence("Esc"))
        leave.triggered.connect(self._on_leave_full_screen)
        self.addAction(leave)
        self.addActions(list(self._actions.values()))  # keys work while the menu bar is hidden

    def _build_themes(self, menu: QMenu, theme: ThemeName) -> None:
        group = QActionGroup(self)
        words = {"auto": "As the desktop", "light": "Light", "dark": "Dark"}
        for name in THEMES:
            action = QAction(words[name], self, checkable=True, checked=name == theme)
            action.setData(name)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(self._on_theme)

    def _add(
        self, menu: QMenu, name: str, text: str, keys: str, slot: Callable[..., object]
    ) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(slot)
        menu.addAction(action)
        self._actions[name] = action
        return action

    def _add_switch(
        self, menu: QMenu, name: str, text: str, keys: str, slot: Callable[[bool], object]
    ) -> None:
        action = QAction(text, self, checkable=True)
        action.setShortcut(QKeySequence(keys))
        action.toggled.connect(slot)
        menu.addAction(action)
        self._actions[name] = action

    def _connect(self) -> None:
        bridge = self._bridge
        self.source_bar.start_asked.connect(self._on_start_asked)
        self.source_bar.stop_asked.connect(bridge.stop)
        self.progress.cancel_asked.connect(bridge.stop)
        bridge.state_changed.connect(self._on_state)
        bridge.stream_changed.connect(self._on_stream_changed)
        bridge.frame_came.connect(self.view.show_frame)
        bridge.frame_came.connect(self.timeline.pass_time)
        bridge.snapshot_came.connect(self._on_snapshot)
        bridge.message_came.connect(self.timeline.add_message)
        bridge.event_came.connect(self.timeline.add_event)

    def _restore(self) -> None:
        for name, is_usual in _SWITCHES.items():
            self._actions[name].setChecked(self._preferences.flag(name, is_usual))
        self._show_panels()
        self.restoreGeometry(self._preferences.layout("window"))
        self._across.restoreState(self._preferences.layout("across"))
        self._down.restoreState(self._preferences.layout("down"))

    def _remember(self) -> None:
        self._actions["full_screen"].setChecked(False)
        for name in _SWITCHES:
            self._preferences.set_flag(name, self._actions[name].isChecked())
        self._preferences.set_layout("window", self.saveGeometry())
        self._preferences.set_layout("across", self._across.saveState())
        self._preferences.set_layout("down", self._down.saveState())

    def _on_start_asked(self, source: str, is_camera: bool) -> None:
        self._is_camera = is_camera
        self._preferences.source = source
        self.error.show_error("")
        self._show_mirrored()
        self._bridge.watch(source)

    def _on_state(self, state: WorkerState) -> None:
        if state.phase is not self._phase:
            self._phase = state.phase
            self._show_waiting(state)
        self.source_bar.show_phase(state.phase)
        preparing = state.preparation if state.phase is Phase.PREPARING else None
        self.progress.show_preparation(preparing)
        if state.phase is Phase.PREPARING:
            self.error.show_error("")
        elif state.error:
            self.error.show_error(state.error)
        name = f"{state.source} - liveact" if state.source else "liveact"
        self.setWindowTitle(name)

    def _show_waiting(self, state: WorkerState) -> None:
        """What stands in place of a picture while there is no stream."""
        if state.phase is Phase.PREPARING:
            self.view.clear("Getting ready …")
        elif state.stream is None:
            self.view.clear()

    def _on_stream_changed(self) -> None:
        self.view.clear("Connecting …")
        self.timeline.clear()

    def _on_snapshot(self, snapshot: StreamSnapshot) -> None:
        self.view.show_snapshot(snapshot)
        display = DisplayFigures(self.view.display_fps, self.view.paint_ms)
        self.latency.show_snapshot(snapshot, display)

    def _on_mirror(self, _is_on: bool) -> None:
        self._show_mirrored()

    def _show_mirrored(self) -> None:
        self.view.set_mirrored(self._is_camera and self._actions["mirror"].isChecked())

    def _on_full_screen(self, is_full: bool) -> None:
        """Only the picture, on the whole screen; and back."""
        self.menuBar().setVisible(not is_full)
        self.source_bar.setVisible(not is_full)
        self._show_panels()
        margins = (0, 0, 0, 0) if is_full else (10, 8, 10, 10)
        self._page_margins.setContentsMargins(*margins)
        self.showFullScreen() if is_full else self.showNormal()

    def _show_panels(self) -> None:
        is_full = self._actions["full_screen"].isChecked()
        self.timeline.setVisible(not is_full and self._actions["timeline"].isChecked())
        self.latency.setVisible(not is_full and self._actions["latency"].isChecked())
        self.recording.bar.setVisible(not is_full and self._actions["record_bar"].isChecked())
        self.tuning.panel.setVisible(not is_full and self._actions["tuning"].isChecked())

    def _on_leave_full_screen(self) -> None:
        self._actions["full_screen"].setChecked(False)

    def _on_theme(self, action: QAction) -> None:
        name: ThemeName = action.data()
        self._preferences.theme = name
        self.set_theme(name)

    def _on_shortcuts(self) -> None:
        ShortcutsDialog(list(self._actions.values()), self).open()

    def _on_about(self) -> None:
        AboutDialog(diagnostics(self._bridge.state), self).open()
