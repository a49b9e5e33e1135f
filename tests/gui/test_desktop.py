"""The whole program, in a process of its own, with an engine in miniature."""

import json
import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import gui.desktop as desktop
from gui.app import main
from gui.dialogs import LanguageNote
from tests.gui.small_engine import SmallEngine

loaded, seen = [], []

def load(*_, **__):
    loaded.append(SmallEngine())
    return loaded[-1]

def look():
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    window = next((one for one in shown if hasattr(one, "going")), None)
    note = next((one for one in shown if isinstance(one, LanguageNote)), None)
    if note is not None:
        return note.now.click()
    if window is None or window.error.text or not is_running(window):
        return None
    menus = [one.text() for one in window.menuBar().actions()]
    seen.append(menus)
    if len(seen) == 2:
        print(json.dumps({"menus": seen, "loads": len(loaded)}))
        return window.close()
    language = next(one for one in window.findChildren(type(window.actions_by_name["quit"]))
                    if one.data() == "zh_CN")
    language.trigger()

def is_running(window):
    stream = window.selected if hasattr(window, "selected") else window._bridge
    return stream.state.phase == "running"

desktop.load_engine = load
application = QApplication(["liveact"])
timer = QTimer()
timer.timeout.connect(look)
timer.start(100)
main()
"""


def windows(folder: Path, *arguments: str) -> dict[str, object]:
    """What the program showed in English, then in Chinese, until it closed by itself."""
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, "synthetic:", "--lang", "en", *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    told: dict[str, object] = json.loads(ended.stdout)
    return told


def test_another_language_is_spoken_at_once_and_the_stream_goes_on(tmp_path: Path) -> None:
    told = windows(tmp_path)
    english = ["&Stream", "&View", "&Teach", "&Help"]
    assert told == {
        "menus": [english, ["视频流(&S)", "视图(&V)", "训练(&T)", "帮助(&H)"]],
        "loads": 1,
    }


def test_so_it_is_at_the_desk_that_reads_signs(tmp_path: Path) -> None:
    told = windows(tmp_path, "--sign")
    english = ["&Stream", "&Transcript", "&View", "&Help"]
    assert told == {
        "menus": [english, ["视频流(&S)", "转写(&T)", "视图(&V)", "帮助(&H)"]],
        "loads": 1,
    }
