"""All labels of a model: which are watched, and from which score on, with a search."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QHeaderView, QLabel, QLineEdit, QTreeView, QVBoxLayout, QWidget

from gui.numbers import number_text

_Index = QModelIndex | QPersistentModelIndex
_LABEL, _ENTER = 0, 1
_LEAST_HEIGHT_PX = 180


class LabelModel(QAbstractTableModel):
    """Labels with a tick and a start of their own; changes are told, not kept."""

    ticked = Signal(str, bool)
    enter_set = Signal(str, object)
    """The label and its score; None where it was emptied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """There are no labels yet."""
        super().__init__(parent)
        self._labels: Sequence[str] = ()
        self._only: Collection[str] = frozenset()
        self._enters: Mapping[str, float] = {}

    def show_labels(
        self, labels: Sequence[str], only: Collection[str], enters: Mapping[str, float]
    ) -> None:
        """Show these labels, ticked and with these starts."""
        is_other = tuple(labels) != tuple(self._labels)
        if is_other:
            self.beginResetModel()
        self._labels, self._only, self._enters = tuple(labels), frozenset(only), dict(enters)
        if is_other:
            self.endResetModel()
        elif labels:
            self.dataChanged.emit(self.index(0, 0), self.index(len(labels) - 1, _ENTER))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """A row a label."""
        return 0 if parent.isValid() else len(self._labels)

    def columnCount(self, _parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """The label and its start."""
        return 2

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text, the number or the tick of a place."""
        label = self._labels[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == _LABEL:
            return Qt.CheckState.Checked if label in self._only else Qt.CheckState.Unchecked
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        if index.column() == _LABEL:
            return label
        enter = self._enters.get(label)
        return "" if enter is None else number_text(enter, "g")

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what the user ticked or typed; a text that is no score changes nothing."""
        label = self._labels[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == _LABEL:
            self.ticked.emit(label, Qt.CheckState(value) is Qt.CheckState.Checked)
            return True
        text = str(value).strip().replace(",", ".")
        try:
            enter = float(text) if text else None
        except ValueError:
            return False
        if enter is not None and not 0 < enter <= 1:
            return False
        self.enter_set.emit(label, enter)
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Labels are ticked, starts are typed."""
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_label = index.column() == _LABEL
        return usual | (Qt.ItemFlag.ItemIsUserCheckable if is_label else Qt.ItemFlag.ItemIsEditable)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What the columns are."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.tr("Label") if section == _LABEL else self.tr("Starts at")


class LabelList(QWidget):
    """The labels with a field to search them; nothing ticked means all."""

    ticked = Signal(str, bool)
    enter_set = Signal(str, object)

    def __init__(self, parent: QWidget | None = None, *, of_track: bool = False) -> None:
        """An empty list: of a model, or of the labels that matter in a track."""
        super().__init__(parent)
        self._of_track = of_track
        self._model = LabelModel(self)
        self._model.ticked.connect(self.ticked)
        self._model.enter_set.connect(self.enter_set)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._model)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Search labels"))
        self._search.setAccessibleName(self.tr("Search labels"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._found.setFilterFixedString)
        self._hint = QLabel()
        self._hint.setObjectName("note")
        self._hint.setWordWrap(True)
        self._table = self._make_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._hint, self._search, self._table):
            column.addWidget(widget)

    def show_labels(
        self, labels: Sequence[str], only: Collection[str], enters: Mapping[str, float]
    ) -> None:
        """Show these labels, ticked and with these starts."""
        self._model.show_labels(labels, only, enters)
        hint = self.tr("Labels are listed when a stream has run.")
        if labels:
            hint = self._watched(labels, only)
        self._hint.setText(hint)

    def _watched(self, labels: Sequence[str], only: Collection[str]) -> str:
        """How many of what is listed are watched."""
        count = len(labels)
        ticked = sum(label in only for label in labels)
        if only and self._of_track:
            said = self.tr(
                "{count} of %n label(s) that can begin events in this track are watched.", "", count
            )
            return said.format(count=ticked)
        if self._of_track:
            return self.tr(
                "%n label(s) of the model can begin events in this track, and all of them are "
                "watched; tick some to watch only those.",
                "",
                count,
            )
        if only:
            said = self.tr("{count} of %n label(s) are watched.", "", count)
            return said.format(count=ticked)
        return self.tr("All %n label(s) are watched; tick some to watch only those.", "", count)

    def _make_table(self) -> QTreeView:
        table = QTreeView()
        table.setModel(self._found)
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setAccessibleName(self.tr("Labels"))
        table.setToolTip(
            self.tr(
                "Tick labels to name only those. A score under 'Starts at' begins events of this "
                "label at another score; double-click or F2 to type one, empty it to undo."
            )
        )
        table.setMinimumHeight(_LEAST_HEIGHT_PX)
        header = table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_LABEL, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_ENTER, QHeaderView.ResizeMode.ResizeToContents)
        return table
