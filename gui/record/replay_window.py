"""A scene seen again in a window of its own, from memory or out of a file."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.language import translate
from gui.live.banners import ErrorBanner, ProgressBanner
from gui.numbers import filled
from gui.record.clip_player import ClipPlayer
from gui.record.clip_reading import AROUND_SECONDS, ClipReading
from gui.record.footage import PART_SECONDS, Footage, Scene, VideoFootage, best_footage
from gui.record.picture_ring import Picture
from gui.record.replay_player import ReplayPlayer
from gui.wording import local_text

_LOOK_MS = 50
_LEAST_SECONDS = 10.0
"""The first part of a long scene is never shorter, however near the end it was asked for."""
_MISSING_SECONDS = 0.5
"""What is shorter than its scene by more than this is told as a part of it."""


def show_again(scene: Scene, places: Sequence[Footage], parent: QWidget) -> bool:
    """Open a window that plays a scene; false where no place shows anything of it."""
    footage = best_footage(places, scene)
    if footage is None:
        return False
    ReplayWindow(scene, footage, parent).show()
    return True


def not_kept() -> str:
    """Why a scene of a running stream cannot be seen again, and what to do."""
    return translate(
        "Replay",
        "Nothing shows this event any more: its pictures are no longer in memory, and no "
        "recording holds it; press Record (Ctrl+R) to keep what comes.",
    )


class ReplayWindow(QDialog):
    """Gets the clip of a scene, then plays it over and over, until it is closed.

    What is long and lies in a file is read in parts, first from the place on that is wanted.
    """

    def __init__(self, scene: Scene, footage: Footage, parent: QWidget | None = None) -> None:
        """Begin to play what is in memory, or to read what is in a file."""
        super().__init__(parent)
        self._scene, self._footage = scene, footage
        self._shown = self._part = scene.within(footage)
        self.clip: ClipPlayer | None = None
        """Once its pictures are there."""
        self.progress = ProgressBanner(is_narrow=True)
        self.error = ErrorBanner(is_narrow=True)
        self.earlier = QPushButton(self.tr("Earlier"))
        self.later = QPushButton(self.tr("Later"))
        self._from = QLabel()
        self._reading: ClipReading | None = None
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self._build()
        self._add_keys()
        self._where = self.tr("memory")
        if isinstance(footage, VideoFootage):
            self._where = footage.name
            self._read(footage, self._first_seconds())
        else:
            start, end = scene.start_seconds - AROUND_SECONDS, scene.end_seconds + AROUND_SECONDS
            self._play(footage.cut(start, end))

    @property
    def origin(self) -> str:
        """Where the pictures come from, in words."""
        return self._from.text()

    def sizeHint(self) -> QSize:
        """As large as a clip is shown, also while it is still read."""
        return QSize(660, 480)

    def done(self, result: int) -> None:
        """Read no more."""
        self._end_reading()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Read no more, also where the window was hidden before."""
        self._end_reading()
        super().closeEvent(event)

    def _build(self) -> None:
        self.setWindowTitle(self.tr("{label}, again").format(label=self._scene.label))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._from.setObjectName("note")
        self._from.setAccessibleName(self.tr("Where the pictures come from"))
        self.earlier.setToolTip(self.tr("What came before, of this event (PgUp)"))
        self.later.setToolTip(self.tr("What came after, of this event (PgDn)"))
        self.earlier.clicked.connect(lambda: self._turn_to(self._part.start_seconds - PART_SECONDS))
        self.later.clicked.connect(lambda: self._turn_to(self._part.end_seconds))
        self.progress.cancel_asked.connect(self._on_cancel)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.progress)
        self._column.addWidget(self.error)
        self._column.addStretch()
        row = QHBoxLayout()
        row.addWidget(self._from, 1)
        for button in (self.earlier, self.later, close):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Space still plays after a click
            row.addWidget(button)
        self._column.addLayout(row)
        self._show_turns()

    def _add_keys(self) -> None:
        """They work wherever the focus is: a button alone would take the arrows for its own."""
        deeds: dict[Qt.Key, Callable[[ClipPlayer], None]] = {
            Qt.Key.Key_Left: lambda clip: clip.step(-1),
            Qt.Key.Key_Right: lambda clip: clip.step(1),
            Qt.Key.Key_Home: lambda clip: clip.go_to(0),
            Qt.Key.Key_End: lambda clip: clip.go_to(clip.count - 1),
            Qt.Key.Key_PageUp: lambda _clip: self.earlier.click(),
            Qt.Key.Key_PageDown: lambda _clip: self.later.click(),
        }
        for key, deed in deeds.items():
            QShortcut(QKeySequence(key), self).activated.connect(partial(self._in_clip, deed))

    def _in_clip(self, deed: Callable[[ClipPlayer], None]) -> None:
        if self.clip is not None:
            deed(self.clip)

    def _first_seconds(self) -> float:
        """Where the part begins that is seen first."""
        wanted = self._scene.wanted_seconds
        if wanted is None or not self._shown.is_long:
            return self._shown.start_seconds
        return min(wanted - AROUND_SECONDS, self._shown.end_seconds - _LEAST_SECONDS)

    def _turn_to(self, since_seconds: float) -> None:
        """Read another part; what is shown goes on until it is there."""
        if isinstance(self._footage, VideoFootage) and not self._look.isActive():
            self._read(self._footage, since_seconds)

    def _read(self, video: VideoFootage, since_seconds: float) -> None:
        self._end_reading()
        self._reading = ClipReading(self._shown.part(since_seconds), video)
        self._look.start()

    def _play(self, pictures: Sequence[Picture]) -> None:
        if not pictures:
            self.error.show_error(self.tr("There is no picture of this time any more."))
            return
        player = ReplayPlayer(pictures)
        if self.clip is None:
            if self._scene.is_long and self._scene.wanted_seconds is not None:
                player.go_to_time(self._scene.wanted_seconds - AROUND_SECONDS)
            self.clip = ClipPlayer(self._scene, player)
            self._column.insertWidget(0, self.clip, 1)
            self.clip.play.setFocus()
        else:
            self.clip.show_player(player)
        self._from.setText(self._said_of(pictures))

    def _said_of(self, pictures: Sequence[Picture]) -> str:
        start, end = self._scene.start_seconds, self._scene.end_seconds
        first, last = max(start, pictures[0].seconds), min(end, pictures[-1].seconds)
        if end - start - (last - first) < _MISSING_SECONDS:
            return self.tr("From {where}").format(where=self._where)
        said = self.tr("From {where}: second {first:.0f} to {last:.0f} of its {all:.0f}")
        return filled(
            said, where=self._where, first=first - start, last=last - start, all=end - start
        )

    def _show_turns(self) -> None:
        """Whether there is an earlier part, or a later one."""
        can_turn = {
            self.earlier: self._part.start_seconds > self._shown.start_seconds,
            self.later: self._part.end_seconds < self._shown.end_seconds - _MISSING_SECONDS,
        }
        for button, can in can_turn.items():
            if button.hasFocus() and not can and self.clip is not None:
                self.clip.play.setFocus()  # else Qt goes to the next one, which may close all
            button.setEnabled(can)
            button.setVisible(any(can_turn.values()))

    def _on_look(self) -> None:
        """Say how the reading goes; play what was read."""
        assert self._reading is not None
        state, part = self._reading.state, self._reading.scene
        self.progress.show_preparation(state.doing)
        self.error.show_error(local_text(state.error))
        if not state.is_over:
            return
        self._look.stop()
        if state.pictures:
            end = state.pictures[-1].seconds if state.is_cut else part.end_seconds
            self._part = replace(part, end_seconds=end)
            self._play(state.pictures)
            self._show_turns()

    def _on_cancel(self) -> None:
        """Stay with the part that is there; without one there is nothing to stay for."""
        if self.clip is None:
            self.close()
        else:
            self._end_reading()
            self.progress.show_preparation(None)

    def _end_reading(self) -> None:
        self._look.stop()
        if self._reading is not None:
            self._reading.close()
