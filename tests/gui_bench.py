"""What the window costs: CPU share, painting, frame to screen, the longest slots of its thread.

Run it as `python -m tests.gui_bench [--seconds 20] [--streams 1,4] [VIDEO]`; the video is 1080p at
30 fps where the figures are to be compared, and is played over and over at its own rate. Beside the
window a bare QLabel loop plays the same video in the same run (headless OpenCV has no imshow). The
engine answers at once, so that the GUI alone is measured. Not part of CI.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded

import av
import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, QSettings, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLabel

from engines import VideoReader
from gui.engine_share import EngineShare
from gui.live.drawing import Drawing, choose_drawing, prepare_opengl
from gui.live.live_view import LiveView
from gui.main_window import MainWindow
from gui.preferences import Preferences
from realtime import Frame
from tests.gui.small_engine import SmallEngine

WARM_UP_SECONDS = 3.0
SLOT_MS = 8.0
"""A longer piece of work in the GUI's thread is seen as a jerk."""
SIZE_PX = (1280, 720)


@dataclass(frozen=True, slots=True)
class Spread:
    """Of one kind of work, in milliseconds."""

    count: int
    p50_ms: float
    p95_ms: float
    max_ms: float


@dataclass(frozen=True, slots=True)
class WindowCost:
    """The window with so many streams."""

    streams: int
    cores: float
    """CPU seconds of the process a second, decoding included."""
    paint: Spread | None
    """One picture with its overlay."""
    frame_to_screen: Spread | None
    """From the decoded frame in the capture thread to the end of its painting."""
    shown_fps: float
    """Frames of each stream that were painted a second."""
    slots_over_limit: int
    """Pieces of work of the GUI's thread that took longer than `SLOT_MS`."""
    slots_working_over_limit: int
    """Those whose own work took that long, in CPU time; the others waited for a core."""
    slots: dict[str, Spread]
    """By what they were, the longest first; the first eight."""
    work: dict[str, Spread]
    """The same in CPU time of the thread."""


class TimedApplication(QApplication):
    """Times every piece of work that Qt gives to the thread of the GUI."""

    def __init__(self) -> None:
        """As any application."""
        super().__init__(["gui_bench"])
        self.taken_ms: dict[str, list[float]] = defaultdict(list)
        self.worked_ms: dict[str, list[float]] = defaultdict(list)
        self._depth = 0

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Deliver an event; one within another is part of the outer one."""
        self._depth += 1
        kind = "" if self._depth > 1 else _kind(receiver, event)
        began, worked = time.perf_counter(), time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            self._depth -= 1
            if kind:
                self.taken_ms[kind].append(1000 * (time.perf_counter() - began))
                self.worked_ms[kind].append(1000 * (time.thread_time() - worked))


def _kind(receiver: QObject, event: QEvent) -> str:
    return f"{receiver.metaObject().className()} {event.type().name}"


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
    options = parser.parse_args()
    prepare_opengl()
    application, screen = TimedApplication(), ScreenClock()
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(False)
    application.setQuitLockEnabled(False)
    with tempfile.TemporaryDirectory() as folder:
        video = Path(folder) / "looped.mkv"
        needed = options.seconds + WARM_UP_SECONDS + 5
        loop_video(Path(options.video), video, needed)
        drawing = choose_drawing(options.drawing)
        report: dict[str, object] = {
            "platform": application.platformName(),
            "drawing": drawing.words,
            "label_loop_cores": _label_loop(video, options.seconds),
            "windows": [
                asdict(_window(application, screen, drawing, video, int(count), options.seconds))
                for count in options.streams.split(",")
            ],
        }
    sys.stdout.write(json.dumps(report, indent=2) + "\n")
    return 0


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
        _run(WARM_UP_SECONDS)
        application.taken_ms.clear()
        application.worked_ms.clear()
        screen.paint_ms.clear()
        screen.delay_ms.clear()
        cores = _run(seconds)
        cost = WindowCost(
            streams=count,
            cores=cores,
            paint=_spread(screen.paint_ms),
            frame_to_screen=_spread(screen.delay_ms),
            shown_fps=round(len(screen.delay_ms) / seconds / count, 1),
            slots_over_limit=_over_limit(application.taken_ms),
            slots_working_over_limit=_over_limit(application.worked_ms),
            slots=_longest(application.taken_ms),
            work=_longest(application.worked_ms),
        )
        window.close()
    return cost


def _over_limit(taken_ms: dict[str, list[float]]) -> int:
    return sum(one > SLOT_MS for taken in taken_ms.values() for one in taken)


def _longest(taken_ms: dict[str, list[float]]) -> dict[str, Spread]:
    spreads = {kind: _spread(taken) for kind, taken in taken_ms.items()}
    known = {kind: spread for kind, spread in spreads.items() if spread is not None}
    kinds = sorted(known, key=lambda kind: -known[kind].max_ms)[:8]
    return {kind: known[kind] for kind in kinds}


def _label_loop(video: Path, seconds: float) -> float:
    """A timer, a decoder, a QLabel: the least that shows a video; gives its cores."""
    label, reader = QLabel(), VideoReader(video)
    label.resize(*SIZE_PX)
    label.show()

    def show() -> None:
        frame = reader.read()
        if frame is not None:
            height, width = frame.image.shape[:2]
            image = QImage(frame.image.data, width, height, QImage.Format.Format_RGB888)
            pixmap = QPixmap.fromImage(image)
            label.setPixmap(pixmap.scaled(label.size(), Qt.AspectRatioMode.KeepAspectRatio))

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(show)
    timer.start(round(1000 / (reader.announced_rate or 30.0)))
    _run(WARM_UP_SECONDS)
    cores = _run(seconds)
    timer.stop()
    reader.close()
    label.close()
    return cores


def _run(seconds: float) -> float:
    """Let the window work; gives the CPU seconds a second that the process took."""
    loop, is_over = QEventLoop(), QTimer()
    is_over.setSingleShot(True)
    is_over.timeout.connect(loop.quit)
    is_over.start(round(1000 * seconds))
    began, spent = time.perf_counter(), time.process_time()
    loop.exec()
    return round((time.process_time() - spent) / (time.perf_counter() - began), 3)


def _spread(taken_ms: list[float]) -> Spread | None:
    if not taken_ms:
        return None
    p50, p95 = np.percentile(taken_ms, [50, 95])
    figures = (round(float(one), 2) for one in (p50, p95, max(taken_ms)))
    return Spread(len(taken_ms), *figures)


if __name__ == "__main__":
    sys.exit(main())
