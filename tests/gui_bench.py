"""What the window costs: CPU share, painting, frame to screen, the longest slots of its thread.

Run it as `python -m tests.gui_bench [--seconds 20] [--streams 1,4] [--xvfb] [--imshow PYTHON]
[VIDEO]`; the video is 1080p at 30 fps where the figures are to be compared, and is played over and
over at its own rate. Beside the window a bare QLabel loop plays the same video in the same run, and
a bare cv2.imshow loop in an interpreter whose OpenCV has windows (`--imshow`, with `--xvfb` on a
machine without a screen). The engine answers at once, so that the GUI alone is measured. Not part
of CI.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path

import av
from PySide6.QtCore import QSettings
from PySide6.QtGui import QPainter

from gui.collector import GarbageCollector, spare_modules
from gui.engine_share import EngineShare
from gui.live.drawing import Drawing, choose_drawing, prepare_opengl
from gui.live.live_view import LiveView
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.thread_priority import go_first
from realtime import Frame
from tests.bare_loops import SIZE_PX, WARM_UP_SECONDS, imshow_loop, label_loop, run_for
from tests.gui.real_screen import real_screen
from tests.gui.small_engine import SmallEngine
from tests.gui_slots import Spread, TimedApplication, longest_kinds, over_limit, spread, spreads

_REPAINT = "MainWindow UpdateRequest"


@dataclass(frozen=True, slots=True)
class WindowCost:
    """The window with so many streams."""

    streams: int
    cores: float
    """CPU seconds of the process a second, decoding included."""
    gui_cores: float
    """Those of Qt's thread."""
    stolen_cores: float
    """What neighbours of a virtual machine took of it meanwhile; 0 where nobody counts that."""
    paint: Spread | None
    """One picture with its overlay."""
    frame_to_screen: Spread | None
    """From the decoded frame in the capture thread to the end of its painting."""
    shown_fps: float
    """Frames of each stream that were painted a second."""
    slots: int
    """Pieces of work of Qt's thread."""
    over_limit: dict[str, int]
    """Those of more than `LIMIT_MS`: by the clock, and by each part of that time alone."""
    repaint: dict[str, Spread | None]
    """All that is painted at a time, in the same parts."""
    kinds: dict[str, dict[str, Spread | None]]
    """By what they were, those with the longest first."""


class ScreenClock:
    """Takes the time from a decoded frame to the end of its painting, in every view."""

    def __init__(self) -> None:
        """From now on, in place of `LiveView.paint`."""
        self.paint_ms: list[float] = []
        self.delay_ms: list[float] = []
        self._painted: dict[int, Frame] = {}
        paint: Callable[[LiveView, QPainter], None] = LiveView.paint

        def timed(view: LiveView, painter: QPainter) -> None:
            began = time.perf_counter()
            paint(view, painter)
            self.paint_ms.append(1000 * (time.perf_counter() - began))
            self._note(view)

        setattr(LiveView, "paint", timed)  # noqa: B010 - mypy takes no plain assignment

    def _note(self, view: LiveView) -> None:
        """A frame counts once, however often it is painted."""
        frame = view.frame
        if frame is not None and self._painted.get(id(view)) is not frame:
            self._painted[id(view)] = frame
            self.delay_ms.append(1000 * (time.time() - frame.wall_time))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("video", nargs="?", default="/work/shared/data/clips/indoor_1080p.avi")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--streams", default="1,4", help="how many in each window")
    parser.add_argument("--drawing", default="raster", choices=("auto", "opengl", "raster"))
    parser.add_argument("--xvfb", action="store_true", help="on an X screen that nobody sees")
    parser.add_argument("--imshow", type=Path, help="a Python whose OpenCV has windows")
    options = parser.parse_args()
    with _screen(options.xvfb), tempfile.TemporaryDirectory() as folder:
        video = Path(folder) / "looped.mkv"
        loop_video(Path(options.video), video, options.seconds + WARM_UP_SECONDS + 5)
        report = _report(options, video)
    sys.stdout.write(json.dumps(report, indent=2) + "\n")
    return 0


@contextmanager
def _screen(is_wanted: bool) -> Iterator[None]:
    """Where windows are shown: an X server of our own, else as the caller has it, or nowhere."""
    if not is_wanted:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        yield
        return
    with real_screen() as screen:
        os.environ |= {"DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb"}
        yield


def _report(options: argparse.Namespace, video: Path) -> dict[str, object]:
    """As `gui.desktop` starts the window."""
    spare_modules()
    go_first()
    prepare_opengl()
    application, screen = TimedApplication(), ScreenClock()
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(False)
    application.setQuitLockEnabled(False)
    drawing = choose_drawing(options.drawing)
    report: dict[str, object] = {
        "platform": application.platformName(),
        "drawing": drawing.words,
        "label_loop": asdict(label_loop(video, options.seconds)),
    }
    if options.imshow is not None:
        report["imshow_loop"] = asdict(imshow_loop(options.imshow, video, options.seconds))
    with GarbageCollector():
        report["windows"] = [
            asdict(_window(application, screen, drawing, video, int(count), options.seconds))
            for count in options.streams.split(",")
        ]
    return report


def loop_video(video: Path, target: Path, seconds: float) -> None:
    """Write a video over and over into one file, as it is encoded, until it is so long."""
    with av.open(str(target), "w") as out:
        stream, written, step_seconds = None, 0, Fraction(1, 30)
        while stream is None or written * step_seconds < seconds:
            with av.open(str(video)) as source:
                given = source.streams.video[0]
                if stream is None:
                    stream = out.add_stream_from_template(given)
                    step_seconds = 1 / (given.average_rate or Fraction(30))
                for packet in source.demux(given):
                    if packet.dts is not None:
                        packet.time_base = step_seconds
                        packet.pts = packet.dts = written
                        packet.stream = stream
                        out.mux(packet)
                        written += 1


def _window(
    application: TimedApplication,
    screen: ScreenClock,
    drawing: Drawing,
    video: Path,
    count: int,
    seconds: float,
) -> WindowCost:
    with tempfile.TemporaryDirectory() as folder:
        kept = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        share = EngineShare(lambda _progress: SmallEngine())
        window = MainWindow(
            share, Preferences(kept), theme="dark", list_cameras=list, drawing=drawing
        )
        window.resize(*SIZE_PX)
        window.show()
        window.show_only(*[str(video)] * count)
        run_for(WARM_UP_SECONDS)
        application.slots.clear()
        screen.paint_ms.clear()
        screen.delay_ms.clear()
        worked, stolen = time.thread_time(), _stolen_seconds()
        cores = run_for(seconds)
        slots = list(application.slots)
        cost = WindowCost(
            streams=count,
            cores=cores,
            gui_cores=round((time.thread_time() - worked) / seconds, 3),
            stolen_cores=round((_stolen_seconds() - stolen) / seconds, 3),
            paint=spread(screen.paint_ms),
            frame_to_screen=spread(screen.delay_ms),
            shown_fps=round(len(screen.delay_ms) / seconds / count, 1),
            slots=len(slots),
            over_limit=over_limit(slots),
            repaint=spreads(slot for slot in slots if slot.kind == _REPAINT),
            kinds=longest_kinds(slots),
        )
        window.close()
    return cost


def _stolen_seconds() -> float:
    counted = Path("/proc/stat")
    if not counted.exists():
        return 0.0
    _cpu, *ticks = counted.read_text().split("\n", 1)[0].split()
    return int(ticks[7]) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
