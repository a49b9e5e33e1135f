"""The window with a real camera on the network, which dies and comes back."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from engines import LoadedEngine, Progress, ProgressEvent, VideoReader
from gui.main_window import MainWindow
from tests.conftest import require_or_skip
from tests.gui.conftest import WindowMaker
from tests.gui.small_engine import SmallEngine
from tests.gui.waiting import wait
from tests.rtsp_server import Recording, RtspServer, missing_server

pytestmark = pytest.mark.rtsp


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RtspServer]:
    reason = missing_server()
    if reason is not None:
        require_or_skip("rtsp", reason)
    recording = Recording.painted(tmp_path / "25fps.rec", fps=25, seconds=20)
    with RtspServer(recording, user="anna", password="secret") as server:
        yield server


def chips(window: MainWindow) -> str:
    return ", ".join(chip.text for chip in window.view.overlay.chips)


@pytest.mark.window
def test_a_killed_server_is_told_and_comes_back(
    qtbot: QtBot, make_window: WindowMaker, server: RtspServer, tmp_path: Path
) -> None:
    window = make_window()
    window.start(server.url)
    wait(qtbot, lambda: window.view.overlay.is_known)
    window.recording.set_folder(tmp_path / "out")
    window.recording.toggle_recording()
    recorder = window.recording._recorder
    assert recorder is not None
    wait(qtbot, lambda: recorder.progress.frames > 10)
    before = recorder.progress.frames
    server.kill()
    wait(qtbot, lambda: "reconnecting in" in chips(window))
    assert "gap: no whole window" in chips(window)
    history = window.timeline.history
    (gap,) = history.gaps()
    wait(qtbot, lambda: history.gaps()[0].end_seconds > gap.end_seconds + 0.3)  # hatched, live
    assert history.now_seconds == history.gaps()[0].end_seconds
    server.start()
    wait(qtbot, lambda: window.view.overlay.is_known)
    assert "live" in chips(window)
    wait(qtbot, lambda: recorder.progress.frames > before + 10)
    window.recording.toggle_recording()
    wait(qtbot, lambda: not window.recording.is_recording)
    VideoReader(recorder.path).close()
    assert "secret" not in window.windowTitle()


@pytest.mark.window
def test_a_wrong_path_is_told_while_the_engine_is_prepared(
    qtbot: QtBot, make_window: WindowMaker, server: RtspServer
) -> None:
    may_go_on = threading.Event()

    def load(progress: Progress) -> LoadedEngine:
        while not may_go_on.wait(0.02):
            progress(ProgressEvent("measuring", 1, None, "steps"))
        return SmallEngine()

    window = make_window(load)
    window.start(f"{server.url}-elsewhere")
    wait(qtbot, window.error.isVisible)
    assert "no stream under this path" in window.error.text
    assert window.progress.isVisible()
    assert window.view.overlay.headline == "No picture yet"
    dismiss = window.error.findChild(QPushButton)
    assert isinstance(dismiss, QPushButton)
    QTest.mouseClick(dismiss, Qt.MouseButton.LeftButton)
    assert window.view.hasFocus()  # Space once more cancels nothing
    before = window.selected.state
    wait(qtbot, lambda: window.selected.state is not before)  # a step further
    assert not window.error.isVisible()
    window.start(server.url)
    wait(qtbot, lambda: window.view.overlay.headline == "Getting ready …")
    may_go_on.set()
    wait(qtbot, lambda: window.view.overlay.is_known)


def test_a_killed_server_leaves_the_other_streams_alone(
    qtbot: QtBot, make_window: WindowMaker, server: RtspServer
) -> None:
    window = make_window()
    window.show_only("synthetic:?fps=50", server.url)
    other, lost = window.streams.cells
    wait(qtbot, lambda: lost.view.overlay.is_known)
    before = other.bridge.state.stream
    server.kill()
    wait(qtbot, lambda: "reconnecting in" in chips(window))
    assert before is not None
    seen = before.pipeline.snapshot().predictions
    wait(qtbot, lambda: before.pipeline.snapshot().predictions > seen)
    assert other.bridge.state.stream is before
    assert "live" in [chip.text for chip in other.view.overlay.chips]
    assert window.streams.cells == [other, lost]
