"""Kills and restarts a real RTSP server again and again and reports how memory grows.

Run it as `python -m tests.soak [--cycles 100] [--engine none|i3d.k400]`. Not part of CI: a
hundred cycles take ten minutes. Linux only, it reads /proc.
"""

import argparse
import gc
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines import Engine, load_engine
from realtime.pipeline import Pipeline, PipelineSettings
from realtime.watching import open_pipeline
from tests.realtime.painted_engine import PaintedEngine
from tests.rtsp_server import Recording, RtspServer

WARM_UP_CYCLES = 10
"""Left out of the slope: allocators and caches fill first."""
LONGEST_WAIT_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class SoakReport:
    """What the cycles did to the process."""

    cycles: int
    minutes: float
    rss_start_mb: float
    """After the warm-up cycles."""
    rss_end_mb: float
    rss_slope_kb_per_cycle: float
    """Straight line through the cycles after the warm-up."""
    files_start: int
    files_end: int
    threads_start: int
    threads_end: int
    slowest_return_seconds: float
    """From the server's return to the next prediction."""


class ForgetfulEngine(PaintedEngine):
    """Keeps no windows, so that what grows is not its own list."""

    def infer(self, clips: Sequence[Any]) -> NDArray[np.float32]:
        logits = super().infer(clips)
        self.windows.clear()
        return logits


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cycles", type=int, default=100)
    parser.add_argument("--engine", default="none", help="a model's name, or none")
    options = parser.parse_args()
    engine: Engine = ForgetfulEngine()
    if options.engine != "none":
        engine = load_engine(options.engine)
    report = soak(engine, options.cycles)
    sys.stdout.write(json.dumps(asdict(report), indent=2) + "\n")
    return 0


def soak(engine: Engine, cycles: int) -> SoakReport:
    """Run the cycles: predictions come, the server is killed, it returns, predictions come."""
    rows, returns = [], []
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        recording = Recording.painted(Path(folder) / "soak.h264", seconds=120, sizes=((640, 480),))
        with RtspServer(recording) as server:
            pipeline = open_pipeline(engine, server.url, settings=PipelineSettings())
            with pipeline:
                _await_prediction(pipeline)
                for cycle in range(cycles):
                    server.restart()
                    returns.append(_await_prediction(pipeline))
                    rows.append(resources())
                    _tell(cycle, cycles, rows[-1])
    minutes = (time.monotonic() - began) / 60
    return _report(np.array(rows[min(WARM_UP_CYCLES, cycles - 2) :]), returns, cycles, minutes)


def _await_prediction(pipeline: Pipeline) -> float:
    """Seconds until a prediction comes that was not there before."""
    began, before = time.monotonic(), pipeline.snapshot().predictions
    while pipeline.snapshot().predictions == before:
        if time.monotonic() - began > LONGEST_WAIT_SECONDS or pipeline.wait(0.05):
            raise SystemExit("soak: no prediction came back")
    return time.monotonic() - began


def resources() -> tuple[float, int, int]:
    """Resident megabytes, open files, threads."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    megabytes = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    return megabytes, len(list(Path("/proc/self/fd").iterdir())), threading.active_count()


def _tell(cycle: int, cycles: int, row: tuple[float, int, int]) -> None:
    megabytes, files, threads = row
    sys.stderr.write(
        f"cycle {cycle + 1}/{cycles}: {megabytes:.1f} MB, {files} files, {threads} threads\n"
    )


def _report(
    rows: NDArray[np.float64], returns: list[float], cycles: int, minutes: float
) -> SoakReport:
    slope_mb = np.polyfit(np.arange(len(rows)), rows[:, 0], 1)[0]
    return SoakReport(
        cycles=cycles,
        minutes=round(minutes, 1),
        rss_start_mb=round(float(rows[0, 0]), 1),
        rss_end_mb=round(float(rows[-1, 0]), 1),
        rss_slope_kb_per_cycle=round(1000 * float(slope_mb), 1),
        files_start=int(rows[0, 1]),
        files_end=int(rows[-1, 1]),
        threads_start=int(rows[0, 2]),
        threads_end=int(rows[-1, 2]),
        slowest_return_seconds=round(max(returns), 1),
    )


if __name__ == "__main__":
    sys.exit(main())
