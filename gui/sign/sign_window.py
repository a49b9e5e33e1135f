"""The sign-language desk: picture, caption and transcript, all by keyboard."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from gui.bridge import StreamBridge
from gui.diagnostics import diagnostics
from gui.dialogs import AboutDialog, ShortcutsDialog, ask_when
from gui.first_size import give_size
from gui.going import Going, GoingStream
from gui.licences import licence_lines
from gui.live.banners import ErrorBanner, ProgressBanner
from gui.live.overlay import Chip, Tone, state_chip
from gui.named_actions import NamedActions
from gui.numbers import filled
from gui.preferences import Preferences
from gui.shortcuts import sign_window_keys
from gui.sign.practice_window import PracticeWindow
from gui.sign.sign_desk import SignDesk
from gui.sign.sign_edits import EDITS, SignEdits
from gui.sign.sign_model import SignModelLine
from gui.sign.sign_view import SignView
from gui.sign.speech import Speech
from gui.source_bar import SourceBar
from gui.stylesheet import dress
from gui.theme import ThemeName, theme_for
from gui.window_menus import add_languages
from gui.wording import gloss_text
from gui.worker_state import Phase, WorkerState
from realtime import StreamSnapshot, StreamState
from realtime.mirroring import MirrorSwitch
from realtime.sign_gate import GatePhase
from realtime.sources.cameras import Camera
from realtime.transcript import Gloss

_SIZES_PERCENT = (100, 125, 150, 200, 250)
_SWITCHES = {"mirror": True, "left_handed": False}
"""What is remembered, and how it is at the first start."""


class SignWindow(QMainWindow):
    """One stream, read as signs."""

    anew = Signal()
    """It closes now, and another window takes its place."""

    def __init__(
        self,
        bridge: StreamBridge,
        preferences: Preferences,
        *,
        theme: ThemeName,
        list_cameras: Callable[[], list[Camera]],
        left_handed: MirrorSwitch,
    ) -> None:
        """Build everything; nothing runs yet. The bridge is closed with the window."""
        super().__init__()
        self._bridge, self._preferences, self._left_handed = bridge, preferences, left_handed
        self._is_camera, self._size = False, 1
        self._source = ""
        self.going: Going | None = None
        """For the window that takes the place of this one, once that is asked for."""
        self.actions_by_name = NamedActions(self)
        self.source_bar = SourceBar(list_cameras, preferences.source)
        self.error, self.progress = ErrorBanner(), ProgressBanner()
        self.model = SignModelLine()
        self.view = SignView(theme_for(theme))
        self.desk = SignDesk(bridge, self)
        self.edits = SignEdits(self.desk, preferences, self.actions_by_name, self)
        self.practice = PracticeWindow(
            bridge, self.desk, preferences, theme_for(theme), left_handed, self
        )
        self.speech = Speech(self)
        self._add_actions()
        self._build()
        self._connect()
        self._restore()
        self.set_theme(theme)
        self._show_caption()

    def set_theme(self, name: ThemeName) -> None:
        """Show everything in these colours."""
        self.view.set_theme(dress(name))

    def show_only(self, source: str) -> None:
        """Run this source, as if the user had chosen it."""
        self.source_bar.choose(source)
        self.source_bar.start()

    def go_on(self, going: Going) -> None:
        """Run what another window ran, and go on with its transcript."""
        if going.transcript is not None:
            self.desk.transcript = going.transcript
            self.desk.changed.emit()
        (stream,) = going.streams
        self._source, self._is_camera = stream.source, stream.source.isdecimal()
        if stream.source:
            self.source_bar.choose(stream.source)
        self._show_mirrored()
        self._bridge.take_over(stream.worker)

    def build_anew(self) -> None:
        """Close, for a window in another language that goes on from here."""
        stream = GoingStream(self._source, self._bridge.release())
        self.going = Going((stream,), transcript=self.desk.transcript)
        self.anew.emit()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the layout; hide first, for what runs may take a moment to end."""
        for name in _SWITCHES:
            self._preferences.set_flag(f"sign_{name}", self.actions_by_name[name].isChecked())
        self._preferences.set_layout("sign_window", self.saveGeometry())
        self._preferences.set_layout("sign_across", self._across.saveState())
        self.hide()
        self.practice.close()
        self.practice.end()
        self.speech.close()
        self._bridge.close()
        super().closeEvent(event)

    def _add_actions(self) -> None:
        actions = self.actions_by_name
        switch = actions.add_switch
        switch("mirror", self.tr("Mirror my camera"), "Ctrl+M", lambda _on: self._show_mirrored())
        switch("left_handed", self.tr("Left-handed"), "Ctrl+L", self._on_left_handed)
        switch("speak", self.tr("Say it aloud"), "Ctrl+P", lambda _on: None)
        actions.add("start", self.tr("Start or stop"), "Ctrl+Return", self.source_bar.toggle)
        actions.add("open", self.tr("Open file …"), "Ctrl+O", self.source_bar.open_file)
        actions.add("practice", self.tr("Practice …"), "Ctrl+T", self._on_practice)
        actions.add("larger", self.tr("Larger letters"), "Ctrl++", lambda: self._resize_letters(1))
        actions.add(
            "smaller", self.tr("Smaller letters"), "Ctrl+-", lambda: self._resize_letters(-1)
        )
        actions.add("shortcuts", self.tr("Keyboard shortcuts"), "?", self._on_shortcuts)
        actions.add("about", self.tr("About liveact"), "F1", self._on_about)
        actions.add("quit", self.tr("Quit"), "Ctrl+Q", self.close)

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Signs - liveact"))
        self.source_bar.keep_to_one()
        give_size(self, QSize(1280, 760))
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self._across.setChildrenCollapsible(False)
        self._across.setHandleWidth(8)
        self._across.addWidget(self.view)
        self._across.addWidget(self.edits.panel)
        self._across.setStretchFactor(0, 1)
        self._across.setSizes([780, 480])
        actions, switches = self.actions_by_name, QHBoxLayout()
        for action in actions.of("mirror", "left_handed", "speak"):
            switches.addWidget(_switch(action))
        switches.addStretch(1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(8)
        for widget in (self.source_bar, self.error, self.progress, self.model):
            column.addWidget(widget)
        column.addWidget(self._across, 1)
        column.addLayout(switches)
        self.setCentralWidget(page)
        bar = self.menuBar()
        bar.addMenu(self.tr("&Stream")).addActions(actions.of("start", "open", "quit"))
        bar.addMenu(self.tr("&Transcript")).addActions(actions.of(*EDITS))
        shown = ("practice", "mirror", "left_handed", "speak", "larger", "smaller")
        view = bar.addMenu(self.tr("&View"))
        view.addActions(actions.of(*shown))
        add_languages(view, self._preferences.language, self._on_language)
        bar.addMenu(self.tr("&Help")).addActions(actions.of("shortcuts", "about"))

    def _connect(self) -> None:
        bridge = self._bridge
        self.source_bar.start_asked.connect(self._on_start_asked)
        self.source_bar.stop_asked.connect(bridge.stop)
        self.progress.cancel_asked.connect(bridge.stop)
        bridge.state_changed.connect(self._on_state)
        bridge.stream_changed.connect(self._on_stream_changed)
        bridge.picture_came.connect(self.view.show_picture)
        self.view.room_changed.connect(bridge.show_in)
        bridge.snapshot_came.connect(self._on_snapshot)
        self.desk.changed.connect(self._show_caption)
        self.desk.signed.connect(self._on_signed)

    def _restore(self) -> None:
        for name, is_usual in _SWITCHES.items():
            is_on = self._preferences.flag(f"sign_{name}", is_usual)
            self.actions_by_name[name].setChecked(is_on)
        self._resize_letters(0)
        self.restoreGeometry(self._preferences.layout("sign_window"))
        self._across.restoreState(self._preferences.layout("sign_across"))
        why_not = self.speech.why_not
        if why_not:
            self.actions_by_name["speak"].setEnabled(False)
            self.edits.panel.show_status(self.tr("Speech is off: {why}").format(why=why_not))

    def _on_start_asked(self, source: str, is_camera: bool) -> None:
        self._source, self._is_camera = source, is_camera
        self._preferences.source = source
        self.error.show_error("")
        self._show_mirrored()
        self.view.setFocus()  # keys such as `?` are no longer typed into the source
        self._bridge.watch(source)

    def _on_state(self, state: WorkerState) -> None:
        self.source_bar.show_phase(state.phase)
        is_preparing = state.phase is Phase.PREPARING
        self.progress.show_preparation(state.preparation if is_preparing else None)
        self.error.follow(state.error)

    def _on_stream_changed(self) -> None:
        self.view.clear()
        stream = self._bridge.state.stream
        if stream is not None:
            spec = stream.pipeline.spec
            self.model.show_model(spec.name, spec.labels, spec.background_label)
            self.edits.panel.list.setFocus()  # so that keys mean glosses, not the address

    def _on_snapshot(self, snapshot: StreamSnapshot) -> None:
        self.view.show_chips((state_chip(snapshot), *self._gate_chips(snapshot)))

    def _gate_chips(self, snapshot: StreamSnapshot) -> tuple[Chip, ...]:
        """What the hands do, while there is something to see."""
        if snapshot.status.state is not StreamState.LIVE:
            return ()
        if snapshot.decision is None and snapshot.warmup_frames < snapshot.clip_len:
            share = snapshot.warmup_frames / snapshot.clip_len
            return (Chip(filled(self.tr("warming up {n:.0%}"), n=share), Tone.NEUTRAL),)
        words = {
            GatePhase.REST: (self.tr("rest"), Tone.NEUTRAL),
            GatePhase.SIGNING: (self.tr("signing"), Tone.GOOD),
            GatePhase.HOLD: (self.tr("hold"), Tone.GOOD),
        }
        return (Chip(*words[self.desk.phase]),)

    def _on_signed(self, gloss: Gloss) -> None:
        if self.actions_by_name["speak"].isChecked() and gloss.label is not None:
            self.speech.say(gloss.label)

    def _show_caption(self) -> None:
        glosses = self.desk.transcript.glosses
        if not glosses:
            self.view.show_caption(self.tr("Sign, then rest your hands"))
            return
        self.view.show_caption(gloss_text(glosses[-1]), is_known=glosses[-1].label is not None)

    def _show_mirrored(self) -> None:
        is_on = self.actions_by_name["mirror"].isChecked()
        self.view.set_mirrored(self._is_camera and is_on)

    def _on_left_handed(self, is_on: bool) -> None:
        self._left_handed.is_on = is_on

    def _resize_letters(self, steps: int) -> None:
        self._size = min(len(_SIZES_PERCENT) - 1, max(0, self._size + steps))
        font = QApplication.font()
        font.setPointSizeF(font.pointSizeF() * _SIZES_PERCENT[self._size] / 100)
        self.edits.panel.set_letters(font)

    def _on_practice(self) -> None:
        self.practice.set_mirrored(self._is_camera and self.actions_by_name["mirror"].isChecked())
        self.practice.show()

    def _on_language(self, action: QAction) -> None:
        self._preferences.language = action.data()
        ask_when(action.data(), self, self.build_anew)

    def _on_about(self) -> None:
        running = self.desk.spec.name if self.desk.spec else ""
        AboutDialog(licence_lines(running), diagnostics(self._bridge.state), self).open()

    def _on_shortcuts(self) -> None:
        ShortcutsDialog(self, sign_window_keys()).open()


def _switch(action: QAction) -> QCheckBox:
    """A box that shows the action and its key."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    box = QCheckBox(f"{action.text()}  [{keys}]")
    box.clicked.connect(action.setChecked)
    action.toggled.connect(box.setChecked)
    action.enabledChanged.connect(box.setEnabled)
    return box
