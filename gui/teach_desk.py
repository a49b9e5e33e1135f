"""Brings the teach panel together with the running stream, the teacher and taught models."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from engines import (
    DEFAULT_MODEL,
    NOTHING,
    EngineError,
    LoadedEngine,
    Progress,
    clean_label,
    list_models,
    load_engine,
    read_taught,
    taught_names,
    taught_place,
)
from gui.lesson_book import LessonBook
from gui.preferences import Preferences
from gui.selected_stream import SelectedStream
from gui.shared_backbone import backbone_named
from gui.take import RecordingNames, Take
from gui.teach_panel import USUAL_SECONDS, TeachPanel
from gui.teacher import Shot, Taught, Teacher
from gui.theme import Theme
from gui.worker import Phase, Stream
from realtime.frame_tap import FrameTap
from realtime.watching import DEMO

NamedLoader = Callable[[str, Progress], LoadedEngine]
"""Loads a model by its name."""

_LOOK_MS = 100
_KEPT_SECONDS = 10.0
"""Of the stream, for recordings, marks and corrections."""
_NAME = re.compile(r"[\w.\-_+() ]{1,64}")


def load_named(model: str, progress: Progress) -> LoadedEngine:
    """A model by its name, on what suits it."""
    return load_engine(model, progress=progress)


class TeachDesk(QObject):
    """Does what the panel asks; closed with the window, after the streams."""

    def __init__(
        self,
        stream: SelectedStream,
        preferences: Preferences,
        theme: Theme,
        parent: QWidget,
        load: NamedLoader = load_named,
    ) -> None:
        """Begin with the model that was used last, where it was taught."""
        super().__init__(parent)
        self._stream, self._preferences, self._load = stream, preferences, load
        self.panel = TeachPanel(theme)
        self._book = LessonBook()
        self._teacher: Teacher | None = None
        self._taught: Taught | None = None
        self._error = ""
        self._saved: Path | None = None
        self._tap: FrameTap | None = None
        self._tapped: Stream | None = None
        self._names = RecordingNames("", is_file=False, began="")
        self._take: Take | None = None
        self._in_seconds: float | None = None
        self._is_live = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_look)
        self._connect()
        self._show_models()
        if preferences.model in taught_names():
            self._open_lesson(preferences.model)

    @property
    def book(self) -> LessonBook:
        """The examples."""
        return self._book

    @property
    def is_busy(self) -> bool:
        """Whether examples are being looked at, or a head is trained."""
        return self._teacher is not None and self._teacher.state.doing is not None

    def show(self, is_shown: bool) -> None:
        """Show or hide the panel; the stream is kept in mind from the first time on."""
        self.panel.setVisible(is_shown)
        if is_shown:
            self._timer.start()
            self._attach()
            if self._taught is None:
                self._tell_lesson()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.panel.set_theme(theme)

    def close(self) -> None:
        """Give up what is being done and wait for it."""
        self._timer.stop()
        if self._teacher is not None:
            self._teacher.close()

    def record(self) -> None:
        """Record an example of the label that is written, or give up the one being recorded."""
        if self._take is not None:
            self._take = None
            self.panel.show_recording("")
            return
        try:
            label = clean_label(self.panel.label_text)
        except EngineError as error:
            self._say_error(str(error))
            return
        now = self._now()
        if now is not None:
            self._take = Take(label, now, self.panel.seconds.value())

    def mark_in(self) -> None:
        """An example begins where the stream is now."""
        self._in_seconds = self._now()
        if self._in_seconds is not None:
            self.panel.show_message(self.tr("In; press ] where it ends."))

    def mark_out(self) -> None:
        """It ends where the stream is now."""
        now, since = self._now(), self._in_seconds
        if now is None:
            return
        if since is None:
            self._say_error(self.tr("no beginning was marked; press [ where the action begins"))
            return
        self._in_seconds = None
        self.panel.show_message("")
        self._give(self.panel.label_text, since, now)

    def say_wrong(self) -> None:
        """The last seconds were nothing of what is taught."""
        now = self._now()
        if now is not None:
            self._give(NOTHING, now - self.panel.seconds.value(), now)

    def ask_what_it_was(self) -> None:
        """Let the user choose what the last seconds were."""
        now = self._now()
        if now is None:
            return
        since = now - self.panel.seconds.value()
        menu = QMenu(self.panel)
        for label in self._book.lesson.labels:
            menu.addAction(label, partial(self._give, label, since, now))
        menu.popup(QCursor.pos())

    def undo(self) -> None:
        """Take the last change of the examples back."""
        self._book.undo()
        self._tell_lesson()

    def choose(self, name: str) -> None:
        """Look at the stream with this model, taught or not."""
        if name in taught_names():
            if not self._open_lesson(name):
                return
            self._tell_lesson()
        else:
            self._is_live = False
        self._preferences.model = name
        self._stream.use(partial(self._load, name))

    def save(self, name: str) -> None:
        """Write what is taught under a name, which the model choice lists from then on."""
        if not _NAME.fullmatch(name.strip()) or name.strip().startswith("."):
            said = self.tr(
                "the name {name!r} given; 1 to 64 letters, digits, spaces and .-_+() are allowed"
            )
            self._say_error(said.format(name=name))
            return
        if self._teacher is not None:
            self._teacher.save(taught_place(name.strip()))

    def _connect(self) -> None:
        panel = self.panel
        panel.record_asked.connect(self.record)
        panel.in_asked.connect(self.mark_in)
        panel.out_asked.connect(self.mark_out)
        panel.wrong_asked.connect(self.say_wrong)
        panel.was_asked.connect(self.ask_what_it_was)
        panel.undo_asked.connect(self.undo)
        panel.save_asked.connect(self._on_save_asked)
        panel.model_chosen.connect(self.choose)
        panel.examples.remove_asked.connect(self._on_remove)
        panel.examples.relabelled.connect(self._on_relabelled)
        panel.progress.cancel_asked.connect(self._on_cancel)
        self._stream.stream_changed.connect(self._on_stream_changed)
        self._stream.selected.connect(self._on_selected)

    def _backbone_name(self) -> str:
        """The plain model that is used, where it can be taught; else the usual one."""
        model = self._preferences.model
        return model if model in list_models() else DEFAULT_MODEL

    def _teach_with(self, backbone: str) -> Teacher | None:
        """The teacher of a backbone; None, and a word why, where it cannot be had."""
        if self._teacher is not None and self._teacher.backbone.name == backbone:
            return self._teacher
        try:
            made = backbone_named(backbone, USUAL_SECONDS)
        except EngineError as error:
            self._say_error(str(error))
            return None
        if self._teacher is not None:
            self._teacher.close()
        self._teacher, self._taught = Teacher(made), None
        self._tapped = None
        return self._teacher

    def _attach(self) -> None:
        """Keep the last seconds of the stream that runs in mind, as the backbone wants them."""
        stream = self._stream.state.stream
        teacher = self._teacher or self._teach_with(self._backbone_name())
        if stream is None or stream is self._tapped or teacher is None:
            return
        self._tapped = stream
        self._tap = FrameTap(teacher.backbone.spec, _KEPT_SECONDS)
        stream.pipeline.add_tap(self._tap.append)
        source = self._stream.state.source
        self._names = RecordingNames(
            source,
            is_file=source == DEMO or Path(source).is_file(),
            began=f"{datetime.now():%Y-%m-%d %H.%M.%S}",
        )

    def _now(self) -> float | None:
        """The stream's time; None, and a word why, where none runs."""
        self._attach()
        now = self._tap.newest_seconds if self._tap is not None else None
        if now is None or self._stream.state.phase is not Phase.RUNNING:
            self._say_error(self.tr("no stream runs; choose a source and press Start"))
            return None
        return now

    def _give(self, label: str, start: float, end: float, *, is_filler: bool = False) -> None:
        """Have a piece of the stream looked at as an example."""
        frames = self._tap.cut(start, end) if self._tap is not None else None
        if frames is None or self._teacher is None:
            if not is_filler:
                said = self.tr(
                    "the stream did not run without a break, or not the last {n:.0f} s; again"
                )
                self._say_error(said.format(n=_KEPT_SECONDS))
            return
        try:
            label = clean_label(label)
        except EngineError as error:
            self._say_error(str(error))
            return
        self._say_error("")
        recording = self._names.name(start, end)
        self._teacher.look_at(Shot(label, frames, recording, start, end, is_filler))

    def _on_stream_changed(self) -> None:
        self._take = self._in_seconds = None
        self.panel.show_recording("")
        if self._timer.isActive():
            self._attach()

    def _on_selected(self) -> None:
        """Another stream is taught from now on; what it is looked at with is its own."""
        self._is_live = False
        self._on_stream_changed()

    def _on_look(self) -> None:
        """Some times a second: how recording, looking and training go."""
        if self._take is not None:
            self._follow(self._take)
        teacher = self._teacher
        if teacher is None:
            return
        state = teacher.state
        self.panel.progress.show_preparation(state.doing)
        made = teacher.take()
        for shot, example in made:
            try:
                self._book.fill(example) if shot.is_filler else self._book.add(example)
            except EngineError as error:
                self._say_error(str(error))
        if made:
            self._tell_lesson()
        if state.error != self._error:
            self._error = state.error
            self._say_error(state.error)
        if state.taught is not None and state.taught is not self._taught:
            self._use(state.taught, teacher)
        if state.saved is not None and state.saved != self._saved:
            self._told_saved(state.saved)
        self._saved = state.saved

    def _follow(self, take: Take) -> None:
        now = self._tap.newest_seconds if self._tap is not None else None
        if now is None or self._stream.state.phase is not Phase.RUNNING:
            self._take = None
            self.panel.show_recording("")
            self._say_error(self.tr("the stream ended; start it again and record anew"))
        elif take.is_over(now):
            self._take = None
            self.panel.show_recording("")
            if self.panel.fill.isChecked() and self._book.wants_filler:
                self._give(NOTHING, *take.filler, is_filler=True)
            self._give(take.label, take.start_seconds, take.end_seconds)
        elif take.count(now):
            self.panel.show_recording(self.tr("{n} …").format(n=take.count(now)))
        else:
            share = round(100 * take.share(now))
            said = self.tr("Now: {label} ({n} %)")
            self.panel.show_recording(said.format(label=take.label, n=share))

    def _tell_lesson(self) -> None:
        """The examples are others: show them, and teach them."""
        lesson = self._book.lesson
        self.panel.show_lesson(lesson, can_undo=self._book.can_undo)
        if self._teacher is not None and lesson.examples:
            self._teacher.train(lesson)

    def _use(self, taught: Taught, teacher: Teacher) -> None:
        """The stream is looked at with what was taught just now."""
        self._taught = taught
        self.panel.report.show_report(taught.report)
        said = self.tr("Taught in {seconds:.1f} s; in use.")
        self.panel.show_message(said.format(seconds=taught.seconds))
        if self._is_live and self._stream.teach(taught.model.head):
            return
        self._is_live = True
        name = self.tr("not saved yet")
        if self._preferences.model in taught_names():
            name = self._preferences.model
        self._stream.use(lambda _progress: teacher.engine_of(taught.model, name))

    def _open_lesson(self, name: str) -> bool:
        """Go on with the examples of a taught model."""
        try:
            model = read_taught(taught_place(name))
        except EngineError as error:
            self._say_error(str(error))
            return False
        if self._teach_with(model.card.backbone) is None:
            return False
        self._book, self._is_live = LessonBook(model.lesson), True
        self.panel.show_lesson(model.lesson, can_undo=False)
        return True

    def _told_saved(self, path: Path) -> None:
        self._preferences.model = path.stem
        self._show_models()
        self.panel.show_message(self.tr("Saved as {name}").format(name=path.stem))

    def _show_models(self) -> None:
        plain = self._backbone_name()
        current = self._preferences.model or plain
        self.panel.show_models([plain, *taught_names()], current)

    def _say_error(self, text: str) -> None:
        self.panel.error.show_error(text)

    def _on_remove(self, places: list[int]) -> None:
        self._book.remove(places)
        self._tell_lesson()

    def _on_relabelled(self, place: int, label: str) -> None:
        try:
            self._book.relabel(place, label)
        except EngineError as error:
            self._say_error(str(error))
            self.panel.examples.clear()
        self._tell_lesson()

    def _on_cancel(self) -> None:
        if self._teacher is not None:
            self._teacher.cancel()

    def _on_save_asked(self) -> None:
        dialog = QInputDialog(self.panel)
        dialog.setWindowTitle(self.tr("Save what was taught"))
        dialog.setLabelText(self.tr("Name of the model:"))
        if self._preferences.model in taught_names():
            dialog.setTextValue(self._preferences.model)
        dialog.textValueSelected.connect(self.save)
        dialog.open()
