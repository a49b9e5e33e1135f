"""The threshold studio: which events would other settings have given?"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.button_row import button_row
from gui.first_size import give_size
from gui.live.banners import ErrorBanner
from gui.numbers import filled
from gui.record.footage import Footage, Scene, track_footage
from gui.record.replay_window import ReplayWindow, not_kept, show_again
from gui.theme import Theme
from gui.tuning.long_replay import LongReplay
from gui.tuning.studio_track import StudioTrack
from gui.tuning.tuning_panel import TuningPanel
from gui.wording import local_text
from realtime import SettingsError
from realtime.profiles import Profile
from realtime.replay import FoundEvent, Judgement, Replay, ScoreTrack, judge, replay
from realtime.track_file import read_track

SHORT_WINDOWS = 360
"""So many are replayed within a frame of the display; a longer track is replayed in a thread."""
_LOOK_MS = 15


class Studio(QDialog):
    """Replays a score track with the settings beside it; nothing live changes before 'Apply'."""

    applied = Signal(object)
    """The `Profile` that the live stream is to use."""

    def __init__(
        self,
        track: ScoreTrack | None,
        profile: Profile,
        theme: Theme,
        parent: QWidget | None = None,
        footage: Callable[[], Sequence[Footage]] = tuple,
    ) -> None:
        """Show this track; None waits for a file. Its events are seen again in this footage."""
        super().__init__(parent)
        self._track = track
        self._footage = footage
        self._replayed: Replay | None = None
        self.setWindowTitle(self.tr("Threshold studio"))
        give_size(self, QSize(1100, 640))
        self.picture = StudioTrack(theme)
        self.panel = TuningPanel(profile, is_live=False)
        self.figures = QLabel()
        self.figures.setObjectName("verdict")
        self.figures.setWordWrap(True)
        self.error = ErrorBanner()
        self._long: LongReplay | None = None
        self._is_stale = False
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._replay)
        self.panel.tuned.connect(lambda _profile: self._soon.start())
        self.picture.truths_changed.connect(self._show_figures)
        self.picture.replay_asked.connect(self._on_replay_asked)
        self._build()
        self.show_track(track)

    def show_track(self, track: ScoreTrack | None) -> None:
        """Another track, with nothing marked."""
        self.error.show_error("")
        self._track = None if track is None else track.reduced()
        self.picture.clear_truths()
        if self._track is not None:
            self.panel.show_labels(self._track.spec.labels)
        self._replay()

    def done(self, result: int) -> None:
        """Wait for what is being replayed."""
        self._end()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The same, where it is closed by its window."""
        self._end()
        super().closeEvent(event)

    def _end(self) -> None:
        self._look.stop()
        for window in self.findChildren(ReplayWindow):
            window.close()
        if self._long is not None:
            self._long.close()

    def open_track(self, path: Path) -> None:
        """Show what `watch --json` wrote; what is wrong with it is said in the panel."""
        try:
            track = read_track(path)
        except SettingsError as error:
            self.panel.show_message(local_text(error))
            return
        self._footage = partial(track_footage, track.source, path.parent)
        self.show_track(track)

    def _on_replay_asked(self, event: FoundEvent, wanted_seconds: float) -> None:
        scene = Scene(event.label, event.start_seconds, event.end_seconds, wanted_seconds)
        is_shown = show_again(scene, self._footage(), self)
        self.error.show_error("" if is_shown else self._why_not())

    def _why_not(self) -> str:
        """What to do so that events can be seen again."""
        source = self._track.source if self._track else ""
        if not source:
            return not_kept()
        said = self.tr(
            "{video} is no video that is here; put the video beside the track to see its events."
        )
        return said.format(video=source)

    def _build(self) -> None:
        hint = QLabel(
            self.tr(
                "Drag over the track to mark where something is really done; click a mark to "
                "remove it. Then false events, missed ones and the delay are counted. Click an "
                "event to see it again."
            )
        )
        hint.setObjectName("note")
        hint.setWordWrap(True)
        opened = QPushButton(self.tr("Open a track …"))
        opened.setToolTip(self.tr("JSON lines that `liveact-monitor watch --json` wrote."))
        opened.clicked.connect(self._on_open)
        apply = QPushButton(self.tr("Apply to live"))
        apply.setObjectName("primary")
        apply.clicked.connect(lambda: self.applied.emit(self.panel.profile))
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        left = QVBoxLayout()
        for widget in (hint, self.picture, self.figures, self.error):
            left.addWidget(widget, 1 if widget is self.picture else 0)
        left.addLayout(button_row(opened, apply, close))
        row = QHBoxLayout(self)
        row.addLayout(left, 1)
        row.addWidget(self.panel)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # else Return in a field would press one

    def _replay(self) -> None:
        if self._track is None:
            return
        decisions = self.panel.profile.decisions
        if self._long is not None:
            self._is_stale = True  # the newest settings come after it
        elif len(self._track.predictions) > SHORT_WINDOWS:
            self._long = LongReplay(self._track, decisions)
            self._look.start()
        else:
            self._show_replay(replay(self._track, decisions))

    def _on_look(self) -> None:
        """Show a long replay that has come to its end; begin the next one that is wanted."""
        if self._long is None or not self._long.is_over:
            return
        done, self._long = self._long, None
        self._look.stop()
        if done.track is self._track:
            self._show_replay(done.result())
        if self._is_stale:
            self._is_stale = False
            self._replay()

    def _show_replay(self, replayed: Replay) -> None:
        assert self._track is not None
        self._replayed = replayed
        rule = self.panel.profile.decisions.event
        self.picture.show_replay(replayed, self._track.spec.labels, rule)
        self._show_figures()

    def _show_figures(self) -> None:
        if self._replayed is None:
            self.figures.setText("")
            return
        parts = [self.tr("%n event(s)", "", len(self._replayed.events))]
        changes = self._replayed.changes_per_minute
        if changes is not None:
            parts.append(filled(self.tr("label changes a minute: {n:.1f}"), n=changes))
        parts += self._judged(judge(self._replayed.events, self.picture.truths))
        self.figures.setText(" · ".join(parts))

    def _judged(self, judgement: Judgement | None) -> list[str]:
        if judgement is None:
            return [self.tr("nothing marked")]
        delay = judgement.delay_seconds
        told = self.tr("no marked stretch found")
        if delay is not None:
            told = filled(self.tr("told {n:.1f} s after it began"), n=delay)
        return [
            self.tr("%n false", "", judgement.false_events),
            self.tr("%n missed", "", judgement.missed),
            told,
        ]

    def _on_open(self) -> None:
        wanted = self.tr("Score tracks (*.jsonl *.json);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Open a score track"), "", wanted)
        if path:
            self.open_track(Path(path))
