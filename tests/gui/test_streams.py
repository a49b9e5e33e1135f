"""Several streams in one window, as a person adds, looks at and removes them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engines import LoadedEngine, Progress
from gui.engine_share import MOST_STREAMS
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.stream_cell import StreamCell
from tests.gui.conftest import WindowMaker
from tests.gui.small_engine import SmallEngine
from tests.gui.test_main_window import LIVE, type_source
from tests.gui.waiting import wait

CTRL = Qt.KeyboardModifier.ControlModifier
SOURCES = tuple(f"{LIVE}&seconds={9000 + number}" for number in range(MOST_STREAMS))


def see_waving(cells: list[StreamCell]) -> bool:
    return all(cell.view.overlay.headline == "waving" for cell in cells)


def shown(window: MainWindow) -> list[bool]:
    return [cell.view.isVisible() for cell in window.streams.cells]


def click(cell: StreamCell) -> None:
    QTest.mouseClick(cell.view, Qt.MouseButton.LeftButton)


def two(qtbot: QtBot, window: MainWindow) -> list[StreamCell]:
    window.show_only(*SOURCES[:2])
    cells = window.streams.cells
    wait(qtbot, lambda: see_waving(cells))
    return cells


def test_a_stream_is_added_by_key_and_shares_the_engine(
    qtbot: QtBot, make_window: WindowMaker
) -> None:
    loaded = []

    def load(_progress: Progress) -> LoadedEngine:
        loaded.append(SmallEngine())
        return loaded[-1]

    window = make_window(load)
    window.start(SOURCES[0])
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    assert window.source_bar.source == ""
    type_source(window, SOURCES[1])
    cells = window.streams.cells
    wait(qtbot, lambda: see_waving(cells))
    assert [cell.source for cell in cells] == list(SOURCES[:2])
    assert shown(window) == [True, True]
    assert len(loaded) == 1
    window.close()
    assert loaded[0].is_closed


@pytest.mark.window
def test_a_click_enlarges_and_esc_or_enter_go_back(qtbot: QtBot, make_window: WindowMaker) -> None:
    window = make_window()
    cells = two(qtbot, window)
    width = cells[0].view.width()
    click(cells[0])
    assert shown(window) == [True, False]
    wait(qtbot, lambda: cells[0].view.width() > 1.5 * width)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert shown(window) == [True, True]
    cells[0].view.setFocus()
    QTest.keyClick(cells[0].view, Qt.Key.Key_Right)
    assert window.selected.cell is cells[1]
    QTest.keyClick(cells[1].view, Qt.Key.Key_Return)
    assert shown(window) == [False, True]
    QTest.keyClick(cells[1].view, Qt.Key.Key_Left)  # the one before, just as large
    assert shown(window) == [True, False]
    QTest.keyClick(cells[0].view, Qt.Key.Key_Return)
    assert shown(window) == [True, True]


def test_the_panels_follow_the_selected_stream(qtbot: QtBot, make_window: WindowMaker) -> None:
    window = make_window()
    one, other = two(qtbot, window)
    window.streams.grid.select(0)
    assert window.timeline.history is one.memory.history
    assert window.source_bar.source == SOURCES[0]
    panel = window.tuning.panel
    panel.show_profile(panel.profile.model_copy(update={"top_k": 2}))
    wait(qtbot, lambda: len(one.view.overlay.bars) == 2)
    window.streams.grid.select(1)
    assert window.timeline.history is other.memory.history
    assert panel.profile.top_k == 5
    assert len(other.view.overlay.bars) == 5
    assert window.windowTitle().startswith(SOURCES[1])


def test_a_stream_that_fails_or_goes_disturbs_no_other(
    qtbot: QtBot, make_window: WindowMaker
) -> None:
    window = make_window()
    one, other = two(qtbot, window)
    type_source(window, "/nowhere/clip.mp4")
    wait(qtbot, window.error.isVisible)
    assert "no such file" in window.error.text
    assert "no such file" in other.view.overlay.note
    assert window.latency.value("Camera") == "-"
    window.streams.grid.select(0)
    assert not window.error.isVisible()
    assert window.latency.value("Model") == "small.test"
    before = one.bridge.state.stream
    window.streams.grid.select(1)
    assert window.latency.value("Model") == "-"  # none of the other's figures
    QTest.keyClick(window, Qt.Key.Key_W, CTRL)
    assert window.streams.cells == [one]
    assert one.bridge.state.stream is before
    wait(qtbot, lambda: see_waving([one]))
    QTest.keyClick(window, Qt.Key.Key_W, CTRL)  # the last one stays
    assert window.streams.cells == [one]


def test_a_recording_goes_on_with_its_stream(
    qtbot: QtBot, make_window: WindowMaker, tmp_path: Path
) -> None:
    window = make_window()
    window.recording.set_folder(tmp_path)
    two(qtbot, window)
    window.recording.toggle_recording()
    recorder = window.recording._recorder
    assert recorder is not None
    window.streams.grid.select(0)
    before = recorder.progress.frames
    wait(qtbot, lambda: recorder.progress.frames > before + 5)
    wait(qtbot, lambda: "seconds=9001" in window.recording.bar.status)
    window.streams.grid.select(1)
    window.actions_by_name["remove"].trigger()
    wait(qtbot, lambda: not window.recording.is_recording)


def test_streams_settings_and_layout_are_there_again(
    qtbot: QtBot, make_window: WindowMaker, preferences: Preferences
) -> None:
    window = make_window()
    cells = two(qtbot, window)
    click(cells[1])
    window.close()
    again = make_window()
    assert [cell.source for cell in again.streams.cells] == list(SOURCES[:2])
    assert again.streams.grid.is_enlarged
    again.streams.start_all()
    wait(qtbot, lambda: see_waving(again.streams.cells))
    again.show_only(SOURCES[2])
    again.close()
    assert preferences.streams == []


def test_nine_run_and_a_tenth_has_no_room(qtbot: QtBot, make_window: WindowMaker) -> None:
    window = make_window()
    window.show_only(*SOURCES)
    assert not window.streams.has_room
    assert not window.actions_by_name["add"].isEnabled()
    wait(qtbot, lambda: see_waving(window.streams.cells))
    sizes = {cell.view.size().toTuple() for cell in window.streams.cells}
    assert max(width for width, _ in sizes) - min(width for width, _ in sizes) <= 1


def test_a_password_of_several_is_not_kept(
    make_window: WindowMaker, preferences: Preferences
) -> None:
    window = make_window()
    window.show_only("rtsp://anna:secret@127.0.0.1:9/one", "rtsp://anna:secret@127.0.0.1:9/two")
    assert [cell.name for cell in window.streams.cells] == [
        "127.0.0.1:9/one",
        "127.0.0.1:9/two",
    ]
    window.close()
    assert [source for source, _ in preferences.streams] == [
        "rtsp://127.0.0.1:9/one",
        "rtsp://127.0.0.1:9/two",
    ]
