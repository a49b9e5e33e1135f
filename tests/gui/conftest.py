"""A window on a screen that is not there, with an engine in miniature."""

import contextlib
import gc
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engines import LoadedEngine, Progress
from gui.bridge import StreamBridge
from gui.engine_share import EngineShare
from gui.language import Speaker
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.sign.sign_window import SignWindow
from gui.worker import StreamWorker
from realtime import PipelineSettings
from realtime.mirroring import MirroredEngine, MirrorSwitch
from realtime.sources.cameras import Camera
from tests.gui.signing import ColourEngine
from tests.gui.small_engine import SmallEngine
from tests.gui.waiting import wait

WindowMaker = Callable[..., MainWindow]
DeskMaker = Callable[..., SignWindow]


def load_small(_progress: Progress) -> LoadedEngine:
    return SmallEngine()


@pytest.fixture(scope="module", autouse=True)
def _collected_here() -> Iterator[None]:
    """Widgets that are left go in this thread: collected in another one they crash Qt."""
    yield
    gc.collect()


@pytest.fixture(scope="session", autouse=True)
def speaks_english(qapp: QApplication) -> Iterator[Speaker]:
    """Texts as an English user sees them, with their plural forms."""
    assert qapp
    speaker = Speaker("en")
    speaker.start()
    yield speaker
    speaker.stop()


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """No thread, and no video that is still open."""
    before = set(threading.enumerate())
    yield
    left = {
        thread.name for thread in set(threading.enumerate()) - before if "liveact" in thread.name
    }
    assert not left
    assert not open_videos()


def open_videos() -> set[str]:
    """What this process holds open, where the system tells it."""
    descriptors = Path("/proc/self/fd")
    held = set()
    for descriptor in descriptors.iterdir() if descriptors.is_dir() else ():
        with contextlib.suppress(OSError):  # closed in the meantime
            held.add(str(descriptor.readlink()))
    return {path for path in held if Path(path).suffix in (".avi", ".gif", ".mkv", ".mp4")}


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def make_window(qtbot: QtBot, preferences: Preferences) -> Iterator[WindowMaker]:
    windows: list[MainWindow] = []

    def make(
        load: Callable[[Progress], LoadedEngine] = load_small, cameras: tuple[Camera, ...] = ()
    ) -> MainWindow:
        window = MainWindow(
            EngineShare(load), preferences, theme="dark", list_cameras=lambda: list(cameras)
        )
        windows.append(window)
        window.show()
        window.activateWindow()
        wait(qtbot, window.isActiveWindow)
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.fixture
def make_desk(qtbot: QtBot, preferences: Preferences) -> Iterator[DeskMaker]:
    windows: list[SignWindow] = []

    def make(engine: LoadedEngine | None = None) -> SignWindow:
        switch = MirrorSwitch()
        worker = StreamWorker(
            lambda _progress: MirroredEngine(engine or ColourEngine(), switch),
            PipelineSettings(step_seconds=0.08),
        )
        window = SignWindow(
            StreamBridge(worker), preferences, theme="dark", list_cameras=list, left_handed=switch
        )
        windows.append(window)
        window.show()
        window.activateWindow()
        wait(qtbot, window.isActiveWindow)
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()
