"""'Why is it slow?': rates, delays, drops and the engine, each with what it means."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from gui.live.latency import DisplayFigures, facts, stages, verdict
from gui.live.stage_bar import StageBar
from gui.side_panel import SidePanel
from gui.theme import Theme
from realtime import StreamSnapshot, StreamState, StreamStatus

_WIDTH_PX = 290
_SHOWN_EVERY_MS = 400
"""Nobody reads figures that change more often, and each change is laid out and painted."""
_NOTHING = StreamSnapshot(
    StreamStatus("", StreamState.CONNECTING), None, warmup_frames=0, clip_len=1, model_fps=1.0
)


class LatencyPanel(SidePanel):
    """Shows the figures of one stream; the newest snapshot replaces the one before."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Rows without figures."""
        super().__init__("latency", _WIDTH_PX, parent)
        self.setAccessibleName(self.tr("Why is it slow?"))
        self._verdict = _label("verdict")
        self._bar = StageBar(theme)
        self._rows = QGridLayout()
        self._values: dict[str, QLabel] = {}
        self._newest: tuple[StreamSnapshot, DisplayFigures] | None = None
        self._pause = QTimer(self, interval=_SHOWN_EVERY_MS, singleShot=True)
        self._pause.timeout.connect(self._show_newest)
        self.setWidget(self._page())
        self.clear()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._bar.set_theme(theme)

    def show_snapshot(self, snapshot: StreamSnapshot, display: DisplayFigures) -> None:
        """Newer figures; at once, unless others have just been shown."""
        self._newest = snapshot, display
        if not self._pause.isActive():
            self._show_newest()

    def clear(self) -> None:
        """No figures: nothing runs, or something else from now on."""
        self._newest = None
        self._pause.stop()
        self._show(_NOTHING, DisplayFigures())

    def value(self, name: str) -> str:
        """What a row says now."""
        return self._values[name].text()

    def _show_newest(self) -> None:
        if self._newest is None:
            return
        self._show(*self._newest)
        self._newest = None
        self._pause.start()

    def _show(self, snapshot: StreamSnapshot, display: DisplayFigures) -> None:
        _say(self._verdict, verdict(snapshot, display))
        self._bar.show_stages(stages(snapshot, display))
        for fact in facts(snapshot, display):
            value = self._values.get(fact.name) or self._add_row(fact.name, fact.meaning)
            _say(value, fact.value)

    def _page(self) -> QWidget:
        page = QWidget()
        page.setObjectName("latency_page")
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        title = _label("title")
        title.setText(self.tr("Why is it slow?"))
        for widget in (title, self._verdict, self._bar):
            column.addWidget(widget)
        self._rows.setColumnStretch(1, 1)
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(5)
        column.addLayout(self._rows)
        column.addStretch(1)
        return page

    def _add_row(self, name: str, meaning: str) -> QLabel:
        shown, value = _label("name"), _label("value")
        shown.setText(name)
        shown.setWordWrap(False)
        row = self._rows.rowCount()
        for column, label in enumerate((shown, value)):
            label.setToolTip(meaning)
            self._rows.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
        value.setMinimumHeight(shown.sizeHint().height())  # letters of both on one line
        value.setAccessibleName(name)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._values[name] = value
        return value


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    return label


def _say(label: QLabel, text: str) -> None:
    """Set a text only where it is another one: the layout is spared the work."""
    if label.text() != text:
        label.setText(text)
