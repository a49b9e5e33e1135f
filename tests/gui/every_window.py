"""Every window of the program with everything that it can say, in any language.

    python -m tests.gui.every_window [FOLDER] [--language long|en|zh_CN] [--theme light|dark]

names texts that are cut off, and writes a picture of each window into a folder that is given.
`QT_SCALE_FACTOR=2` doubles everything.
"""

import argparse
import sys
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtWidgets import QApplication, QInputDialog, QWidget

from engines import LabelReport, Lesson, TaughtExample, TeachingReport, Timeline
from gui.bridge import StreamBridge
from gui.dialogs import AboutDialog, ShortcutsDialog
from gui.engine_share import EngineShare
from gui.language import Speaker
from gui.licences import licence_lines
from gui.live.latency import DisplayFigures
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.preparing import Preparation
from gui.record.footage import Scene
from gui.record.picture_ring import Picture, PictureRing
from gui.record.replay_window import ReplayWindow
from gui.shortcuts import main_window_keys
from gui.sign.sign_window import SignWindow
from gui.teach.opened_video import OpenedVideo
from gui.theme import ThemeName, theme_for
from gui.tuning.studio import Studio
from gui.worker import StreamWorker
from realtime import Frame
from realtime.mirroring import MirrorSwitch
from realtime.profiles import Profile
from realtime.rates import Spread
from realtime.sources.cameras import Camera
from realtime.transcript import Gloss
from tests.gui.long_words import cut_off, long_translator
from tests.gui.small_engine import SPEC, SmallEngine
from tests.gui.tuning.test_studio import track
from tests.realtime.monitor.snapshots import LIVE

SIZE = (1280, 720)
_SCENE = Scene("waving", 0.5, 1.5)
_REPORT = TeachingReport(
    (LabelReport("wave", 4, 2, 4, 3), LabelReport("clap", 3, 1, 0, 0)),
    (("wave", "clap", 1),),
    ("'wave' and 'clap' look alike: add 3 examples of each",),
)
_ADDRESS = "rtsp://camera.example/1"
_ERROR = f"{_ADDRESS}: nobody answers on this port; is the server on, the address right?"
NAMES = (
    *(_ADDRESS, "cuda: no GPU here", "Python: 3.11", "liveact", "small.test", "i3d.k400"),
    *("English", "简体中文", "dancing ballet", *SPEC.labels, "nothing", "wave", "clap"),
)
"""What is in no language: what models, labels, cameras and addresses are called."""


def every_window(
    preferences: Preferences, theme: ThemeName
) -> Generator[tuple[str, QWidget], None, None]:
    """The windows one after another, shown, with their names; each is closed after its turn.

    Close it where you may leave it early: the window that is shown then is closed too.
    """
    yield from _main_window(preferences, theme)
    yield from _sign_window(preferences, theme)
    yield from _shown("studio", Studio(track(), Profile(), theme_for(theme)))
    yield from _shown("replay", ReplayWindow(_SCENE, _ring()))


def _main_window(preferences: Preferences, theme: ThemeName) -> Iterator[tuple[str, QWidget]]:
    cameras = [Camera(0, "Integrated Camera")]
    window = MainWindow(
        EngineShare(lambda _: SmallEngine()),
        preferences,
        theme=theme,
        list_cameras=lambda: cameras,
    )
    with _open(window):
        window.resize(*SIZE)
        window.show()
        window.latency.show_snapshot(LIVE, DisplayFigures(59.7, Spread(3, 5, 6)))
        window.tuning.panel.show_labels(SPEC.labels)
        _settle(window)
        yield "welcome", window
        window.view.show_snapshot(LIVE)
        for panel in ("latency", "tuning", "teach"):
            window.panels.show_only(panel)
            _teach(window)
            _settle(window)
            yield panel, window
        window.teaching.panel.spans.show_video(_video())
        _settle(window)
        yield "marking", window
        window.error.show_error(_ERROR)
        window.progress.show_preparation(Preparation("fetching the I3D weights", 0.5, "1 of 2", 20))
        for panel in ("latency", "tuning", "teach"):
            window.actions_by_name[panel].setChecked(True)
        _teach(window)
        _settle(window)
        yield "everything", window
        yield from _dialogs(window)
        yield from _several(window)


def _several(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Streams side by side: one that runs, one that failed, one that has no source yet."""
    for _ in range(2):
        window.streams.add()
    window.panels.show_only("latency")
    window.streams.cells[1].view.show_failure("wave", _ERROR)
    _settle(window)
    yield "several", window


def _teach(window: MainWindow) -> None:
    """Something is taught; showing its panel has it ask the desk, which knows of nothing."""
    teach = window.teaching.panel
    teach.show_lesson(Lesson((_example("wave"), _example("clap"))), can_undo=True)
    teach.report.show_report(_REPORT)


def _dialogs(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    yield from _shown("shortcuts", ShortcutsDialog(window, main_window_keys()))
    yield from _shown("about", AboutDialog(licence_lines("i3d.k400"), "Python: 3.11", window))
    for name, asked in (
        ("profile", window.tuning.panel.save_asked),
        ("model", window.teaching.panel.save_asked),
    ):
        asked.emit()
        (dialog,) = window.findChildren(QInputDialog)
        yield from _shown(name, dialog)
        dialog.setParent(None)


def _sign_window(preferences: Preferences, theme: ThemeName) -> Iterator[tuple[str, QWidget]]:
    window = SignWindow(
        StreamBridge(StreamWorker(lambda _: SmallEngine())),
        preferences,
        theme=theme,
        list_cameras=list,
        left_handed=MirrorSwitch(),
    )
    with _open(window):
        window.resize(*SIZE)
        window.show()
        window.model.show_model("i3d.k400", SPEC.labels, None)
        window.desk.transcript.put(Gloss(0, None, 0.4, 0.5, 1.5))
        window.desk.changed.emit()
        _settle(window)
        yield "sign", window
        window.practice.show()
        _settle(window.practice)
        yield "practice", window.practice


def _shown(name: str, window: QWidget) -> Iterator[tuple[str, QWidget]]:
    with _open(window):
        window.show()
        _settle(window)
        yield name, window


@contextmanager
def _open(window: QWidget) -> Iterator[None]:
    """Whatever becomes of it, it is closed, and its threads end."""
    try:
        yield
    finally:
        window.close()
        window.deleteLater()


def too_large(window: QWidget) -> list[str]:
    """What a window lacks on a screen of 1280x720."""
    width, height = window.minimumSizeHint().width(), window.minimumSizeHint().height()
    fits = width <= SIZE[0] and height <= SIZE[1]
    return [] if fits else [f"the window needs {width}x{height}"]


def _settle(window: QWidget) -> None:
    """Everything laid out."""
    for _ in range(3):
        QApplication.processEvents()
    window.repaint()


def _example(label: str) -> TaughtExample:
    return TaughtExample(label, "clip.mp4", 0.0, 2.0, np.zeros((2, 8), np.float32))


def _video() -> OpenedVideo:
    pictures = _pictures()
    times = np.array([picture.seconds for picture in pictures])
    return OpenedVideo(Path("clip.mp4"), Timeline(times, 2.0, None, 0), pictures)


def _pictures() -> tuple[Picture, ...]:
    return _ring().cut(0.0, 2.0)


def _ring() -> PictureRing:
    ring = PictureRing()
    for index in range(4):
        ring.append(Frame(np.full((90, 160, 3), 60 * index, np.uint8), index / 2, 0.0, index, "t"))
    return ring


def main() -> int:
    """1 where a text is cut off."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--language", choices=("long", "en", "zh_CN"), default="long")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    options = parser.parse_args()
    application = QApplication(["liveact"])
    application.setStyle("Fusion")
    cut = 0
    with tempfile.TemporaryDirectory() as folder:
        if options.language == "long":
            QCoreApplication.installTranslator(long_translator(Path(folder)))
        else:
            Speaker(options.language).start()
        settings = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        for name, window in every_window(Preferences(settings), options.theme):
            if options.folder is not None:
                options.folder.mkdir(parents=True, exist_ok=True)
                picture = f"{name}-{options.language}-{options.theme}.png"
                window.grab().save(str(options.folder / picture))
            lines = [f"{name}: {text}\n" for text in [*cut_off(window), *too_large(window)]]
            sys.stdout.writelines(lines)
            cut += len(lines)
    return 1 if cut else 0


if __name__ == "__main__":
    sys.exit(main())
