"""A monitor for an hour, its cameras breaking off again and again: memory, files, threads.

Run it as `python -m tests.monitor_soak [--minutes 60] [--cameras 8] [--every 60]
[--model none|i3d.k400]`. Not part of CI. Linux with GStreamer's RTSP server, as the tests that are
marked `rtsp`.
"""

import argparse
import gc
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from tests.monitor_bed import (
    Bed,
    Resources,
    await_first_answers,
    engine_named,
    print_json,
    resources,
    running,
)
from tests.rtsp_server import Recording, RtspServer

LOOK_SECONDS = 5.0
LEAST_LOOKS = 2
"""A line needs two points, however short the soak and slow the machine."""
WARM_UP_SHARE = 0.2
"""Left out of the slope: allocators and caches fill first."""


@dataclass(frozen=True, slots=True)
class SoakReport:
    """What the time did to the process."""

    minutes: float
    cameras: int
    restarts: int
    """Of cameras, one after the other."""
    reconnects: int
    """That the monitor made."""
    answers: int
    rss_start_mb: float
    """After the warm-up."""
    rss_end_mb: float
    rss_slope_mb_per_hour: float
    """Straight line after the warm-up."""
    files_start: int
    files_end: int
    threads_start: int
    threads_end: int


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        recording = Recording.painted(Path(folder) / "camera.rec", seconds=60, sizes=((640, 480),))
        report = soak(recording, Path(folder), options)
    print_json(asdict(report))
    return 0


def soak(recording: Recording, folder: Path, options: argparse.Namespace) -> SoakReport:
    """Kill a camera, have it back at once, look at the process, wait; again and again."""
    with ExitStack() as opened:
        servers = [opened.enter_context(RtspServer(recording)) for _ in range(options.cameras)]
        cameras = {f"camera{number}": server.url for number, server in enumerate(servers)}
        head = f"[defaults]\nstep_seconds = {options.step}\n"
        bed = opened.enter_context(
            running(cameras, folder, lambda: engine_named(options.model), head)
        )
        await_first_answers(bed, list(cameras))
        rows, restarts, answers = _watch(bed, servers, options)
        reconnects = sum(max(0, one.connection_id) for one in bed.monitor.snapshot().cameras)
    return _report(rows, options, restarts, reconnects, answers)


def _watch(
    bed: Bed, servers: list[RtspServer], options: argparse.Namespace
) -> tuple[list[Resources], int, int]:
    """How the process stood every few seconds, restarts of cameras, answers."""
    began = next_restart = time.monotonic()
    rows: list[Resources] = []
    restarts = answers = 0
    while (passed := time.monotonic() - began) < 60 * options.minutes or len(rows) < LEAST_LOOKS:
        if time.monotonic() >= next_restart:
            servers[restarts % len(servers)].restart()
            restarts, next_restart = restarts + 1, next_restart + options.every
        time.sleep(min(LOOK_SECONDS, options.every))
        answers += bed.sink.forget()  # its own lists must not be what grows
        gc.collect()
        rows.append(resources())
        left = options.minutes - passed / 60
        sys.stderr.write(f"{left:.1f} min left, {restarts} restarts: {rows[-1]}\n")
    return rows, restarts, answers


def _report(
    rows: list[Resources], options: argparse.Namespace, restarts: int, reconnects: int, answers: int
) -> SoakReport:
    steady = rows[int(len(rows) * WARM_UP_SHARE) :]
    hours = np.linspace(0, options.minutes / 60 * (1 - WARM_UP_SHARE), len(steady))
    slope = np.polyfit(hours, [row.rss_mb for row in steady], 1)[0]
    first, last = steady[0], steady[-1]
    return SoakReport(
        minutes=options.minutes,
        cameras=options.cameras,
        restarts=restarts,
        reconnects=reconnects,
        answers=answers,
        rss_start_mb=round(first.rss_mb, 1),
        rss_end_mb=round(last.rss_mb, 1),
        rss_slope_mb_per_hour=round(float(slope), 2),
        files_start=first.files,
        files_end=last.files,
        threads_start=first.threads,
        threads_end=last.threads,
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--cameras", type=int, default=8)
    parser.add_argument("--every", type=float, default=60.0, help="seconds between two restarts")
    parser.add_argument("--step", type=float, default=1.0, help="seconds between windows")
    parser.add_argument("--model", default="none", help="none: a stand-in of 5 ms")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
