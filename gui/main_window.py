"""The window: puts the widgets together and passes on what the streams tell."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QDialog, QMainWindow

from gui.dialogs import ask_when
from gui.engine_share import EngineShare
from gui.first_size import give_size
from gui.going import Going
from gui.help_menu import add_help
from gui.live.banners import ErrorBanner, ProgressBanner
from gui.live.drawing import Drawing
from gui.live.latency import DisplayFigures
from gui.live.latency_panel import LatencyPanel
from gui.live.live_view import LiveView
from gui.live.timeline import Timeline
from gui.preferences import Preferences
from gui.record.record_desk import RecordDesk
from gui.record.replay_window import not_kept, show_again
from gui.selected_stream import SelectedStream
from gui.source_bar import SourceBar
from gui.streams import Streams
from gui.stylesheet import dress
from gui.teach.model_shelf import NamedLoader, load_named
from gui.teach.teach_desk import TeachDesk
from gui.theme import ThemeName, theme_for
from gui.tuning.tuning_desk import TuningDesk
from gui.window_menus import WindowMenus, add_languages
from gui.window_page import WindowPage
from gui.window_panels import WindowPanels
from gui.worker_state import Phase, WorkerState
from realtime import ActionEvent, StreamSnapshot
from realtime.sources.cameras import Camera

_RASTER = Drawing()
_MIRROR = "mirror"


class MainWindow(QMainWindow):
    """Streams, live; the panels show the selected one."""

    anew = Signal()
    """It closes now, and another window takes its place."""

    def __init__(
        self,
        engines: EngineShare,
        preferences: Preferences,
        *,
        theme: ThemeName,
        list_cameras: Callable[[], list[Camera]],
        load: NamedLoader = load_named,
        drawing: Drawing = _RASTER,
    ) -> None:
        """Build everything; nothing runs yet. The engine is closed with the window."""
        super().__init__()
        self._preferences = preferences
        self.going: Going | None = None
        """For the window that takes the place of this one, once that is asked for."""
        colours = theme_for(theme)
        self.source_bar = SourceBar(list_cameras, preferences.source)
        self.error = ErrorBanner()
        self.progress = ProgressBanner()
        self.streams = Streams(engines, preferences, colours, self, drawing=drawing)
        self.selected: SelectedStream = self.streams.selected
        self.timeline = Timeline(colours)
        self.latency = LatencyPanel(colours)
        self.tuning = TuningDesk(self.selected, preferences, colours, self)
        self.recording = RecordDesk(self.selected, preferences, self)
        self.teaching = TeachDesk(self.selected, preferences, colours, self, load)
        self._menus = WindowMenus(self)
        self._build()
        self._build_menus(theme)
        self._connect()
        self._restore()
        self.set_theme(theme)
        self._on_counted()
        if len(self.streams.cells) > 1:
            self._on_selected()

    @property
    def actions_by_name(self) -> dict[str, QAction]:
        """What the menus and keys do."""
        return self._menus.actions

    @property
    def view(self) -> LiveView:
        """The picture of the selected stream."""
        return self.selected.view

    def set_theme(self, name: ThemeName) -> None:
        """Show everything in these colours."""
        colours = dress(name)
        for part in (self.streams, self.timeline, self.latency, self.tuning, self.teaching):
            part.set_theme(colours)

    def start(self, source: str) -> None:
        """Run this source in the selected stream, as if the user had chosen it."""
        self.source_bar.choose(source)
        self.source_bar.start()

    def show_only(self, *sources: str) -> None:
        """Run these sources side by side, in place of all streams that there were."""
        while len(self.streams.cells) > 1:
            self.streams.remove()
        for number, source in enumerate(sources):
            if number:
                self.streams.add(source)
            self.start(source)

    def go_on(self, going: Going) -> None:
        """Run what another window ran."""
        for cell, stream in zip(self.streams.cells, going.streams, strict=True):
            cell.go_on(stream)
        self.streams.select(going.selected)
        if going.lesson is not None:
            self.teaching.go_on(going.lesson)
        self._on_counted()
        self._on_selected()
        self.view.setFocus()  # keys such as `?` are not typed into the source

    def replay(self, event: ActionEvent, wanted_seconds: float | None = None) -> None:
        """Show an event of the selected stream again, in a window of its own.

        Where it is long from the time on that is wanted.
        """
        cell = self.selected.cell
        footage = cell.memory.footage
        places = footage.places() if footage else []
        is_shown = show_again(cell.scene_of(event, wanted_seconds), places, self)
        self.error.show_error(cell.error if is_shown else not_kept())

    def build_anew(self) -> None:
        """Close, for a window in another language that goes on from here."""
        self.going = Going(
            tuple(cell.leave() for cell in self.streams.cells),
            self.streams.cells.index(self.selected.cell),
            self.teaching.leave(),
        )
        self.anew.emit()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the layout; hide first, for what runs may take a moment to end."""
        self._remember()
        self.hide()
        for dialog in self.findChildren(QDialog):
            dialog.close()
        self.recording.close()
        self.streams.close()
        self.teaching.close()
        super().closeEvent(event)

    def _build(self) -> None:
        self.setWindowTitle("liveact")
        give_size(self, QSize(1280, 720))
        self._page = WindowPage(
            self.streams.grid,
            [self.latency, self.tuning.panel, self.teaching.panel],
            self.timeline,
            above=[self.source_bar, self.error, self.progress],
            below=self.recording.bar,
        )
        self.setCentralWidget(self._page)

    def _build_menus(self, theme: ThemeName) -> None:
        menus, record = self._menus, self.recording
        stream, bar, add = menus.stream, self.source_bar, menus.add
        add(stream, "start", self.tr("Start or stop"), "Ctrl+Return", bar.toggle)
        add(stream, "open", self.tr("Open file …"), "Ctrl+O", bar.open_file)
        add(stream, "cameras", self.tr("Look for cameras again"), "F5", bar.refresh)
        stream.addSeparator()
        add(stream, "add", self.tr("Add stream …"), "Ctrl+N", self._on_add)
        add(stream, "remove", self.tr("Remove stream"), "Ctrl+W", self._on_remove)
        add(stream, "start_all", self.tr("Start all"), "Ctrl+Shift+Return", self.streams.start_all)
        stream.addSeparator()
        add(stream, "record", self.tr("Record or stop"), "Ctrl+R", record.toggle_recording)
        add(stream, "snapshot", self.tr("Snapshot"), "Ctrl+S", record.take_snapshot)
        stream.addSeparator()
        add(stream, "quit", self.tr("Quit"), "Ctrl+Q", self.close)
        self._build_view_menu()
        self.teaching.fill_menu(menus)
        menus.add_themes(theme, self._on_theme)
        add_languages(menus.view, self._preferences.language, self._on_language)
        add_help(menus, self, self.streams)
        menus.add_hidden(self.tr("Leave full screen"), "Esc", self._on_back)

    def _build_view_menu(self) -> None:
        view, add = self._menus.view, self._menus.add_switch
        add(view, "full_screen", self.tr("Full screen"), "F11", self._on_full_screen)
        add(view, _MIRROR, self.tr("Mirror webcams"), "Ctrl+M", self._on_mirror)
        self.panels = WindowPanels(
            self._menus,
            {
                "timeline": self.timeline.setVisible,
                "latency": self.latency.setVisible,
                "record_bar": self.recording.bar.setVisible,
                "tuning": self.tuning.panel.setVisible,
                "teach": self.teaching.show,
            },
        )

    def _connect(self) -> None:
        stream = self.selected
        self.source_bar.start_asked.connect(self._on_start_asked)
        self.source_bar.stop_asked.connect(stream.stop)
        self.source_bar.add_asked.connect(self._on_add)
        self.progress.cancel_asked.connect(stream.stop)
        self.error.dismissed.connect(lambda: self.view.setFocus())  # else Cancel has it next
        self.streams.counted.connect(self._on_counted)
        stream.selected.connect(self._on_selected)
        stream.state_changed.connect(self._on_state)
        stream.snapshot_came.connect(self._on_snapshot)
        stream.history_changed.connect(self._on_history)
        self.timeline.replay_asked.connect(self.replay)

    def _restore(self) -> None:
        self.actions_by_name[_MIRROR].setChecked(self._preferences.flag(_MIRROR, True))
        self.panels.restore(self._preferences)
        self.restoreGeometry(self._preferences.layout("window"))
        self._page.restore(self._preferences)

    def _remember(self) -> None:
        self.actions_by_name["full_screen"].setChecked(False)
        self._preferences.set_flag(_MIRROR, self.actions_by_name[_MIRROR].isChecked())
        self.panels.remember(self._preferences)
        self.streams.remember()
        self._preferences.set_layout("window", self.saveGeometry())
        self._page.remember(self._preferences)

    def _on_start_asked(self, source: str, is_camera: bool) -> None:
        self._preferences.source = source
        self.error.show_error("")
        self.selected.cell.watch(source, is_camera)
        self.view.setFocus()  # keys such as `?` are no longer typed into the source
        self._on_counted()

    def _on_add(self) -> None:
        if self.streams.add() is not None:
            self.source_bar.wait_for_source()

    def _on_remove(self) -> None:
        self.recording.leave(self.selected.cell)
        self.streams.remove()

    def _on_counted(self) -> None:
        """Streams came or went, or run something else."""
        count = len(self.streams.cells)
        self.source_bar.allow_more(self.streams.has_room)
        self.actions_by_name["add"].setEnabled(self.streams.has_room)
        self.actions_by_name["remove"].setEnabled(count > 1)
        self.actions_by_name["start_all"].setEnabled(count > 1)
        self._show_mirrored()

    def _on_selected(self) -> None:
        """The panels show another stream."""
        self.source_bar.show_source(self.selected.cell.source)
        self.latency.clear()
        if self.selected.state.stream is not None:
            self._on_snapshot(self.selected.state.stream.pipeline.snapshot())
        self._on_state(self.selected.state)
        self._on_history()

    def _on_state(self, state: WorkerState) -> None:
        self.source_bar.show_phase(state.phase)
        if state.stream is None:
            self.latency.clear()
        preparing = state.preparation if state.phase is Phase.PREPARING else None
        self.progress.show_preparation(preparing)
        self.error.follow(self.selected.cell.error)
        name = f"{state.source} - liveact" if state.source else "liveact"
        self.setWindowTitle(name)

    def _on_history(self) -> None:
        self.timeline.show_history(self.selected.cell.memory.history)

    def _on_snapshot(self, snapshot: StreamSnapshot) -> None:
        view, drawn_by = self.view, self.streams.drawing.words
        display = DisplayFigures(view.display_fps, view.paint_ms, drawn_by)
        self.latency.show_snapshot(snapshot, display)

    def _on_mirror(self, _is_on: bool) -> None:
        self._show_mirrored()

    def _show_mirrored(self) -> None:
        is_wanted = self.actions_by_name[_MIRROR].isChecked()
        for cell in self.streams.cells:
            cell.view.set_mirrored(cell.is_camera and is_wanted)

    def _on_full_screen(self, is_full: bool) -> None:
        """Only the picture, on the whole screen; and back."""
        self.menuBar().setVisible(not is_full)
        self.source_bar.setVisible(not is_full)
        self.panels.fill_screen(is_full)
        self._page.fill_screen(is_full)
        self.showFullScreen() if is_full else self.showNormal()

    def _on_back(self) -> None:
        """From one picture to all of them, else from the full screen."""
        if self.streams.grid.is_enlarged:
            self.streams.grid.enlarge(False)
        else:
            self.actions_by_name["full_screen"].setChecked(False)

    def _on_theme(self, action: QAction) -> None:
        name: ThemeName = action.data()
        self._preferences.theme = name
        self.set_theme(name)

    def _on_language(self, action: QAction) -> None:
        self._preferences.language = action.data()
        ask_when(action.data(), self, self.build_anew)
