"""The glosses of a transcript, one a row, edited in place."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from gui.numbers import number_text
from gui.wording import gloss_text
from realtime.transcript import Gloss

_NUMBER = Qt.ItemDataRole.UserRole
_WHEN, _GLOSS, _SURE = range(3)


class TranscriptList(QTreeWidget):
    """Times, glosses and confidence; the newest one is chosen unless another one was."""

    edited = Signal(int, str)
    """The number of a gloss, and what a person wrote in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.setHeaderLabels([self.tr("Time"), self.tr("Gloss"), self.tr("Sure")])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(self.tr("Transcript"))
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(_GLOSS, QHeaderView.ResizeMode.Stretch)
        self.itemChanged.connect(self._on_item_changed)
        self.itemDoubleClicked.connect(self.edit_chosen)

    @property
    def chosen(self) -> int | None:
        """The number of the gloss that keys act on; None where there is none."""
        item = self.currentItem()
        return None if item is None else int(item.data(_GLOSS, _NUMBER))

    @property
    def is_editing(self) -> bool:
        """Whether somebody writes in it now."""
        return self.state() is QAbstractItemView.State.EditingState

    def show_glosses(self, glosses: Sequence[Gloss]) -> None:
        """Show these; rows that are there already are kept, and so is what is chosen."""
        chosen = self.chosen
        follows = chosen is None or self.currentItem() is self._last_item()
        with QSignalBlocker(self):
            for row, gloss in enumerate(glosses):
                if row == self.topLevelItemCount():
                    self.addTopLevelItem(QTreeWidgetItem())
                self._fill(self.topLevelItem(row), gloss)
            while self.topLevelItemCount() > len(glosses):
                self.takeTopLevelItem(self.topLevelItemCount() - 1)
        numbers = [gloss.number for gloss in glosses]
        self._choose(
            len(numbers) - 1 if follows or chosen not in numbers else numbers.index(chosen)
        )

    def refresh(self) -> None:
        """Take over another font."""
        with QSignalBlocker(self):
            for row in range(self.topLevelItemCount()):
                item = self.topLevelItem(row)
                assert item is not None
                font = self.font()
                font.setItalic(item.font(_GLOSS).italic())
                item.setFont(_GLOSS, font)

    def edit_chosen(self) -> None:
        """Write another word in the row that is chosen."""
        item = self.currentItem()
        if item is not None:
            self.editItem(item, _GLOSS)

    def _fill(self, item: QTreeWidgetItem | None, gloss: Gloss) -> None:
        assert item is not None
        item.setData(_GLOSS, _NUMBER, gloss.number)
        times = map(time_text, (gloss.start_seconds, gloss.end_seconds))
        item.setText(_WHEN, " - ".join(times))
        item.setText(_GLOSS, gloss_text(gloss))
        item.setText(_SURE, self._sure(gloss))
        item.setTextAlignment(_SURE, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        font = self.font()
        font.setItalic(gloss.label is None)
        item.setFont(_GLOSS, font)

    def _sure(self, gloss: Gloss) -> str:
        if gloss.confidence is None:
            return self.tr("by hand")
        return "" if gloss.label is None else number_text(gloss.confidence, ".0%")

    def _choose(self, row: int) -> None:
        item = self.topLevelItem(row)
        if item is not None and not self.is_editing:
            self.setCurrentItem(item)
            self.scrollToItem(item)

    def _last_item(self) -> QTreeWidgetItem | None:
        return self.topLevelItem(self.topLevelItemCount() - 1)

    def _on_item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if column == _GLOSS:
            self.edited.emit(int(item.data(_GLOSS, _NUMBER)), item.text(_GLOSS))


def time_text(seconds: float) -> str:
    """Minutes and seconds of a stream."""
    tenths = round(10 * max(0.0, seconds))
    return f"{tenths // 600}:{tenths // 10 % 60:02}.{tenths % 10}"
