"""The examples that were given, each with its moving picture."""

from operator import is_

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from engines import Lesson, TaughtExample
from gui.live.video_image import video_image
from gui.numbers import filled
from gui.teach.film_strip import pictures_of

_SIDE_PX = 52
_LOOP_MS = 200
_LEAST_HEIGHT_PX = 170


class ExampleList(QListWidget):
    """Newest first; a label is changed in its place, Delete takes away what is selected."""

    remove_asked = Signal(list)
    """Places in the lesson."""
    relabelled = Signal(int, str)
    """Place in the lesson, what it shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """No examples yet."""
        super().__init__(parent)
        self._examples: tuple[TaughtExample, ...] = ()
        self._strips: dict[bytes, list[QIcon]] = {}
        self._turn = 0
        self.setAccessibleName(self.tr("Examples"))
        self.setToolTip(self.tr("Double-click or F2 changes a label, Delete removes."))
        self.setIconSize(QSize(_SIDE_PX, _SIDE_PX))
        self.setMinimumHeight(_LEAST_HEIGHT_PX)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.itemChanged.connect(self._on_changed)
        self._loop = QTimer(self)
        self._loop.setInterval(_LOOP_MS)
        self._loop.timeout.connect(self._on_loop)

    def show_lesson(self, lesson: Lesson) -> None:
        """List these examples."""
        if self.count() == len(lesson.examples) and all(map(is_, lesson.examples, self._examples)):
            return
        self._examples = lesson.examples
        kept = {example.thumbnail for example in lesson.examples}
        self._strips = {key: icons for key, icons in self._strips.items() if key in kept}
        self.blockSignals(True)
        self.clear()
        for place in reversed(range(len(lesson.examples))):
            self.addItem(self._item(lesson.examples[place], place))
        self.blockSignals(False)
        self._loop.start() if self.count() else self._loop.stop()

    def selected_places(self) -> list[int]:
        """Places in the lesson."""
        return [self._place(item) for item in self.selectedItems()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes what is selected."""
        if event.key() == Qt.Key.Key_Delete and self.selectedItems():
            self.remove_asked.emit(self.selected_places())
            return
        super().keyPressEvent(event)

    def _item(self, example: TaughtExample, place: int) -> QListWidgetItem:
        item = QListWidgetItem(example.label)
        icons = self._icons(example.thumbnail)
        if icons:
            item.setIcon(icons[self._turn % len(icons)])
        item.setData(Qt.ItemDataRole.UserRole, place)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        seconds = example.end_seconds - example.start_seconds
        item.setToolTip(
            filled(
                self.tr("{seconds:.1f} s of {recording}"),
                seconds=seconds,
                recording=example.recording,
            )
        )
        return item

    def _icons(self, thumbnail: bytes) -> list[QIcon]:
        if thumbnail not in self._strips:
            side = round(_SIDE_PX * self.devicePixelRatioF())
            self._strips[thumbnail] = [
                QIcon(QPixmap.fromImage(video_image(picture, QSize(side, side))))
                for picture in pictures_of(thumbnail)
            ]
        return self._strips[thumbnail]

    def _place(self, item: QListWidgetItem) -> int:
        place: int = item.data(Qt.ItemDataRole.UserRole)
        return place

    def _on_changed(self, item: QListWidgetItem) -> None:
        self.relabelled.emit(self._place(item), item.text())

    def _on_loop(self) -> None:
        """The next picture of each, where anybody can see it."""
        if not self.isVisible() or self.state() is QAbstractItemView.State.EditingState:
            return
        self._turn += 1
        self.blockSignals(True)
        for row in range(self.count()):
            item = self.item(row)
            icons = self._icons(self._examples[self._place(item)].thumbnail)
            if len(icons) > 1:
                item.setIcon(icons[self._turn % len(icons)])
        self.blockSignals(False)
        self.viewport().update()
