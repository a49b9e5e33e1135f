"""A clip that is played, paused and stepped through, each picture with its time."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from gui.numbers import filled
from gui.record.footage import Scene
from gui.record.picture_screen import PictureScreen
from gui.record.replay_player import ReplayPlayer


class ClipPlayer(QWidget):
    """Plays a clip over and over while it is shown."""

    def __init__(self, scene: Scene, player: ReplayPlayer) -> None:
        """Begin to play; times are told from the start of this scene on."""
        super().__init__()
        self._scene = scene
        self.player = player
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
    def count(self) -> int:
        """How many pictures there are."""
        return len(self.player.pictures)

    @property
    def said(self) -> str:
        """What is said of the picture that is shown."""
        return self._said.text()

    def show_player(self, player: ReplayPlayer) -> None:
        """Play another part of the scene, again and again as the one before."""
        player.is_looping = self.player.is_looping
        self.player = player
        self.place.setRange(0, self.count - 1)
        self.resume()

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
        self.go_to(self.player.at + count)

    def go_to(self, number: int) -> None:
        """Stay at this picture, or the nearest there is."""
        self.pause()
        self.player.go_to(number)
        self._show()

    def _build(self) -> None:
        self.place.setRange(0, self.count - 1)
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
        for widget in (back, forward, self.loop):
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Space still plays after a click
        row = QHBoxLayout()
        for widget in (self.play, back, forward, self.loop):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._screen, 1)
        column.addWidget(self.place)
        column.addWidget(self._said)
        column.addLayout(row)

    def _connect(self) -> None:
        self.play.clicked.connect(lambda: self.pause() if self.is_playing else self.resume())
        self.loop.toggled.connect(self._on_loop)
        self.place.sliderMoved.connect(self.go_to)

    def _show(self) -> None:
        player = self.player
        seconds = player.picture.seconds
        self._screen.show_picture(player.picture)
        self.place.setValue(player.at)
        text = self.tr("{time:.2f} s of the stream · {since:+.2f} s from its start · {n} of {all}")
        since = seconds - self._scene.start_seconds
        self._said.setText(filled(text, time=seconds, since=since, n=player.at + 1, all=self.count))

    def _on_due(self) -> None:
        if self.player.advance():
            self.resume()
        else:
            self.pause()

    def _on_loop(self, is_on: bool) -> None:
        self.player.is_looping = is_on
