"""A language of long words: every text as it is, two fifths longer and in angle quotes."""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QTreeWidget,
    QWidget,
)

from tests.translations import compile_texts, ts_file

BEGIN, END = "«", "»"
_LONGER = 0.4
"""So much longer than English are other languages, apart from single words."""
_FILTER = re.compile(r"\*\.")
_FIGURE = re.compile(r"\{[^}]*\}|\b(s|ms|MB|GB)\b")


def lengthened(text: str) -> str:
    """The text in the language of long words; its placeholders stay."""
    if _FILTER.search(text) or not any(map(str.isalpha, _FIGURE.sub("", text))):
        return text  # a file dialog takes it apart; a number and its unit are in no language
    filler = "n" * max(2, round(_LONGER * len(text)))
    pieces = " ".join(filler[at : at + 12] for at in range(0, len(filler), 12))
    return f"{BEGIN}{text} {pieces}{END}"


def long_translator(folder: Path) -> QTranslator:
    """Says every text of the window in it; install and remove it yourself."""
    tree = ElementTree.parse(ts_file("zh_CN"))
    for message in tree.getroot().iter("message"):
        source, said = message.find("source"), message.find("translation")
        assert source is not None and source.text and said is not None
        for form in said.findall("numerusform") or [said]:
            form.text = lengthened(source.text)
    path = folder / "long.ts"
    tree.write(path, encoding="utf-8")
    compile_texts(path, path.with_suffix(".qm"))
    translator = QTranslator(QCoreApplication.instance())
    assert translator.load(str(path.with_suffix(".qm")))
    return translator


def texts_of(window: QWidget) -> Iterator[str]:
    """Everything that a person sees, reads in a tooltip or hears of a window."""
    yield window.windowTitle()
    for widget in [window, *window.findChildren(QWidget)]:
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        yield from _shown(widget)
    for action in window.findChildren(QAction):
        yield from (action.text(), action.statusTip())


def cut_off(window: QWidget) -> list[str]:
    """Texts of the visible widgets that have too little room, each with what it lacks."""
    found = []
    for widget in window.findChildren(QWidget):
        if widget.isVisibleTo(window):  # what can be scrolled to, too
            lack = _lack(widget) or _hidden(widget)
            if lack:
                found.append(f"{type(widget).__name__} {next(_shown(widget), '')!r}: {lack}")
    return found


def _shown(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QAbstractButton | QLabel):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QComboBox):
        yield from map(widget.itemText, range(widget.count()))
    elif isinstance(widget, QTreeWidget):
        model, rows, columns = (
            widget.model(),
            range(widget.topLevelItemCount()),
            widget.columnCount(),
        )
        places = (model.index(row, column) for row in rows for column in range(columns))
        yield from (str(place.data() or "") for place in places)
    elif isinstance(widget, QAbstractSpinBox):
        yield widget.text()
    elif isinstance(widget, QMenu):
        yield widget.title()
    elif isinstance(widget, QHeaderView):
        yield from _heads(widget)


def _heads(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    if header.isVisible() and model is not None:
        for section in range(header.count()):
            yield str(model.headerData(section, header.orientation()) or "")


def _lack(widget: QWidget) -> str:
    """What a text needs more than it has; empty where it fits."""
    if isinstance(widget, QLabel) and widget.wordWrap():
        return _compared("high", widget.heightForWidth(widget.width()), widget.height())
    if isinstance(widget, QAbstractButton | QLabel) and not widget.text():
        return ""
    if isinstance(widget, QAbstractButton | QLabel | QAbstractSpinBox):
        return _compared("wide", widget.minimumSizeHint().width(), widget.width())
    if isinstance(widget, QHeaderView) and widget.orientation() is Qt.Orientation.Horizontal:
        sections = range(widget.count())
        sizes = ((widget.sectionSizeHint(at), widget.sectionSize(at)) for at in sections)
        return ", ".join(filter(None, (_compared("wide", *both) for both in sizes)))
    return ""


def _hidden(widget: QWidget) -> str:
    """What of a text's widget lies outside of its panel, left or right."""
    has_text = isinstance(widget, QAbstractButton | QLabel | QAbstractSpinBox | QComboBox)
    seen = widget.visibleRegion().boundingRect()
    if not has_text or not seen.isValid():
        return ""
    return _compared("wide in its panel", widget.width(), seen.width())


def _compared(side: str, needed: int, has: int) -> str:
    return f"{has} px {side}, {needed} needed" if has < needed else ""
