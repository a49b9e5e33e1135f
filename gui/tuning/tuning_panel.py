"""The controls that change what is made of scores, while one looks."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from gui.button_row import button_row
from gui.side_panel import SidePanel
from gui.steady_button import SteadyButton
from gui.tuning.label_list import LabelList
from gui.tuning.slider_field import Scale, SliderField
from gui.tuning.tuning_steps import (
    TuningSteps,
    with_decisions,
    with_enter,
    with_event,
    with_exit,
    with_label_enter,
)
from realtime.profiles import Profile

_WIDTH_PX = 290
_Apply = Callable[[Profile, float], Profile]
_Read = Callable[[Profile], float]


class TuningPanel(SidePanel):
    """Edits one profile; what changes is told at once and can be undone."""

    tuned = Signal(object)
    """The `Profile` after a change by the user."""
    save_asked = Signal()
    load_asked = Signal()
    studio_asked = Signal()

    def __init__(
        self, profile: Profile, *, is_live: bool = True, parent: QWidget | None = None
    ) -> None:
        """Show this profile; only a live stream has a step and bars, and leads to the studio."""
        super().__init__("tuning", _WIDTH_PX, parent)
        self.setAccessibleName(self.tr("Tuning"))
        self._is_live = is_live
        self._steps = TuningSteps(profile)
        self._fields: dict[str, tuple[SliderField, _Read]] = {}
        self._labels: Sequence[str] = ()
        self.labels = LabelList(of_track=not is_live)
        self.undo = SteadyButton(self.tr("Undo"))
        self.reset = QPushButton(self.tr("Reset"))
        self._message = QLabel()
        self.setWidget(self._page())
        self._connect()
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Have all numbers as wide as the widest, in the font that they have now."""
        widest = max(field.number_px for field, _ in self._fields.values())
        for field, _ in self._fields.values():
            field.widen_number(widest)
        super().showEvent(event)

    @property
    def profile(self) -> Profile:
        """As it is now."""
        return self._steps.profile

    def field(self, name: str) -> SliderField:
        """The field of a setting."""
        return self._fields[name][0]

    def show_profile(self, profile: Profile) -> None:
        """Take a whole profile, as one step that can be undone, and tell it."""
        self._take(profile, "")

    def follow(self, profile: Profile, labels: Sequence[str]) -> None:
        """Show the settings of another stream; nothing is told, and nothing before is undone."""
        self._steps = TuningSteps(profile)
        self._labels = tuple(labels)
        self.show_message("")
        self._show()

    def show_labels(self, labels: Sequence[str]) -> None:
        """List the labels of the model that runs."""
        self._labels = tuple(labels)
        self._show()

    @property
    def message(self) -> str:
        """What is said of a profile."""
        return self._message.text()

    def show_message(self, text: str) -> None:
        """Say what became of a profile, or what is wrong with it."""
        self._message.setText(text)
        self._message.setVisible(bool(text))

    def _page(self) -> QWidget:
        page = QWidget()
        page.setObjectName("tuning_page")
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        title = QLabel(self.tr("Tuning") if self._is_live else self.tr("Settings to try"))
        title.setObjectName("title")
        column.addWidget(title)
        self._message.setWordWrap(True)
        self._message.setObjectName("verdict")
        self._message.hide()
        self._add_stream_fields(column)
        self._add_event_fields(column)
        column.addWidget(self.labels, 1)
        column.addWidget(self._message)  # beside what asks for it: the title is out of sight there
        column.addLayout(button_row(self.undo, self.reset))
        save, load = QPushButton(self.tr("Save as …")), QPushButton(self.tr("Load …"))
        save.setToolTip(self.tr("Save as a profile, which liveact-monitor reads with --profile."))
        save.clicked.connect(self.save_asked)
        load.clicked.connect(self.load_asked)
        column.addLayout(button_row(save, load))
        if self._is_live:
            studio = QPushButton(self.tr("Threshold studio …"))
            studio.setToolTip(self.tr("See which events other settings would have given."))
            studio.clicked.connect(self.studio_asked)
            column.addWidget(studio)
        return page

    def _add_stream_fields(self, column: QVBoxLayout) -> None:
        if self._is_live:
            self._add_live_fields(column)
        self._add(
            column,
            "smoothing",
            (self.tr("Smoothing"), self.tr("How slowly scores follow; 0 takes them as they come.")),
            Scale(0.0, 5.0, 0.1, most=60, suffix=self.tr(" s")),
            (
                lambda p: p.decisions.smoothing_seconds,
                lambda p, v: with_decisions(p, smoothing_seconds=v),
            ),
        )
        self._add(
            column,
            "unknown_below",
            (self.tr("Unknown below"), self.tr("'Nothing I know' below this score.")),
            Scale(0.0, 1.0, 0.01),
            (lambda p: p.decisions.unknown_below, lambda p, v: with_decisions(p, unknown_below=v)),
        )

    def _add_live_fields(self, column: QVBoxLayout) -> None:
        self._add(
            column,
            "step",
            (self.tr("Step"), self.tr("Time between two windows; a slow machine makes fewer.")),
            Scale(0.04, 2.0, 0.04, most=60, suffix=self.tr(" s")),
            (lambda p: p.step_seconds, lambda p, v: p.model_copy(update={"step_seconds": v})),
        )
        self._add(
            column,
            "top_k",
            (self.tr("Bars"), self.tr("How many of the best labels are shown.")),
            Scale(1, 10, 1, decimals=0),
            (lambda p: p.top_k, lambda p, v: p.model_copy(update={"top_k": round(v)})),
        )

    def _add_event_fields(self, column: QVBoxLayout) -> None:
        self._add(
            column,
            "enter",
            (self.tr("Event starts at"), self.tr("An event begins when the score reaches this.")),
            Scale(0.01, 1.0, 0.01),
            (lambda p: p.decisions.event.enter, with_enter),
        )
        self._add(
            column,
            "exit",
            (self.tr("Event ends below"), self.tr("It goes on until the score is below this.")),
            Scale(0.0, 0.99, 0.01),
            (lambda p: p.decisions.event.exit, with_exit),
        )
        self._add(
            column,
            "min_duration",
            (self.tr("Lasts at least"), self.tr("Shorter events are not told.")),
            Scale(0.0, 10.0, 0.1, most=3600, suffix=self.tr(" s")),
            (
                lambda p: p.decisions.event.min_duration_seconds,
                lambda p, v: with_event(p, min_duration_seconds=v),
            ),
        )
        self._add(
            column,
            "cool_down",
            (self.tr("Rests after"), self.tr("After an event its label rests for so long.")),
            Scale(0.0, 30.0, 0.5, most=86400, suffix=self.tr(" s")),
            (
                lambda p: p.decisions.event.cool_down_seconds,
                lambda p, v: with_event(p, cool_down_seconds=v),
            ),
        )

    def _add(
        self,
        column: QVBoxLayout,
        name: str,
        words: tuple[str, str],
        scale: Scale,
        ways: tuple[_Read, _Apply],
    ) -> None:
        """One field with how its value is read from a profile and put into one."""
        read, apply = ways
        field = SliderField(*words, scale)
        field.changed.connect(lambda value: self._take(apply(self.profile, value), name))
        self._fields[name] = (field, read)
        column.addWidget(field)

    def _connect(self) -> None:
        self.undo.setToolTip(self.tr("Take the last change back."))
        self.reset.setToolTip(self.tr("Everything as it usually is."))
        self.undo.clicked.connect(self._on_undo)
        self.reset.clicked.connect(lambda: self._take(Profile(), ""))
        self.labels.ticked.connect(self._on_ticked)
        self.labels.enter_set.connect(
            lambda label, enter: self._take(with_label_enter(self.profile, label, enter), label)
        )

    def _take(self, profile: Profile, control: str) -> None:
        self._steps.take(profile, control)
        self._tell()

    def _tell(self) -> None:
        self.show_message("")
        self._show()
        self.tuned.emit(self.profile)

    def _show(self) -> None:
        for field, read in self._fields.values():
            field.show_value(read(self.profile))
        decisions = self.profile.decisions
        enters = {label: rule.enter for label, rule in decisions.labels.items()}
        self.labels.show_labels(self._labels, decisions.only, enters)
        self.undo.setEnabled(self._steps.can_undo)

    def _on_undo(self) -> None:
        self._steps.undo()
        self._tell()

    def _on_ticked(self, label: str, is_ticked: bool) -> None:
        others = [one for one in self.profile.decisions.only if one != label]
        only = tuple(sorted([*others, label] if is_ticked else others))
        self._take(with_decisions(self.profile, only=only), label)
