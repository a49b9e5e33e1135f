"""The least that shows a video, with Qt and with OpenCV: what the bench measures the window by."""

import json
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel

from engines import VideoReader
from tests.gui_slots import Spread, spread

WARM_UP_SECONDS = 3.0
SIZE_PX = (1280, 720)


@dataclass(frozen=True, slots=True)
class LoopCost:
    """A loop without anything else."""

    cores: float
    """CPU seconds of the process a second, decoding included."""
    shown_fps: float
    paint: Spread | None
    """From the decoded picture to the end of its painting, scaling included."""


def label_loop(video: Path, seconds: float) -> LoopCost:
    """A timer, a decoder, a QLabel."""
    label, reader = QLabel(), VideoReader(video)
    label.resize(*SIZE_PX)
    label.show()
    paint_ms: list[float] = []

    def show() -> None:
        frame = reader.read()
        if frame is None:
            return
        began = time.perf_counter()
        height, width = frame.image.shape[:2]
        image = QImage(frame.image.data, width, height, QImage.Format.Format_RGB888)
        pixmap = QPixmap.fromImage(image)
        label.setPixmap(pixmap.scaled(label.size(), Qt.AspectRatioMode.KeepAspectRatio))
        label.repaint()
        paint_ms.append(1000 * (time.perf_counter() - began))

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(show)
    timer.start(round(1000 / (reader.announced_rate or 30.0)))
    run_for(WARM_UP_SECONDS)
    paint_ms.clear()
    cores = run_for(seconds)
    timer.stop()
    reader.close()
    label.close()
    return LoopCost(cores, round(len(paint_ms) / seconds, 1), spread(paint_ms))


def imshow_loop(python: Path, video: Path, seconds: float) -> LoopCost:
    """`cv2.imshow` in an interpreter whose OpenCV has windows."""
    script = Path(__file__).with_name("imshow_loop.py")
    given = [str(one) for one in (script, video, WARM_UP_SECONDS, seconds, *SIZE_PX)]
    ended = subprocess.run([str(python), *given], capture_output=True, text=True, check=False)
    if ended.returncode:
        raise SystemExit(f"{python}: no window of OpenCV: {ended.stderr.strip()}")
    said = json.loads(ended.stdout.splitlines()[-1])
    shown_fps = round(len(said["paint_ms"]) / seconds, 1)
    return LoopCost(round(said["cores"], 3), shown_fps, spread(said["paint_ms"]))


def run_for(seconds: float) -> float:
    """Let Qt work; gives the CPU seconds a second that the process took."""
    loop, is_over = QEventLoop(), QTimer()
    is_over.setSingleShot(True)
    is_over.timeout.connect(loop.quit)
    is_over.start(round(1000 * seconds))
    began, spent = time.perf_counter(), time.process_time()
    loop.exec()
    return round((time.process_time() - spent) / (time.perf_counter() - began), 3)
