"""Opens and closes the window, and switches its source, again and again: how does memory grow?

Run it as `python -m tests.gui_soak [--opens 100] [--switches 50]`; JSON on stdout. Linux only, it
reads /proc. `--drawing opengl` needs a screen (`QT_QPA_PLATFORM=xcb`, under `xvfb-run -a` where
there is none). Not part of CI.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from gui.engine_share import EngineShare
from gui.live.drawing import Drawing, choose_drawing, prepare_opengl
from gui.main_window import MainWindow
from gui.preferences import Preferences
from tests.gui.small_engine import SmallEngine
from tests.soak import WARM_UP_CYCLES, resources

SOURCE = "synthetic:?fps=50"
LONGEST_WAIT_MS = 20_000


@dataclass(frozen=True, slots=True)
class Growth:
    """What the cycles did to the process, those of the warm-up left out."""

    cycles: int
    rss_start_mb: float
    rss_end_mb: float
    rss_slope_kb_per_cycle: float
    """Straight line through the cycles."""
    files_start: int
    files_end: int
    threads_start: int
    threads_end: int


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--opens", type=int, default=100)
    parser.add_argument("--switches", type=int, default=50)
    parser.add_argument("--drawing", default="raster", choices=("auto", "opengl", "raster"))
    options = parser.parse_args()
    prepare_opengl()
    application = QApplication(["gui_soak"])
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(False)
    drawing = choose_drawing(options.drawing)
    with tempfile.TemporaryDirectory() as folder:
        settings = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        preferences = Preferences(settings)

        def open_and_close(_cycle: int) -> None:
            window = _new_window(preferences, drawing)
            _watch(window, SOURCE)
            _drop(window)

        opens = grow(open_and_close, options.opens)
        window = _new_window(preferences, drawing)
        switches = grow(lambda n: _watch(window, f"{SOURCE}&seconds={5000 + n}"), options.switches)
        _drop(window)
    report: dict[str, object] = {
        "drawing": drawing.words,
        "open_and_close": asdict(opens),
        "switch_source": asdict(switches),
    }
    sys.stdout.write(json.dumps(report, indent=2) + "\n")
    return 0


def grow(cycle: Callable[[int], None], count: int) -> Growth:
    """Do it so often and look at the process after each."""
    rows = []
    for number in range(count):
        cycle(number)
        rows.append(resources())
        sys.stderr.write(f"{number + 1}/{count}: {rows[-1][0]:.1f} MB\n")
    kept = np.array(rows[min(WARM_UP_CYCLES, max(0, count - 2)) :])
    slope_mb = float(np.polyfit(np.arange(len(kept)), kept[:, 0], 1)[0])
    first, last = kept[0], kept[-1]
    return Growth(
        cycles=count,
        rss_start_mb=round(float(first[0]), 1),
        rss_end_mb=round(float(last[0]), 1),
        rss_slope_kb_per_cycle=round(1000 * slope_mb, 1),
        files_start=int(first[1]),
        files_end=int(last[1]),
        threads_start=int(first[2]),
        threads_end=int(last[2]),
    )


def _new_window(preferences: Preferences, drawing: Drawing) -> MainWindow:
    share = EngineShare(lambda _progress: SmallEngine())
    window = MainWindow(share, preferences, theme="dark", list_cameras=list, drawing=drawing)
    window.show()
    return window


def _watch(window: MainWindow, source: str) -> None:
    """Run a source until something is recognised in it."""
    window.start(source)
    name, application = source.partition("?")[2], QApplication.instance()
    assert application is not None
    deadline = QTimer()
    deadline.setSingleShot(True)
    deadline.start(LONGEST_WAIT_MS)
    while not (name in window.windowTitle() and window.view.overlay.is_known):
        if not deadline.isActive():
            raise SystemExit(f"gui_soak: nothing was recognised in {source}")
        application.processEvents()


def _drop(window: MainWindow) -> None:
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))


if __name__ == "__main__":
    sys.exit(main())
