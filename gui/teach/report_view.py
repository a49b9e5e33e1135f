"""How well the taught labels do: honest figures, what is taken for what, and what would help."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engines import TeachingReport
from gui.teach.report_words import confusion_grid, found_text
from gui.theme import Theme, colour
from gui.wording import local_text


class ReportView(QWidget):
    """Shows a report; hidden before there is one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Nothing is taught yet."""
        super().__init__(parent)
        self._theme = theme
        self._report: TeachingReport | None = None
        self.rows = _table(self.tr("How each label does"))
        self.rows.setColumnCount(3)
        self.rows.setHorizontalHeaderLabels(
            [self.tr("Label"), self.tr("Examples"), self.tr("Found")]
        )
        head = self.rows.horizontalHeader()
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.rows.setToolTip(
            self.tr(
                "Each recording is held out in turn, and asked of a model that never saw it. "
                "Same room and same person: elsewhere it may do worse."
            )
        )
        self.confusions = _table(self.tr("What is taken for what"))
        self.advice = QLabel()
        self.advice.setWordWrap(True)
        self.advice.setObjectName("note")
        self._confusions_title = QLabel(self.tr("Shown (rows), taken for (columns)"))
        self._confusions_title.setObjectName("note")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.rows, self._confusions_title, self.confusions, self.advice):
            column.addWidget(widget)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Show it in these colours."""
        self._theme = theme
        if self._report is not None:
            self.show_report(self._report)

    def show_report(self, report: TeachingReport | None) -> None:
        """Show what validation found; None hides it."""
        self._report = report
        self.setVisible(report is not None)
        if report is None:
            return
        self.rows.setRowCount(len(report.labels))
        for place, row in enumerate(report.labels):
            for column, text in enumerate((row.label, str(row.examples), found_text(row))):
                self.rows.setItem(place, column, _cell(text))
        self._show_confusions(report)
        self.advice.setText("\n".join(f"• {local_text(one)}" for one in report.advice))
        self.advice.setVisible(bool(report.advice))
        _fit(self.rows)

    def _show_confusions(self, report: TeachingReport) -> None:
        labels, counts = confusion_grid(report)
        table = self.confusions
        for widget in (table, self._confusions_title):
            widget.setVisible(len(labels) > 1)
        table.setRowCount(len(labels))
        table.setColumnCount(len(labels))
        table.setHorizontalHeaderLabels(labels)
        table.setVerticalHeaderLabels(labels)
        for shown, row in enumerate(counts):
            for said, count in enumerate(row):
                table.setItem(shown, said, self._count_cell(count, is_right=shown == said))
        table.verticalHeader().setVisible(True)
        _fit(table)

    def _count_cell(self, count: int, *, is_right: bool) -> QTableWidgetItem:
        """A count; those that are wrong are bold and coloured too."""
        cell = _cell(str(count) if count else "·")
        cell.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        if count and not is_right:
            cell.setForeground(colour(self._theme.bad))
            font = cell.font()
            font.setBold(True)
            cell.setFont(font)
        elif not count:
            cell.setForeground(colour(self._theme.dim))
        return cell


def _table(name: str) -> QTableWidget:
    table = QTableWidget()
    table.setAccessibleName(name)
    table.setObjectName("report")
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    table.setShowGrid(False)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.verticalHeader().setVisible(False)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    return table


def _cell(text: str) -> QTableWidgetItem:
    cell = QTableWidgetItem(text)
    cell.setToolTip(text)
    return cell


def _fit(table: QTableWidget) -> None:
    """As high as its rows."""
    table.resizeRowsToContents()
    heights = sum(table.rowHeight(row) for row in range(table.rowCount()))
    table.setFixedHeight(heights + table.horizontalHeader().sizeHint().height() + 4)
