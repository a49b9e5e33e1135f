"""The sign-language desk, driven by keys on a played file."""

import json
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from gui.dialogs import ShortcutsDialog
from gui.preferences import Preferences
from gui.theme import LIGHT
from tests.gui.conftest import DeskMaker
from tests.gui.signing import BLUE, CONTROL, GREY, RED, SideEngine, press, words, write_signs
from tests.gui.waiting import wait


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Red, blue, and one that is not known."""
    return write_signs(tmp_path_factory.mktemp("signs") / "signs.mp4", [RED, BLUE, GREY])


def test_sign_read_choose_edit_undo_copy_and_export_by_keyboard(
    qtbot: QtBot,
    make_desk: DeskMaker,
    video: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = make_desk()
    window.show_only(str(video))
    wait(qtbot, lambda: len(words(window)) == 3)
    assert words(window) == ["red sign", "blue sign", "not a sign I know"]
    assert window.view.caption == "not a sign I know"
    assert "colours.test: 4 signs" in window.model.text()
    assert "nobody measured it" in window.model.text()
    wait(qtbot, lambda: [chip.text for chip in window.view.chips] == ["ended"])

    guess = window.edits.panel.findChildren(QPushButton)[1].text()
    press(window, Qt.Key.Key_2)
    assert words(window)[2] in guess
    assert window.view.caption == words(window)[2]

    press(window, Qt.Key.Key_F2)
    line = window.edits.panel.list.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, "house 1")  # a digit in it is no guess
    QTest.keyClick(line, Qt.Key.Key_Return)
    wait(qtbot, lambda: words(window)[2] == "house 1")

    press(window, Qt.Key.Key_Delete)
    assert words(window) == ["red sign", "blue sign"]
    press(window, Qt.Key.Key_Z, CONTROL)
    press(window, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "red sign blue sign house 1\n"

    target = tmp_path / "signs.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(window, Qt.Key.Key_S, CONTROL)
    assert json.loads(target.read_text())[0]["label"] == "red sign"
    assert "signs.json" in window.edits.panel.status.text()

    press(window, Qt.Key.Key_Delete, CONTROL)
    assert words(window) == []
    assert "rest your hands" in window.view.caption
    press(window, Qt.Key.Key_Z, CONTROL)
    press(window, Qt.Key.Key_Z, CONTROL)
    assert words(window)[2] != "house 1"  # the edit before


def test_left_handed_turns_over_what_the_model_sees(
    qtbot: QtBot, make_desk: DeskMaker, tmp_path: Path, preferences: Preferences
) -> None:
    window = make_desk(SideEngine())
    press(window, Qt.Key.Key_L, CONTROL)
    video = write_signs(tmp_path / "left.mp4", [(255, 255, 255)], left_px=24, step_px=3)
    window.show_only(str(video))
    wait(qtbot, lambda: len(words(window)) == 1)
    mirrored = words(window)
    window.close()
    assert preferences.flag("sign_left_handed", False)
    plain = make_desk(SideEngine())
    assert plain.actions_by_name["left_handed"].isChecked()
    plain.actions_by_name["left_handed"].trigger()
    plain.show_only(str(video))
    wait(qtbot, lambda: len(words(plain)) == 1)
    assert (mirrored, words(plain)) == (["blue sign"], ["red sign"])


def test_a_second_stream_goes_on_with_the_transcript(
    qtbot: QtBot, make_desk: DeskMaker, video: Path
) -> None:
    window = make_desk()
    window.show_only(str(video))
    wait(qtbot, lambda: len(words(window)) == 1)
    window.show_only(str(video))
    wait(qtbot, lambda: words(window).count("red sign") == 2)
    assert len({gloss.number for gloss in window.desk.transcript.glosses}) == len(words(window))


def test_without_a_voice_speech_is_off_and_says_why(
    make_desk: DeskMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("gui.sign.speech._qt_voice", lambda _parent: None)
    window = make_desk()
    assert not window.actions_by_name["speak"].isEnabled()
    assert "Speech is off: no voice here" in window.edits.panel.status.text()


def test_an_error_is_shown_and_the_transcript_stays(qtbot: QtBot, make_desk: DeskMaker) -> None:
    window = make_desk()
    window.show_only("/nowhere/signs.mp4")
    wait(qtbot, window.error.isVisible)
    assert "no such file" in window.error.text


def test_every_key_is_shown_and_every_control_has_a_name(make_desk: DeskMaker) -> None:
    window = make_desk()
    window.edits.panel.list.setFocus()
    press(window, Qt.Key.Key_Question)
    assert window.findChild(ShortcutsDialog) is not None
    keys = [action.shortcut().toString() for action in window.actions_by_name.values()]
    assert all(keys)
    assert len(set(keys)) == len(keys)
    buttons = [*window.findChildren(QPushButton), *window.findChildren(QCheckBox)]
    assert all(one.text() or one.accessibleName() for one in buttons)
    for widget in (window.view, window.edits.panel.list):
        assert widget.accessibleName()


def test_letters_grow_and_shrink_by_key(make_desk: DeskMaker) -> None:
    window = make_desk()
    sizes = [window.edits.panel.list.font().pointSizeF()]
    for _ in range(6):
        press(window, Qt.Key.Key_Plus, CONTROL)
        sizes.append(window.edits.panel.list.font().pointSizeF())
    assert sizes[1] > sizes[0]
    assert sizes[-1] == sizes[-2]
    press(window, Qt.Key.Key_Minus, CONTROL)
    assert window.edits.panel.list.font().pointSizeF() < sizes[-1]


def test_closing_while_it_loads_ends_it(make_desk: DeskMaker, video: Path) -> None:
    window = make_desk()
    window.show_only(str(video))
    window.close()
    assert not [one for one in threading.enumerate() if "liveact" in one.name]


def test_the_caption_stands_under_the_picture(make_desk: DeskMaker) -> None:
    view = make_desk().view
    view.set_theme(LIGHT)

    def white_pixels() -> int:
        image = view.grab().toImage()
        return sum(
            image.pixelColor(x, y).name() == "#ffffff"
            for x in range(0, image.width(), 4)
            for y in range(round(0.77 * image.height()), image.height(), 2)
        )

    view.show_caption("HHHH")
    assert white_pixels() > 50
    view.show_caption("")
    assert white_pixels() == 0
