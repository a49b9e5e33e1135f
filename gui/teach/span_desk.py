"""Examples out of a recorded video: opens it, has stretches marked, cuts them out."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from engines import EngineError, Lesson, clean_label, frames_between, recording_of
from gui.numbers import filled
from gui.teach.opened_video import OpenedVideo, VideoOpening
from gui.teach.span_bar import KeptSpan
from gui.teach.teach_panel import TeachPanel
from gui.teach.teacher import Shot

_LOOK_MS = 100
_LONGEST_SECONDS = 30.0
"""Of an example; half a minute of pictures for a model of 224 px are 110 MB."""


class SpanDesk(QObject):
    """Brings the panel's player together with the lesson; closed with the window."""

    shot_made = Signal(object)
    """A `Shot`."""
    failed = Signal(str)
    """Why there is none; empty where the last step went well."""

    def __init__(self, panel: TeachPanel) -> None:
        """No video."""
        super().__init__(panel)
        self._panel, self._player = panel, panel.spans
        self._opening: VideoOpening | None = None
        self._video: OpenedVideo | None = None
        self._lesson = Lesson()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_look)
        panel.video_asked.connect(self.ask)
        panel.opening.cancel_asked.connect(self.close)
        self._player.close_asked.connect(self.close)
        self._player.add_asked.connect(self._on_add)

    def ask(self) -> None:
        """Let the user choose a video."""
        dialog = QFileDialog(self._panel, self.tr("Open a video to mark examples in"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        if self._video is not None:
            dialog.setDirectory(str(self._video.path.parent))
        dialog.fileSelected.connect(lambda name: self.open(Path(name)))
        dialog.open()

    def open(self, path: Path) -> None:
        """Show this video as soon as it is decoded, in place of another one."""
        self.close()
        self.failed.emit("")
        self._opening = VideoOpening(path)
        self._timer.start()

    def close(self) -> None:
        """Put the video away; the examples stay."""
        self._timer.stop()
        if self._opening is not None:
            self._opening.close()
        self._opening = self._video = None
        self._panel.opening.show_preparation(None)
        self._panel.show_video(None)

    def show_lesson(self, lesson: Lesson) -> None:
        """The examples as they are now; those of the video are shown in its bar."""
        self._lesson = lesson
        if self._video is not None:
            recording = recording_of(self._video.path)
            mine = [one for one in lesson.examples if one.recording == recording]
            self._player.show_kept(
                [KeptSpan(one.start_seconds, one.end_seconds, one.label) for one in mine]
            )

    def _on_look(self) -> None:
        """Some times a second while a video is opened."""
        if self._opening is None:
            return
        state = self._opening.state
        self._panel.opening.show_preparation(state.doing)
        if state.doing is not None:
            return
        self._timer.stop()
        self._opening.close()
        self._opening, self._video = None, state.video
        if state.error:
            self.failed.emit(state.error)
        self._panel.show_video(state.video)
        self.show_lesson(self._lesson)

    def _on_add(self, first: int, last: int) -> None:
        video = self._video
        if video is None:
            return
        start, end = video.pictures[first].seconds, video.end_of(last)
        try:
            label = clean_label(self._panel.label_text)
            self._refuse_long(end - start)
        except EngineError as error:
            self.failed.emit(str(error))
            return
        self.failed.emit("")
        cut = partial(frames_between, video.path, video.timeline, first, last)
        self.shot_made.emit(Shot(label, cut, recording_of(video.path), start, end))
        self._player.next_span()

    def _refuse_long(self, seconds: float) -> None:
        if seconds > _LONGEST_SECONDS:
            said = self.tr(
                "an example of {n:.0f} s given, {most:.0f} s at most; mark the action once, not "
                "its repetitions"
            )
            raise EngineError(filled(said, n=seconds, most=_LONGEST_SECONDS))
