"""A scene seen again in a window of its own, from memory or out of a file."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.language import translate
from gui.live.banners import ErrorBanner, ProgressBanner
from gui.record.clip_player import ClipPlayer
from gui.record.clip_reading import AROUND_SECONDS, ClipReading
from gui.record.footage import Footage, Scene, VideoFootage, best_footage
from gui.record.picture_ring import Picture
from gui.record.replay_player import ReplayPlayer
from gui.wording import local_text

_LOOK_MS = 50
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
    """Gets the clip of a scene, then plays it over and over, until it is closed."""

    def __init__(self, scene: Scene, footage: Footage, parent: QWidget | None = None) -> None:
        """Begin to play what is in memory, or to read what is in a file."""
        super().__init__(parent)
        self._scene = scene
        self.clip: ClipPlayer | None = None
        """Once its pictures are there."""
        self.progress = ProgressBanner(is_narrow=True)
        self.error = ErrorBanner(is_narrow=True)
        self._from = QLabel()
        self._reading: ClipReading | None = None
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self._build()
        if isinstance(footage, VideoFootage):
            self._where = footage.name
            self._reading = ClipReading(scene, footage)
            self._look.start()
        else:
            self._where = self.tr("memory")
            start, end = scene.start_seconds - AROUND_SECONDS, scene.end_seconds + AROUND_SECONDS
            self._play(footage.cut(start, end))

    @property
    def origin(self) -> str:
        """Where the pictures come from, in words."""
        return self._from.text()

    def sizeHint(self) -> QSize:
        """As large as a clip is shown, also while it is still read."""
        return QSize(660, 480)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The clip takes its keys; Esc closes."""
        if self.clip is None or not self.clip.press(Qt.Key(event.key())):
            super().keyPressEvent(event)

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
        self.progress.cancel_asked.connect(self.close)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.progress)
        self._column.addWidget(self.error)
        self._column.addStretch()
        row = QHBoxLayout()
        row.addWidget(self._from, 1)
        row.addWidget(close)
        self._column.addLayout(row)

    def _play(self, pictures: Sequence[Picture]) -> None:
        if not pictures:
            self.error.show_error(self.tr("There is no picture of this time any more."))
            return
        self.clip = ClipPlayer(self._scene, ReplayPlayer(pictures))
        self._column.insertWidget(0, self.clip, 1)
        self._from.setText(self._said_of(pictures))

    def _said_of(self, pictures: Sequence[Picture]) -> str:
        start, end = self._scene.start_seconds, self._scene.end_seconds
        shown = min(end, pictures[-1].seconds) - max(start, pictures[0].seconds)
        if end - start - shown < _MISSING_SECONDS:
            return self.tr("From {where}").format(where=self._where)
        said = self.tr("From {where}: {n:.0f} of its {all:.0f} s")
        return said.format(where=self._where, n=shown, all=end - start)

    def _on_look(self) -> None:
        """Say how the reading goes; play what was read."""
        assert self._reading is not None
        state = self._reading.state
        self.progress.show_preparation(state.doing)
        self.error.show_error(local_text(state.error))
        if state.is_over:
            self._look.stop()
        if state.pictures:
            self._play(state.pictures)

    def _end_reading(self) -> None:
        self._look.stop()
        if self._reading is not None:
            self._reading.close()
