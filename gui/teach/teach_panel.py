"""The panel in which examples of one's own actions are given; it decides nothing."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engines import Lesson
from gui.button_row import button_row
from gui.calm_inputs import CalmNumber
from gui.live.banners import ErrorBanner, ProgressBanner
from gui.side_panel import SidePanel
from gui.source_combo import SourceCombo
from gui.steady_button import SteadyButton
from gui.teach.example_list import ExampleList
from gui.teach.lesson_book import MOST_FILLERS
from gui.teach.opened_video import OpenedVideo
from gui.teach.report_view import ReportView
from gui.teach.span_player import SpanPlayer
from gui.theme import Theme

_WIDTH_PX = 310
_SECONDS_PX = 84
USUAL_SECONDS = 2.0


class TeachPanel(SidePanel):
    """Asks for what the user wants; shows what it is given."""

    record_asked = Signal()
    """Record an example, or give up the one that is recorded."""
    wrong_asked = Signal()
    was_asked = Signal()
    in_asked = Signal()
    out_asked = Signal()
    video_asked = Signal()
    """Open a video to mark examples in."""
    undo_asked = Signal()
    save_asked = Signal()
    model_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """No examples yet."""
        super().__init__("teach", _WIDTH_PX, parent)
        self.setAccessibleName(self.tr("Teach"))
        self.model = SourceCombo()
        self.label = SourceCombo()
        self.seconds = CalmNumber()
        self.record = QPushButton()
        self.fill = QCheckBox()
        self.mark_in, self.mark_out = QPushButton(self.tr("In [")), QPushButton(self.tr("] Out"))
        self.video = QPushButton(self.tr("Mark in a video …"))
        self.spans = SpanPlayer(theme)
        self.wrong = QPushButton(self.tr("That was wrong"))
        self.was = QPushButton(self.tr("That was …"))
        self.undo, self.remove = SteadyButton(self.tr("Undo")), SteadyButton(self.tr("Delete"))
        self.save = QPushButton(self.tr("Save as …"))
        self.examples = ExampleList()
        self.report = ReportView(theme)
        self.error = ErrorBanner(is_narrow=True)
        self.progress, self.opening = (ProgressBanner(is_narrow=True) for _ in range(2))
        self._message, self._counts, self._live = QLabel(), QLabel(), QWidget()
        self._model_note = QLabel()
        self._describe()
        self._fill_live()
        self.setWidget(self._page())
        self._connect()
        self.show_lesson(Lesson(), can_undo=False)
        self.show_recording("")

    @property
    def label_text(self) -> str:
        """What is written as the label."""
        return self.label.currentText()

    @property
    def labels(self) -> list[str]:
        """What is taught by now; 'nothing' last."""
        return [self.label.itemText(place) for place in range(self.label.count())]

    @property
    def message(self) -> str:
        """What was said last."""
        return self._message.text()

    @property
    def model_note(self) -> str:
        """What is said of the model that runs."""
        return self._model_note.text()

    def set_theme(self, theme: Theme) -> None:
        """Show everything in these colours."""
        self.report.set_theme(theme)
        self.spans.set_theme(theme)

    def show_message(self, text: str) -> None:
        """Say what is going on."""
        self._message.setText(text)
        self._message.setVisible(bool(text))

    def show_video(self, video: OpenedVideo | None) -> None:
        """Have examples marked in this, in place of the stream; None is the stream again."""
        self._live.setVisible(video is None)
        self.spans.show_video(video)

    def show_recording(self, text: str) -> None:
        """What a recording does now; empty where there is none."""
        self.record.setText(text or self.tr("Record an example"))
        for widget in (self.label, self.seconds):
            widget.setEnabled(not text)

    def show_lesson(self, lesson: Lesson, *, can_undo: bool) -> None:
        """List the examples, and how many there are of each label."""
        self.examples.show_lesson(lesson)
        counts = [f"{label} {len(lesson.of(label))}" for label in lesson.labels]
        self._counts.setText(" · ".join(counts))
        self.undo.setEnabled(can_undo)
        self.remove.setEnabled(bool(lesson.examples))
        self.save.setEnabled(bool(lesson.examples))
        self._show_labels(lesson.labels)

    def show_models(self, names: Mapping[str, str], current: str, note: str = "") -> None:
        """What can be chosen by what it is called here, what runs, and a word on that."""
        self.model.clear()
        for name, shown in names.items():
            self.model.addItem(shown, name)
        self.model.setCurrentIndex(self.model.findData(current))
        self._model_note.setText(note)
        self._model_note.setVisible(bool(note))

    def _show_labels(self, labels: Sequence[str]) -> None:
        written = self.label.currentText()
        self.label.blockSignals(True)
        self.label.clear()
        self.label.addItems(list(labels))
        self.label.setCurrentText(written)
        self.label.blockSignals(False)
        self.spans.show_label(self.label_text)

    def _describe(self) -> None:
        self.model.setAccessibleName(self.tr("Model"))
        self.model.setToolTip(self.tr("What looks at the stream; what you taught is listed too."))
        self.label.setEditable(True)
        self.label.setAccessibleName(self.tr("Label"))
        line = self.label.lineEdit()
        assert line is not None
        line.setPlaceholderText(self.tr("Name of the action"))
        line.setMaxLength(80)
        self.seconds.setRange(0.6, 5.0)
        self.seconds.setSingleStep(0.2)
        self.seconds.setDecimals(1)
        self.seconds.setValue(USUAL_SECONDS)
        self.seconds.setMinimumWidth(_SECONDS_PX)
        self.seconds.setSuffix(self.tr(" s"))
        self.seconds.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.seconds.setAccessibleName(self.tr("Length of an example"))
        self.fill.setText(self.tr("Take 'nothing' from the countdown"))
        self.fill.setChecked(True)
        self.fill.setToolTip(
            self.tr(
                "What happens before you begin is an example of 'nothing': {n} at most."
            ).format(n=MOST_FILLERS)
        )
        self.record.setObjectName("primary")
        self.record.setToolTip(self.tr("F8: a countdown of three, then do it."))
        self.mark_in.setToolTip(self.tr("[: in a video that plays, the example begins here."))
        self.mark_out.setToolTip(self.tr("]: it ends here."))
        self.video.setToolTip(
            self.tr("Ctrl+Shift+O: a file, played and stepped through; I and O mark an example.")
        )
        self.wrong.setToolTip(self.tr("F9: the last seconds were 'nothing'."))
        self.was.setToolTip(self.tr("F7: the last seconds were something else; choose what."))
        for label in (self._message, self._counts, self._model_note):
            label.setWordWrap(True)
            label.setObjectName("note")
        self._message.setObjectName("verdict")
        self._message.hide()

    def _fill_live(self) -> None:
        """What has examples cut out of the stream that runs."""
        self._live.setObjectName("teach_live")
        column = QVBoxLayout(self._live)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.record)
        column.addWidget(self.fill)
        column.addLayout(button_row(self.mark_in, self.mark_out))
        column.addLayout(button_row(self.wrong, self.was))
        column.addWidget(self.video)

    def _page(self) -> QWidget:
        page = QWidget()
        page.setObjectName("teach_page")
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        title = QLabel(self.tr("Teach it your own actions"))
        title.setObjectName("title")
        title.setWordWrap(True)
        names = QHBoxLayout()
        names.addWidget(self.label, 1)
        names.addWidget(self.seconds)
        column.addWidget(title)
        column.addWidget(self.model)
        column.addWidget(self._model_note)
        column.addLayout(names)
        column.addWidget(self._live)
        column.addWidget(self.opening)
        column.addWidget(self.spans)
        for widget in (self.error, self.progress, self._message, self._counts):
            column.addWidget(widget)
        column.addWidget(self.examples, 1)
        column.addLayout(button_row(self.undo, self.remove, self.save))
        column.addWidget(self.report)
        return page

    def _connect(self) -> None:
        for button, asked in (
            (self.record, self.record_asked),
            (self.mark_in, self.in_asked),
            (self.mark_out, self.out_asked),
            (self.video, self.video_asked),
            (self.wrong, self.wrong_asked),
            (self.was, self.was_asked),
            (self.undo, self.undo_asked),
            (self.save, self.save_asked),
        ):
            button.clicked.connect(asked)
        self.remove.clicked.connect(
            lambda: self.examples.remove_asked.emit(self.examples.selected_places())
        )
        self.model.activated.connect(lambda _row: self.model_chosen.emit(self.model.currentData()))
        self.label.editTextChanged.connect(self.spans.show_label)
