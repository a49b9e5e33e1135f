"""A small player in which stretches of a video are marked as examples."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from gui.button_row import button_row
from gui.numbers import filled
from gui.record.picture_screen import PictureScreen
from gui.record.replay_player import ReplayPlayer
from gui.teach.opened_video import OpenedVideo
from gui.teach.span_bar import BarState, KeptSpan, SpanBar
from gui.teach.span_marks import SpanMarks
from gui.theme import Theme

_SCREEN_PX = QSize(240, 90)
_HIGHEST_PX = 230
"""Of the picture, so that all that is below it is seen too."""
_JUMP = 10
"""Pictures that Shift and an arrow go."""


class SpanPlayer(QWidget):
    """Plays, steps and marks; the keys are those of editing programs."""

    add_asked = Signal(int, int)
    """First and last picture of an example."""
    close_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Hidden; no video."""
        super().__init__(parent)
        self._video: OpenedVideo | None = None
        self._player: ReplayPlayer | None = None
        self._marks = SpanMarks()
        self._kept: tuple[KeptSpan, ...] = ()
        self._label = ""
        self._screen = PictureScreen(_SCREEN_PX)
        self.bar = SpanBar(theme)
        self._said = QLabel()
        self.back, self.play, self.forward = QPushButton("◀"), QPushButton(), QPushButton("▶")
        self.mark_in = QPushButton(self.tr("In  [I]"))
        self.mark_out = QPushButton(self.tr("Out  [O]"))
        self.add = QPushButton()
        self.leave = QPushButton(self.tr("Close the video"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_due)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Video in which examples are marked"))
        self._build()
        self._connect()
        self._show_add()
        self._show_playing()
        self.hide()

    @property
    def said(self) -> str:
        """Where one is and what is marked, in words."""
        return self._said.text()

    @property
    def at(self) -> int:
        """The picture that is shown, from 0."""
        return 0 if self._player is None else self._player.at

    @property
    def is_playing(self) -> bool:
        """Whether pictures come by themselves."""
        return self._timer.isActive()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.bar.set_theme(theme)

    def show_video(self, video: OpenedVideo | None) -> None:
        """Show the first picture of this, and nothing marked; None hides it."""
        self.pause()
        self._video = video
        self._player = None
        if video is not None:
            self._player = ReplayPlayer(video.pictures)
            self._player.is_looping = False
        self._marks.clear()
        self._kept = ()
        self.setVisible(video is not None)
        self._fit_screen()
        self._show()
        if video is not None:
            self.setFocus()

    def show_kept(self, spans: Sequence[KeptSpan]) -> None:
        """What was cut out of the video by now."""
        self._kept = tuple(spans)
        self._show()

    def show_label(self, label: str) -> None:
        """What the next example is of."""
        self._label = label
        self._show_add()

    def next_span(self) -> None:
        """The one that was marked is taken; mark another."""
        self._marks.clear()
        self._show()

    def toggle(self) -> None:
        """Play on, or stay."""
        if self.is_playing:
            self.pause()
        elif self._player is not None:
            if self._player.at + 1 == len(self._player.pictures):
                self._player.go_to(0)
            self._play_on()

    def pause(self) -> None:
        """Stay at this picture."""
        self._timer.stop()
        self._show_playing()

    def step(self, count: int) -> None:
        """Stay at the picture so many further on."""
        self.go_to(self.at + count)

    def go_to(self, number: int) -> None:
        """Stay at this picture, or the nearest there is."""
        if self._player is not None:
            self.pause()
            self._player.go_to(number)
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the picture the height that it needs."""
        super().resizeEvent(event)
        self._fit_screen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """I and O mark, Space plays, arrows step, Home and End jump, Enter adds."""
        far = _JUMP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        last = 0 if self._video is None else len(self._video.pictures) - 1
        deeds = {
            Qt.Key.Key_I: self._on_in,
            Qt.Key.Key_O: self._on_out,
            Qt.Key.Key_Space: self.toggle,
            Qt.Key.Key_Left: lambda: self.step(-far),
            Qt.Key.Key_Right: lambda: self.step(far),
            Qt.Key.Key_Home: lambda: self.go_to(0),
            Qt.Key.Key_End: lambda: self.go_to(last),
            Qt.Key.Key_Return: self.add.click,
            Qt.Key.Key_Enter: self.add.click,
        }
        deed = deeds.get(Qt.Key(event.key()))
        if deed is None:
            super().keyPressEvent(event)
        else:
            deed()

    def _build(self) -> None:
        self._said.setWordWrap(True)
        self._said.setObjectName("note")
        self.back.setAccessibleName(self.tr("One picture back"))
        self.back.setToolTip(self.tr("One picture back (Left; with Shift ten)"))
        self.forward.setAccessibleName(self.tr("One picture on"))
        self.forward.setToolTip(self.tr("One picture on (Right; with Shift ten)"))
        self.play.setToolTip(self.tr("Space"))
        self.mark_in.setToolTip(self.tr("I: the example begins with this picture."))
        self.mark_out.setToolTip(self.tr("O: it ends with this picture."))
        self.add.setToolTip(self.tr("Enter: what is marked becomes an example."))
        for button in (self.back, self.play, self.forward, self.mark_in, self.mark_out):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # their keys are the player's
        for button in (self.add, self.leave):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Space still plays after a click
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._screen)
        column.addWidget(self.bar)
        column.addWidget(self._said)
        column.addLayout(button_row(self.back, self.play, self.forward))
        column.addLayout(button_row(self.mark_in, self.mark_out))
        column.addWidget(self.add)
        column.addWidget(self.leave)

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self.step(-1))
        self.forward.clicked.connect(lambda: self.step(1))
        self.play.clicked.connect(self.toggle)
        self.mark_in.clicked.connect(self._on_in)
        self.mark_out.clicked.connect(self._on_out)
        self.add.clicked.connect(self._on_add)
        self.leave.clicked.connect(self.close_asked)
        self.bar.sought.connect(self._on_sought)

    def _fit_screen(self) -> None:
        if self._video is not None:
            height, width = self._video.shape
            wanted = round(self.width() * height / width)
            self._screen.setFixedHeight(min(_HIGHEST_PX, max(_SCREEN_PX.height(), wanted)))

    def _show(self) -> None:
        video, player = self._video, self._player
        if video is None or player is None:
            self.bar.show_state(BarState())
            return
        self._screen.show_picture(player.picture)
        first, last = self._marks.first, self._marks.last
        start = None if first is None else video.pictures[first].seconds
        end = None if last is None else video.end_of(last)
        at = player.picture.seconds
        self.bar.show_state(BarState(video.seconds, at, start, end, self._kept))
        self._said.setText(self._words(video, at, start, end))
        self._show_add()

    def _words(self, video: OpenedVideo, at: float, start: float | None, end: float | None) -> str:
        where = filled(
            self.tr("{name}: {at:.2f} of {all:.2f} s"),
            name=video.path.name,
            at=at,
            all=video.seconds,
        )
        if start is None:
            marked = self.tr("press I where the action begins")
        elif end is None:
            marked = filled(self.tr("in at {start:.2f} s; press O where it ends"), start=start)
        else:
            marked = filled(
                self.tr("marked: {start:.2f} to {end:.2f} s ({length:.2f} s)"),
                start=start,
                end=end,
                length=end - start,
            )
        return f"{where} · {marked}"

    def _show_add(self) -> None:
        said = (
            self.tr("Add example of {label}") if self._label else self.tr("Name the action first")
        )
        can_add = bool(self._label) and self._marks.span is not None
        if self.add.hasFocus() and not can_add:
            self.setFocus()  # else Qt goes to the button that closes the video
        self.add.setText(said.format(label=self._label))
        self.add.setEnabled(can_add)

    def _show_playing(self) -> None:
        self.play.setText(self.tr("Pause") if self.is_playing else self.tr("Play"))

    def _play_on(self) -> None:
        assert self._player is not None
        self._timer.start(round(1000 * self._player.wait_seconds))
        self._show_playing()
        self._show()

    def _on_due(self) -> None:
        if self._player is not None and self._player.advance():
            self._play_on()
        else:
            self.pause()

    def _on_in(self) -> None:
        self._marks.mark_in(self.at)
        self._show()

    def _on_out(self) -> None:
        self._marks.mark_out(self.at)
        self._show()

    def _on_add(self) -> None:
        span = self._marks.span
        if span is not None:
            self.add_asked.emit(*span)

    def _on_sought(self, seconds: float) -> None:
        self.setFocus()
        if self._video is not None:
            self.go_to(self._video.number_at(seconds))
