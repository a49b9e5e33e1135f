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
from gui.stream_cell import StreamCell
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


def test_streams_run_on_with_their_timelines_and_the_same_one_is_selected(
    qtbot: QtBot, make_window: WindowMaker
) -> None:
    window = make_window()
    window.show_only(f"{LIVE}&seconds=9000", f"{LIVE}&seconds=9001", f"{LIVE}&seconds=9002")
    cells = window.streams.cells
    wait(qtbot, lambda: all(cell.bridge.state.phase is Phase.RUNNING for cell in cells))
    window.streams.select(1)
    cells[2].bridge.stop()
    wait(qtbot, lambda: cells[2].bridge.state.phase is Phase.IDLE)
    wait(qtbot, lambda: len(cells[1].memory.history.samples) > 2)
    wait(qtbot, lambda: bool(cells[1].memory.events))
    before = [cell.bridge.state.stream for cell in cells]
    known = cells[1].memory.history.samples
    going = choose_chinese_now(qtbot, window)

    after = make_window()
    after.go_on(going)
    again = after.streams.cells
    wait(qtbot, lambda: [cell.bridge.state.stream for cell in again] == before)
    assert [cell.source for cell in again] == [cell.source for cell in cells]
    assert again[2].bridge.state.phase is Phase.IDLE
    assert after.selected.cell is again[1]
    assert after.view.hasFocus()
    assert after.source_bar.source == cells[1].source
    wait(qtbot, lambda: len(after.timeline.history.samples) > len(known))
    assert after.timeline.history.samples[: len(known)] == known
    assert not after.timeline.history.gaps()
    assert again[1].memory.events
    wait(qtbot, lambda: after.view.overlay.is_known)


def test_taps_of_a_window_that_is_gone_or_of_another_stream_are_closed(
    qtbot: QtBot, make_window: WindowMaker
) -> None:
    window = make_window()
    window.show_only(f"{LIVE}&seconds=9000", f"{LIVE}&seconds=9001")
    cells = window.streams.cells
    wait(qtbot, lambda: all(cell.bridge.state.phase is Phase.RUNNING for cell in cells))
    counted = [taps(cell) for cell in cells]
    window.actions_by_name["teach"].setChecked(True)
    for _ in range(3):
        for number in (0, 1):
            window.streams.select(number)
    assert [taps(cell) for cell in cells] == [counted[0], counted[1] + 1]  # the selected one's
    window.build_anew()
    after = make_window()
    assert window.going is not None
    after.go_on(window.going)
    assert [taps(cell) for cell in cells] == [one - 1 for one in counted]


def taps(cell: StreamCell) -> int:
    """How many are told each of its frames."""
    stream = cell.bridge.state.stream
    assert stream is not None
    return len(stream.pipeline._intake._taps)


def test_a_password_goes_on_but_into_no_file(
    make_window: WindowMaker, preferences: Preferences
) -> None:
    window = make_window()
    window.start("rtsp://user:secret@127.0.0.1:1/a")
    window.build_anew()
    after = make_window()
    assert window.going is not None
    after.go_on(window.going)
    assert after.streams.cells[0].source == "rtsp://user:secret@127.0.0.1:1/a"
    assert after.source_bar.source == "rtsp://user:secret@127.0.0.1:1/a"
    after.close()
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
