from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from gui.engine_share import EngineShare
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.screenshot import Screenshot
from tests.gui.conftest import load_small
from tests.gui.waiting import wait


@pytest.mark.parametrize(
    ("source", "folder", "failure"),
    [
        ("synthetic:?fps=50", ".", ""),
        ("synthetic:?fps=50", "missing", "cannot be written"),
        ("/nowhere.mp4", ".", "no such file"),
    ],
)
def test_the_window_is_written_or_the_reason_is_known(
    qtbot: QtBot,
    preferences: Preferences,
    tmp_path: Path,
    source: str,
    folder: str,
    failure: str,
) -> None:
    window = MainWindow(EngineShare(load_small), preferences, theme="light", list_cameras=list)
    path = tmp_path / folder / "window.png"
    picture = Screenshot(window, window.selected, path, 0.1, window.close)
    window.show()
    window.start(source)
    wait(qtbot, lambda: not window.isVisible())
    assert failure in picture.failure
    assert bool(picture.failure) == bool(failure)
    assert QImage(str(path)).isNull() == bool(failure)
    window.deleteLater()
