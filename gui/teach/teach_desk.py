"""Teaching in the window: what examples there are, what they come to, and that it is put to use."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from engines import EngineError, ModelSpec, taught_names
from gui.going import GoingLesson
from gui.numbers import filled
from gui.preferences import Preferences
from gui.selected_stream import SelectedStream
from gui.teach.example_recorder import ExampleRecorder
from gui.teach.lesson_book import LessonBook
from gui.teach.model_shelf import UNSAVED, ModelShelf, NamedLoader, load_named
from gui.teach.shared_backbone import backbone_named
from gui.teach.span_desk import SpanDesk
from gui.teach.teach_panel import USUAL_SECONDS, TeachPanel
from gui.teach.teacher import Shot, Taught, Teacher, TeacherState
from gui.theme import Theme
from gui.window_menus import WindowMenus

_LOOK_MS = 100


class TeachDesk(QObject):
    """Keeps the examples and has them taught; closed with the window, after the streams."""

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
        self._stream, self._load = stream, load
        self.panel = TeachPanel(theme)
        self.recorder = ExampleRecorder(stream, self.panel, self._backbone_spec)
        self.spans = SpanDesk(self.panel)
        self.shelf = ModelShelf(self.panel, preferences)
        self._book = LessonBook()
        self._teacher: Teacher | None = None
        self._seen = TeacherState()
        self._is_live = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_look)
        self._connect()
        if self.shelf.taught:
            self._open_lesson(self.shelf.taught)

    @property
    def book(self) -> LessonBook:
        """The examples."""
        return self._book

    @property
    def _name(self) -> str:
        """Of what is taught."""
        return self.shelf.taught or self.tr("not saved yet")

    @property
    def is_busy(self) -> bool:
        """Whether examples are being looked at, or a head is trained."""
        return self._teacher is not None and self._teacher.state.doing is not None

    def show(self, is_shown: bool) -> None:
        """Show or hide the panel; the stream is kept in mind from the first time on."""
        self.panel.setVisible(is_shown)
        if is_shown:
            self._timer.start()
            self.recorder.follow()
            if self._seen.taught is None:
                self._tell_lesson()

    def fill_menu(self, menus: WindowMenus) -> None:
        """What is taught by key, wherever the focus is."""
        menu, add, recorder, ask = menus.teach, menus.add, self.recorder, self.spans.ask
        add(menu, "teach_record", self.tr("Record an example"), "F8", recorder.record)
        add(menu, "teach_in", self.tr("An example begins here"), "[", recorder.mark_in)
        add(menu, "teach_out", self.tr("It ends here"), "]", recorder.mark_out)
        add(menu, "teach_video", self.tr("Mark examples in a video …"), "Ctrl+Shift+O", ask)
        add(menu, "teach_wrong", self.tr("That was wrong"), "F9", recorder.say_wrong)
        add(menu, "teach_was", self.tr("That was …"), "F7", recorder.ask_what_it_was)
        add(menu, "teach_undo", self.tr("Undo"), "Ctrl+Z", self.undo)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.panel.set_theme(theme)

    def close(self) -> None:
        """Give up what is being done and wait for it."""
        self._timer.stop()
        self.spans.close()
        self.recorder.close()
        if self._teacher is not None:
            self._teacher.close()

    def undo(self) -> None:
        """Take the last change of the examples back."""
        self._book.undo()
        self._tell_lesson()

    def leave(self) -> GoingLesson | None:
        """What is taught, for a desk of another window; this one is to be closed."""
        teacher, self._teacher = self._teacher, None
        if teacher is None:
            return None
        return GoingLesson(self._book, teacher, self._seen, self._is_live)

    def go_on(self, going: GoingLesson) -> None:
        """Teach what another window has taught."""
        if self._teacher is not None:
            self._teacher.close()
        self._teacher, self._seen = going.teacher, going.seen
        self._book, self._is_live = going.book, going.is_live
        self._show_lesson()
        if self._seen.taught is not None:
            self.panel.report.show_report(self._seen.taught.report)
        if self._is_live and not self.shelf.taught:
            self.shelf.show_unsaved(self._name)
        self._timer.start()

    def choose(self, name: str) -> None:
        """Look at the stream with this model, taught or not."""
        if name == UNSAVED:
            return
        if name in taught_names():
            if not self._open_lesson(name):
                return
            self._tell_lesson()
        else:
            self._is_live = False
        self.shelf.remember(name)
        self._stream.use(partial(self._load, name))

    def _connect(self) -> None:
        panel = self.panel
        panel.undo_asked.connect(self.undo)
        panel.model_chosen.connect(self.choose)
        panel.examples.remove_asked.connect(self._on_remove)
        panel.examples.relabelled.connect(self._on_relabelled)
        panel.progress.cancel_asked.connect(self._on_cancel)
        self._stream.selected.connect(self._on_selected)
        self.shelf.save_asked.connect(self._on_save)
        self.shelf.failed.connect(panel.error.show_error)
        self.recorder.shot_made.connect(self._on_shot)
        self.recorder.failed.connect(panel.error.show_error)
        self.spans.shot_made.connect(self._on_shot)
        self.spans.failed.connect(panel.error.show_error)

    def _backbone_spec(self) -> ModelSpec | None:
        """How the backbone wants its frames; None, and said why, where it cannot be had."""
        teacher = self._teacher or self._teach_with(self.shelf.backbone)
        return None if teacher is None else teacher.backbone.spec

    def _teach_with(self, backbone: str) -> Teacher | None:
        """The teacher of a backbone; None, and a word why, where it cannot be had."""
        if self._teacher is not None and self._teacher.backbone.name == backbone:
            return self._teacher
        try:
            made = backbone_named(backbone, USUAL_SECONDS)
        except EngineError as error:
            self.panel.error.show_error(error)
            return None
        if self._teacher is not None:
            self._teacher.close()
        self._teacher, self._seen = Teacher(made), TeacherState()
        return self._teacher

    def _on_shot(self, shot: Shot) -> None:
        """Something is to become an example."""
        if shot.is_filler and not self._book.wants_filler:
            return
        if self._backbone_spec() is not None and self._teacher is not None:
            self._teacher.look_at(shot)
            self._timer.start()

    def _on_selected(self) -> None:
        """Another stream is taught from now on; what it is looked at with is its own."""
        self._is_live = False

    def _on_look(self) -> None:
        """Some times a second: how looking, training and saving go."""
        teacher = self._teacher
        if teacher is None:
            return
        before, self._seen = self._seen, teacher.state
        self.panel.progress.show_preparation(self._seen.doing)
        if self._seen.error != before.error:
            self.panel.error.show_error(self._seen.error)
        self._take_examples(teacher)
        if self._seen.taught is not None and self._seen.taught is not before.taught:
            self._use(self._seen.taught, teacher)
        if self._seen.saved is not None and self._seen.saved != before.saved:
            self.shelf.show_saved(self._seen.saved)

    def _take_examples(self, teacher: Teacher) -> None:
        before = self._book.lesson
        for shot, example in teacher.take():
            try:
                self._book.fill(example) if shot.is_filler else self._book.add(example)
            except EngineError as error:
                self.panel.error.show_error(error)
        if self._book.lesson is not before:
            self._tell_lesson()

    def _tell_lesson(self) -> None:
        """The examples are others: show them, and teach them."""
        self._show_lesson()
        lesson = self._book.lesson
        if self._teacher is not None and lesson.examples:
            self._teacher.train(lesson)

    def _show_lesson(self) -> None:
        self.panel.show_lesson(self._book.lesson, can_undo=self._book.can_undo)
        self.spans.show_lesson(self._book.lesson)

    def _use(self, taught: Taught, teacher: Teacher) -> None:
        """The stream is looked at with what was taught just now."""
        self.panel.report.show_report(taught.report)
        said = self.tr("Taught in {seconds:.1f} s; in use.")
        self.panel.show_message(filled(said, seconds=taught.seconds))
        if self._is_live and self._stream.teach(taught.model.head):
            return
        self._is_live = True
        name = self._name
        if not self.shelf.taught:
            self.shelf.show_unsaved(name)
        self._stream.use(lambda _progress: teacher.engine_of(taught.model, name))

    def _open_lesson(self, name: str) -> bool:
        """Go on with the examples of a taught model."""
        model = self.shelf.read(name)
        teacher = None if model is None else self._teach_with(model.card.backbone)
        if model is None or teacher is None:
            return False
        try:
            model.card.check_backbone(teacher.backbone.identity, name)
        except EngineError as error:
            self.panel.error.show_error(error)
            return False
        self._book, self._is_live = LessonBook(model.lesson), True
        self._show_lesson()
        return True

    def _on_save(self, path: Path) -> None:
        if self._teacher is not None:
            self._teacher.save(path)

    def _on_remove(self, places: list[int]) -> None:
        self._book.remove(places)
        self._tell_lesson()

    def _on_relabelled(self, place: int, label: str) -> None:
        try:
            self._book.relabel(place, label)
        except EngineError as error:
            self.panel.error.show_error(error)
            self.panel.examples.clear()
        self._tell_lesson()

    def _on_cancel(self) -> None:
        if self._teacher is not None:
            self._teacher.cancel()
