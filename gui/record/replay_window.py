"""An event seen again: its pictures with their times, played, paused, stepped through."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from gui.record.picture_ring import Picture
from gui.record.picture_screen import PictureScreen
from gui.record.replay_player import ReplayPlayer
from realtime import ActionEvent

AROUND_SECONDS = 1.0
"""What is shown before and after an event."""


class ReplayWindow(QDialog):
    """Plays the clip of an event over and over, until it is closed."""

    def __init__(
        self, event: ActionEvent, pictures: Sequence[Picture], parent: QWidget | None = None
    ) -> None:
        """Begin to play; the pictures are in the order of time, at least one."""
        super().__init__(parent)
        self._event = event
        self.player = ReplayPlayer(pictures)
        self.setWindowTitle(self.tr("{label}, again").format(label=event.label))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._screen, self._said = PictureScreen(), QLabel()
        self.place = QSlider(Qt.Orientation.Horizontal)
        self.play = QPushButton()
        self.loop = QCheckBox(self.tr("Again and again"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_due)
        self._build()
        self._connect()
        self.resume()

    @property
    def is_playing(self) -> bool:
        """Whether pictures come by themselves."""
        return self._timer.isActive()

    @property
    def said(self) -> str:
        """What is said of the picture that is shown."""
        return self._said.text()

    def resume(self) -> None:
        """Play on from here."""
        self._show()
        self._timer.start(round(1000 * self.player.wait_seconds))
        self.play.setText(self.tr("Pause"))

    def pause(self) -> None:
        """Stay at this picture."""
        self._timer.stop()
        self.play.setText(self.tr("Play"))

    def step(self, count: int) -> None:
        """Stay at the picture so many further on."""
        self.pause()
        self.player.go_to(self.player.at + count)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows step, Home and End jump; Esc closes."""
        count = len(self.player.pictures)
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Home: -count,
            Qt.Key.Key_End: count,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.step(step)

    def _build(self) -> None:
        self.place.setRange(0, len(self.player.pictures) - 1)
        self.place.setAccessibleName(self.tr("Place in the clip"))
        self.place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._said.setAccessibleName(self.tr("Time"))
        self.loop.setChecked(True)
        self.play.setObjectName("primary")
        back, forward = QPushButton(self.tr("Back")), QPushButton(self.tr("Forward"))
        back.setToolTip(self.tr("One picture back (Left)"))
        forward.setToolTip(self.tr("One picture on (Right)"))
        back.clicked.connect(lambda: self.step(-1))
        forward.clicked.connect(lambda: self.step(1))
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        for widget in (self.play, back, forward, self.loop):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(self._screen, 1)
        column.addWidget(self.place)
        column.addWidget(self._said)
        column.addLayout(row)

    def _connect(self) -> None:
        self.play.clicked.connect(lambda: self.pause() if self.is_playing else self.resume())
        self.loop.toggled.connect(self._on_loop)
        self.place.sliderMoved.connect(self._on_moved)

    def _show(self) -> None:
        player, event = self.player, self._event
        seconds = player.picture.seconds
        self._screen.show_picture(player.picture)
        self.place.setValue(player.at)
        text = self.tr("{time:.2f} s of the stream · {since:+.2f} s from its start · {n} of {all}")
        since = seconds - event.start_seconds
        count = len(player.pictures)
        self._said.setText(text.format(time=seconds, since=since, n=player.at + 1, all=count))

    def _on_due(self) -> None:
        if self.player.advance():
            self.resume()
        else:
            self.pause()

    def _on_moved(self, number: int) -> None:
        self.step(number - self.player.at)

    def _on_loop(self, is_on: bool) -> None:
        self.player.is_looping = is_on
