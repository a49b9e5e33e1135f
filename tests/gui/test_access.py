"""Whoever uses keys alone, or hears the windows, gets everywhere and knows where they are."""

from contextlib import closing

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTableWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.preferences import Preferences
from tests.gui.every_window import every_window
from tests.gui.waiting import wait

_CONTROLS = (
    *(QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox),
    *(QComboBox, QLineEdit, QPlainTextEdit),
)
_BY_OTHER_KEYS = {
    *("Place in the clip", "One picture back", "One picture on", "Play", "Pause"),
    *("In  [I]", "Out  [O]"),
}
"""Worked with keys of the window, or the player, that they are in; `?` shows these."""


def controls(window: QWidget) -> list[QWidget]:
    """Everything that a mouse can work, apart from parts of other controls."""
    found = []
    for widget in window.findChildren(QWidget):
        is_part = isinstance(widget, QScrollBar | QHeaderView | QTableWidget) or isinstance(
            widget.parent(), QAbstractSpinBox | QComboBox | QAbstractItemView | QLineEdit
        )
        if isinstance(widget, _CONTROLS) and not is_part and widget.isVisibleTo(window):
            found.append(widget)
    return [one for one in found if one.isEnabled() and not _has_other_keys(one)]


def _has_other_keys(widget: QWidget) -> bool:
    return widget.focusPolicy() is Qt.FocusPolicy.NoFocus and heard(widget) in _BY_OTHER_KEYS


def heard(widget: QWidget) -> str:
    """The name that a screen reader says; of a list of choices on Linux that is what is chosen."""
    if isinstance(widget, QComboBox):
        return widget.accessibleName()
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {heard(widget)!r}"


def test_every_control_has_a_name_and_is_reached_with_tab(
    qtbot: QtBot, preferences: Preferences
) -> None:
    with closing(every_window(preferences, "light")) as windows:
        for name, window in windows:
            window.activateWindow()
            wait(qtbot, window.isActiveWindow)
            wanted = controls(window)
            assert [one for one in wanted if not heard(one)] == [], name
            reached = set()
            for _ in range(2 * len(wanted) + 20):
                focus = QApplication.focusWidget()
                assert focus is not None
                reached.add(focus)
                QTest.keyClick(focus, Qt.Key.Key_Tab)
            left = [described(one) for one in wanted if not {one, one.focusProxy()} & reached]
            assert left == [], name
