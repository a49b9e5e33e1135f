"""The row of buttons that write something: snapshot, recording, events."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

_GAP_PX = 8


class RecordBar(QWidget):
    """What is to be written and how, and how that goes: among the buttons, or in a row below."""

    snapshot_asked = Signal()
    record_asked = Signal()
    """Begin, or end what is being recorded."""
    export_asked = Signal()
    folder_asked = Signal()
    show_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing is recorded."""
        super().__init__(parent)
        self.snapshot = QPushButton(self.tr("Snapshot"))
        self.record = QPushButton(self.tr("Record"))
        self.overlay = QCheckBox(self.tr("With overlay"))
        self.blur = QCheckBox(self.tr("Blur faces"))
        self.export = QPushButton(self.tr("Export events …"))
        self.folder = QPushButton(self.tr("Folder …"))
        self.show_folder = QPushButton(self.tr("Show in folder"))
        self._status, self._said = QLabel(), ""
        self._is_below: bool | None = None
        self._grid, self._left, self._right = QGridLayout(self), QHBoxLayout(), QHBoxLayout()
        self._build()
        self.show_recording(False)

    @property
    def status(self) -> str:
        """What is said of the writing."""
        return self._said

    def show_status(self, text: str, *, is_error: bool = False) -> None:
        """Say how the writing goes, or why it does not."""
        self._said = text
        self._status.setToolTip(text)
        name = "failure" if is_error else "note"
        if self._status.objectName() != name:
            self._status.setObjectName(name)
            self._status.style().polish(self._status)
        self._place_status()

    def show_recording(self, is_on: bool) -> None:
        """The button does what makes sense now; how it is written stays as it is meanwhile."""
        self.record.setText(self.tr("Stop recording") if is_on else self.tr("Record"))
        self.overlay.setEnabled(not is_on)
        self.blur.setEnabled(not is_on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room among the buttons, or less."""
        super().resizeEvent(event)
        self._place_status()

    def _place_status(self) -> None:
        """Where what is said has room; what is too long for a row of its own is shortened."""
        metrics = self._status.fontMetrics()
        sides = self._left.sizeHint().width() + self._right.sizeHint().width() + 4 * _GAP_PX
        is_below = metrics.horizontalAdvance(self._said) > self.width() - sides
        if is_below is not self._is_below:
            self._is_below = is_below
            self._grid.addWidget(self._status, *((1, 0, 1, 3) if is_below else (0, 1)))
        self._status.setVisible(bool(self._said) or not is_below)
        room = self.width() if is_below else self.width() - sides
        self._status.setText(metrics.elidedText(self._said, Qt.TextElideMode.ElideRight, room))

    def _build(self) -> None:
        self.overlay.setToolTip(self.tr("Write what stands over the picture into it."))
        self.blur.setToolTip(
            self.tr("Make faces unreadable in everything that is written. Some are missed.")
        )
        self.export.setToolTip(
            self.tr("Events as CSV, JSON lines or subtitles, timed from the last recording.")
        )
        self.folder.setToolTip(self.tr("Where snapshots and recordings go."))
        self._status.setAccessibleName(self.tr("Recording"))
        self._status.setObjectName("note")
        self._status.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._status.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        buttons = (
            (self.snapshot, self.snapshot_asked),
            (self.record, self.record_asked),
            (self.export, self.export_asked),
            (self.folder, self.folder_asked),
            (self.show_folder, self.show_asked),
        )
        for button, asked in buttons:
            button.clicked.connect(asked)
        for row, widgets in (
            (self._left, (self.snapshot, self.record, self.overlay, self.blur)),
            (self._right, (self.export, self.folder, self.show_folder)),
        ):
            row.setSpacing(_GAP_PX)
            for widget in widgets:
                row.addWidget(widget)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP_PX)
        self._grid.setColumnStretch(1, 1)
        self._grid.addLayout(self._left, 0, 0)
        self._grid.addLayout(self._right, 0, 2)
        self._place_status()
