"""The window with a real camera on the network, which dies and comes back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engines import VideoReader
from gui.main_window import MainWindow
from tests.conftest import require_or_skip
from tests.gui.conftest import WindowMaker
from tests.rtsp_server import Recording, RtspServer, missing_server

pytestmark = pytest.mark.rtsp
PATIENCE_MS = 30_000


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
    qtbot.waitUntil(lambda: window.view.overlay.is_known, timeout=PATIENCE_MS)
    window.recording.set_folder(tmp_path / "out")
    window.recording.toggle_recording()
    recorder = window.recording._recorder
    assert recorder is not None
    qtbot.waitUntil(lambda: recorder.progress.frames > 10, timeout=PATIENCE_MS)
    before = recorder.progress.frames
    server.kill()
    qtbot.waitUntil(lambda: "reconnecting in" in chips(window), timeout=PATIENCE_MS)
    assert "gap: no whole window" in chips(window)
    assert window.timeline.history.gaps()
    server.start()
    qtbot.waitUntil(lambda: window.view.overlay.is_known, timeout=PATIENCE_MS)
    assert "live" in chips(window)
    qtbot.waitUntil(lambda: recorder.progress.frames > before + 10, timeout=PATIENCE_MS)
    window.recording.toggle_recording()
    qtbot.waitUntil(lambda: not window.recording.is_recording, timeout=PATIENCE_MS)
    VideoReader(recorder.path).close()
    assert "secret" not in window.windowTitle()


def test_a_killed_server_leaves_the_other_streams_alone(
    qtbot: QtBot, make_window: WindowMaker, server: RtspServer
) -> None:
    window = make_window()
    window.show_only("synthetic:?fps=50", server.url)
    other, lost = window.streams.cells
    qtbot.waitUntil(lambda: lost.view.overlay.is_known, timeout=PATIENCE_MS)
    before = other.bridge.state.stream
    server.kill()
    qtbot.waitUntil(lambda: "reconnecting in" in chips(window), timeout=PATIENCE_MS)
    assert before is not None
    seen = before.pipeline.snapshot().predictions
    qtbot.waitUntil(lambda: before.pipeline.snapshot().predictions > seen, timeout=PATIENCE_MS)
    assert other.bridge.state.stream is before
    assert "live" in [chip.text for chip in other.view.overlay.chips]
    assert window.streams.cells == [other, lost]
