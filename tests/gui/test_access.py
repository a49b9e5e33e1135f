"""Whoever uses keys alone, or hears the windows, gets everywhere and knows where they are."""

import re
from contextlib import closing

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTableWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.dialogs import ShortcutsDialog
from gui.preferences import Preferences
from gui.shortcuts import main_window_keys
from tests.gui.conftest import WindowMaker
from tests.gui.every_window import every_window
from tests.gui.waiting import wait
from tests.texts_below import ROOT

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


def test_tab_goes_from_stream_to_stream_in_their_order(
    qtbot: QtBot, make_window: WindowMaker
) -> None:
    window = make_window()
    for _ in range(2):
        window.streams.add()
    views = [cell.view for cell in window.streams.cells]
    views[0].setFocus()
    wait(qtbot, views[0].hasFocus)
    reached = [views[0]]
    for view in views[1:]:
        QTest.keyClick(reached[-1], Qt.Key.Key_Tab)
        wait(qtbot, lambda: QApplication.focusWidget() is not reached[-1])
        focus = QApplication.focusWidget()
        assert focus is view
        reached.append(view)


_KEYS = {
    "stream_grid.py": ("Streams side by side", "Arrows Enter"),
    "timeline.py": ("Timeline", "← → Enter"),
    "replay_window.py": ("Event seen again", "← → Home End PgUp PgDn"),
    "studio_track.py": ("Threshold studio", "← → Space Del Enter"),
    "span_player.py": ("Video in which examples are marked", "I O Enter Space ← → Home End"),
    "example_list.py": ("Examples", "Del"),
}
"""By the file that hears them: where `?` tells them, and in which words."""
_WORDS = {
    **{"Left": "←", "Right": "→", "Return": "Enter", "Delete": "Del"},
    **{"Up": "Arrows", "Down": "Arrows", "PageUp": "PgUp", "PageDown": "PgDn"},
}


def test_every_key_that_a_part_hears_is_told() -> None:
    told = {group.title: group.rows for group in main_window_keys()}
    for path in sorted((ROOT / "gui").rglob("*.py")):
        heard_here = set(re.findall(r"Qt\.Key\.Key_(\w+)", path.read_text(encoding="utf-8")))
        if not heard_here:
            continue
        title, words = _KEYS[path.name]
        assert {_WORDS.get(key, key) for key in heard_here} - {"←", "→"} <= set(words.split())
        said = {key for keys, _ in told[title] for key in re.split("[ ,]+", keys)}
        assert set(words.split()) <= said, path.name


def test_every_key_of_an_action_is_told(make_window: WindowMaker) -> None:
    window = make_window()
    dialog = ShortcutsDialog(window, main_window_keys())
    told = {label.text() for label in dialog.findChildren(QLabel)}
    for action in window.findChildren(QAction):
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        assert not keys or keys in told, action.text()
