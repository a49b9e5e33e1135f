"""A window that is built anew in another language goes on where the one before it was."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from gui.dialogs import LanguageNote
from gui.going import Going
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.sign.sign_window import SignWindow
from gui.worker_state import Phase
from realtime.transcript import Gloss
from tests.gui.conftest import DeskMaker, WindowMaker
from tests.gui.test_main_window import LIVE
from tests.gui.waiting import wait


def choose_chinese_now(qtbot: QtBot, window: MainWindow | SignWindow) -> Going:
    """As a person does it; gives what the closed window leaves to the next one."""
    (menu,) = [one for one in window.findChildren(QMenu) if one.title() == "Language"]
    menu.actions()[2].trigger()
    note = window.findChild(LanguageNote)
    assert isinstance(note, LanguageNote)
    QTest.mouseClick(note.now, Qt.MouseButton.LeftButton)
    wait(qtbot, lambda: not window.isVisible())
    assert window.going is not None
    return window.going


def test_streams_that_run_run_again_and_the_same_one_is_selected(
    qtbot: QtBot, make_window: WindowMaker
) -> None:
    window = make_window()
    window.show_only(f"{LIVE}&seconds=9000", f"{LIVE}&seconds=9001", f"{LIVE}&seconds=9002")
    cells = window.streams.cells
    wait(qtbot, lambda: all(cell.bridge.state.phase is Phase.RUNNING for cell in cells))
    window.streams.select(1)
    cells[2].bridge.stop()
    wait(qtbot, lambda: cells[2].bridge.state.phase is Phase.IDLE)
    going = choose_chinese_now(qtbot, window)
    assert going.sources == (cells[0].source, cells[1].source, "")

    after = make_window()
    after.go_on(going)
    again = after.streams.cells
    wait(qtbot, lambda: [one.running for one in again] == [*going.sources])
    assert after.selected.cell is again[1]
    assert after.source_bar.source == cells[1].source


def test_a_password_goes_on_but_into_no_file(
    qtbot: QtBot, make_window: WindowMaker, preferences: Preferences
) -> None:
    going = Going(("rtsp://user:secret@127.0.0.1:1/a",))
    window = make_window()
    window.go_on(going)
    wait(qtbot, lambda: window.streams.cells[0].running == going.sources[0])
    window.close()
    assert "secret" not in f"{preferences.source} {preferences.streams}"


@pytest.mark.parametrize("label", ["house", None])
def test_a_transcript_goes_on(qtbot: QtBot, make_desk: DeskMaker, label: str | None) -> None:
    window = make_desk()
    window.desk.transcript.put(Gloss(0, label, 0.9, 1.0, 2.0))
    window.desk.changed.emit()
    going = choose_chinese_now(qtbot, window)
    after = make_desk()
    after.go_on(going)
    assert after.view.caption == window.view.caption == (label or "not a sign I know")
    assert after.edits.panel.list.topLevelItemCount() == 1
