"""The windows of help, and the word about another language."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from gui.dialogs import AboutDialog, LanguageNote, ShortcutsDialog
from gui.licences import licence_lines
from gui.preferences import Preferences
from gui.shortcuts import Shortcuts, main_window_keys, shortcuts_of
from tests.gui.conftest import DeskMaker, WindowMaker
from tests.gui.waiting import wait


def shown(dialog: ShortcutsDialog) -> set[str]:
    return {label.text() for label in dialog.findChildren(QLabel)}


def test_every_key_of_the_desk_is_shown_with_what_it_does(
    qtbot: QtBot, make_desk: DeskMaker
) -> None:
    window = make_desk()
    QTest.keyClick(window, Qt.Key.Key_Question)
    wait(qtbot, lambda: window.findChild(ShortcutsDialog) is not None)
    dialog = window.findChild(ShortcutsDialog)
    assert isinstance(dialog, ShortcutsDialog)
    said = shown(dialog)
    for name, action in window.actions_by_name.items():
        assert action.shortcut().toString(QKeySequence.SequenceFormat.NativeText) in said, name
    dialog.reject()
    QTest.keyClick(window, Qt.Key.Key_F1)
    wait(qtbot, lambda: window.findChild(AboutDialog) is not None)
    assert {"Take guess 1 for the chosen sign", "Left-handed", "Transcript", "Slow motion"} <= said
    assert "-" not in said


def test_keys_stand_by_their_menus_and_those_of_none_at_the_end(make_window: WindowMaker) -> None:
    groups = shortcuts_of(make_window())
    assert [group.title for group in groups] == ["Stream", "View", "Teach", "Help", "Anywhere"]
    assert ("F8", "Record an example") in groups[2].rows
    assert groups[-1].rows == (("Esc", "Leave full screen"),)
    titles = [group.title for group in main_window_keys()]
    assert len(titles) == len(set(titles))


def test_keys_of_parts_are_added(make_window: WindowMaker) -> None:
    dialog = ShortcutsDialog(make_window(), [Shortcuts("Practice", (("Alt+S", "Slow motion"),))])
    assert {"Practice", "Alt+S", "Slow motion"} <= shown(dialog)


def test_licences_are_told_of_every_model_and_not_made_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIVEACT_DATA_DIR", str(tmp_path))
    lines = licence_lines("r3d_18.k400")
    assert lines[0].startswith("r3d_18.k400 (in use): BSD-3-Clause (torchvision")
    assert any(line.startswith("i3d.k400: Apache-2.0 (DeepMind") for line in lines)
    assert len(lines) == len(set(lines)) > 5
    assert licence_lines("not saved yet")[0] == "not saved yet (in use): not stated"


def test_about_shows_licences_and_what_to_copy(qtbot: QtBot) -> None:
    about = AboutDialog(["a: MIT", "b: not stated"], "Python: 3.11")
    qtbot.addWidget(about)
    fields = {one.accessibleName(): one.toPlainText() for one in about.findChildren(QPlainTextEdit)}
    assert fields["Licences of the models"] == "a: MIT\nb: not stated"
    assert "Python: 3.11" in fields.values()
    about.show()
    about.activateWindow()
    wait(qtbot, about.isActiveWindow)
    texts = about.findChildren(QPlainTextEdit)
    texts[0].setFocus()
    QTest.keyClick(texts[0], Qt.Key.Key_Tab)
    assert texts[1].hasFocus()  # a tab is no text here
    assert all(button.text() for button in about.findChildren(QPushButton))


def test_a_language_is_chosen_and_told_in_its_own_words(
    qtbot: QtBot, make_window: WindowMaker, preferences: Preferences
) -> None:
    window = make_window()
    menus = {menu.title(): menu for menu in window.menuBar().findChildren(QMenu)}
    choices = menus["Language"].actions()
    assert [one.text() for one in choices] == ["As the system", "English", "简体中文"]
    assert [one.isChecked() for one in choices] == [True, False, False]
    choices[2].trigger()
    assert preferences.language == "zh_CN"
    wait(qtbot, lambda: window.findChild(LanguageNote) is not None)
    note = window.findChild(LanguageNote)
    assert isinstance(note, LanguageNote)
    assert note.text().startswith("现在切换为简体中文")
    assert [note.now.text(), note.later.text()] == ["立即切换", "下次启动时"]
    note.later.click()
    assert window.going is None
    again = make_window()
    checked = [one for one in again.findChildren(QAction) if one.isChecked()]
    assert "简体中文" in {one.text() for one in checked}
