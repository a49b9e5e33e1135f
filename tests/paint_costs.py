"""What single pieces of painting cost Qt's thread, in milliseconds of CPU time, as JSON.

Run it as `python -m tests.paint_costs`: the overlay painted at once, made as layers and laid over;
the timeline by how long a stream has run; a look for garbage in everything, with and without what
the modules made. Not part of CI.
"""

import gc
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from engines import load_engine
from gui.collector import spare_modules
from gui.live.overlay import make_overlay
from gui.live.overlay_layers import OverlayLayers
from gui.live.paint_overlay import paint_overlay
from gui.live.score_history import ScoreHistory
from gui.live.smooth_bars import SmoothBars
from gui.live.timeline import Timeline
from gui.theme import DARK
from realtime.decision import Decision
from realtime.monitor.bars import BarBoard
from realtime.sinks.base import PredictionMessage
from tests.realtime.monitor.snapshots import LIVE
from tests.realtime.score_tracks import prediction

ROUNDS = 50
OVERLAY_PX = (640, 360)
TIMELINE_PX = (1260, 150)
STEP_SECONDS = 0.32
LABELS = tuple(f"label {number}" for number in range(9))


def main() -> int:
    """Measure everything."""
    spare_modules()
    application = QApplication([])
    application.setStyle("Fusion")
    minutes = {f"timeline_{n}_minutes": timeline_ms(60 * n) for n in (1, 2, 12)}
    report = {**overlay_ms(), **minutes, **garbage_ms()}
    sys.stdout.write(json.dumps(report, indent=2) + "\n")
    return 0


def median_ms(work: Callable[[], object]) -> float:
    """CPU time of this thread, the first time left out."""
    work()
    taken = []
    for _ in range(ROUNDS):
        began = time.thread_time()
        work()
        taken.append(1000 * (time.thread_time() - began))
    return round(statistics.median(taken), 2)


def overlay_ms() -> dict[str, float]:
    """As in a view of one of four streams."""
    screen, room = QImage(*OVERLAY_PX, QImage.Format.Format_RGB32), QRectF(0, 0, *OVERLAY_PX)
    overlay = replace(make_overlay(LIVE, BarBoard()), name="front door")
    bars, layers = SmoothBars(), OverlayLayers()
    bars.advance(overlay.bars, 10.0)

    def paint() -> None:
        with QPainter(screen) as painter:
            paint_overlay(painter, room, overlay, bars.moving)

    def lay_over() -> None:
        with QPainter(screen) as painter:
            layers.paint(painter, bars.moving)

    def make() -> None:
        OverlayLayers().prepare(room, overlay, bars.moving, QFont, 1.0)

    layers.prepare(room, overlay, bars.moving, QFont, 1.0)
    return {
        "overlay_at_once": median_ms(paint),
        "overlay_layers_made": median_ms(make),
        "overlay_laid_over": median_ms(lay_over),
    }


def timeline_ms(seconds: float) -> float:
    """Painted for a stream that has run so long, with labels that change places."""
    history = ScoreHistory()
    for step in range(int(seconds / STEP_SECONDS)):
        scores = [0.0] * len(LABELS)
        for rank in range(5):
            scores[(step // 40 + rank) % len(LABELS)] = 0.5 - 0.1 * rank
        one = prediction(scores, step * STEP_SECONDS, labels=LABELS)
        history.add(PredictionMessage("test", Decision(None, one, one), "ok", 0.1))
    timeline = Timeline(DARK)
    timeline.resize(*TIMELINE_PX)
    timeline.show_history(history)
    screen = QImage(*TIMELINE_PX, QImage.Format.Format_RGB32)
    return median_ms(lambda: timeline.render(screen))


def garbage_ms() -> dict[str, float]:
    """In a program that has an engine, its modules spared; then with all of them."""
    load_engine().close()
    new = median_ms(gc.collect)
    gc.unfreeze()
    return {"garbage_in_what_is_new": new, "garbage_everywhere": median_ms(gc.collect)}


if __name__ == "__main__":
    sys.exit(main())
