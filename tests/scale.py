"""How many cameras this machine holds: windows, lag, CPU and memory for each number of cameras.

Run it as `python -m tests.scale [--cameras 1,4,8,16] [--model i3d.k400|none] [--mode stream]
[--precision int8] [--seconds 30] [VIDEO]`. Not part of CI. Linux with GStreamer's RTSP server, as
the tests that are marked `rtsp`. The server's own CPU is not counted, but it uses the same cores.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from engines import Demand, LoadedEngine, demo_clip, load_engine
from realtime.watching import infer_blank
from tests.monitor_bed import (
    WORK,
    StandInEngine,
    await_first_answers,
    print_json,
    resources,
    running,
)
from tests.rtsp_server import Recording, RtspServer
from tests.timed_engine import ResizeClock, TimedEngine

SETTLE_SECONDS = 5.0
"""After the first answers: backlogs of connections go."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What so many cameras came to."""

    cameras: int
    wanted_per_second: float
    """Windows of each camera."""
    slowest_per_second: float
    """Of the camera that had the fewest."""
    total_per_second: float
    lag_p50_ms: float
    lag_p95_ms: float
    cpu_cores: float
    cpu_share: dict[str, float]
    """Of that: decoding, resizing, the engine, deciding, all else."""
    rss_mb: float


def main() -> int:
    options = _options()
    if options.one:
        recording = Recording(options.recording, options.fps, options.frames)
        print_json(asdict(measure(recording, options)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        video = options.video or demo_clip()
        _say(f"encoding {video.name} as a camera does")
        recording = Recording.of_video(Path(folder) / "camera.rec", video)
        rows = []
        for count in options.cameras:
            rows.append(_in_a_process(count, recording, options))
            _say(json.dumps(rows[-1]))
    print_json({"video": video.name, "rows": rows, "mb_per_camera": _marginal_mb(rows)})
    return 0


def measure(recording: Recording, options: argparse.Namespace) -> Scale:
    """Run so many cameras of one recording for a while."""
    clock, count = ResizeClock(), options.one
    head = f'[defaults]\nmode = "{options.mode}"\nstep_seconds = {options.step}\n'
    names = [f"camera{number}" for number in range(count)]
    with tempfile.TemporaryDirectory() as folder, RtspServer(recording) as server:
        cameras = dict.fromkeys(names, server.url)
        with running(cameras, Path(folder), lambda: _engine(options, clock), head) as bed:
            await_first_answers(bed, names)
            time.sleep(SETTLE_SECONDS)
            began, cpu, resized = time.monotonic(), bed.cpu_seconds(), clock.seconds
            time.sleep(options.seconds)
            lasted = time.monotonic() - began
            spent = {
                work: seconds - cpu.get(work, 0.0) for work, seconds in bed.cpu_seconds().items()
            }
            resize = clock.seconds - resized
            lags = {name: bed.sink.since(began, name) for name in names}
            rss_mb = resources().rss_mb
    spent |= {"resize": resize, "decode": spent["decode"] - resize}
    return _scale(lags, spent, lasted, rss_mb, 1 / options.step)


def _scale(
    lags: dict[str, list[float]],
    spent: dict[str, float],
    seconds: float,
    rss_mb: float,
    wanted: float,
) -> Scale:
    every = [1000 * lag for of_camera in lags.values() for lag in of_camera]
    p50, p95 = np.percentile(every, [50, 95]) if every else (np.nan, np.nan)
    total = sum(spent.values())
    return Scale(
        cameras=len(lags),
        wanted_per_second=round(wanted, 2),
        slowest_per_second=round(min(map(len, lags.values())) / seconds, 2),
        total_per_second=round(len(every) / seconds, 2),
        lag_p50_ms=round(float(p50), 1),
        lag_p95_ms=round(float(p95), 1),
        cpu_cores=round(total / seconds, 2),
        cpu_share={work: round(spent.get(work, 0.0) / total, 3) for work in WORK},
        rss_mb=round(rss_mb, 1),
    )


def _engine(options: argparse.Namespace, clock: ResizeClock) -> LoadedEngine:
    if options.model == "none":
        return TimedEngine(StandInEngine(), clock)
    demand = Demand(options.one, options.step)
    engine = load_engine(
        options.model, mode=options.mode, precision=options.precision, demand=demand
    )
    infer_blank(engine)
    # The stores of a stream are more than stores: their resizing stays in the share of decoding.
    return TimedEngine(engine, clock) if options.mode == "window" else engine


def _in_a_process(
    count: int, recording: Recording, options: argparse.Namespace
) -> dict[str, float]:
    """Each number of cameras begins with fresh memory."""
    _say(f"{count} cameras for {options.seconds:g} s")
    arguments = {
        "--one": count,
        "--recording": recording.path,
        "--fps": recording.fps,
        "--frames": recording.frame_count,
        "--model": options.model,
        "--mode": options.mode,
        "--precision": options.precision,
        "--step": options.step,
        "--seconds": options.seconds,
    }
    command = [sys.executable, "-m", "tests.scale"]
    command += [str(part) for pair in arguments.items() for part in pair]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    row: dict[str, float] = json.loads(done.stdout)
    return row


def _marginal_mb(rows: list[dict[str, float]]) -> float | None:
    """Megabytes of one camera more: a straight line through the rows."""
    if len(rows) < 2:
        return None
    counts, sizes = [row["cameras"] for row in rows], [row["rss_mb"] for row in rows]
    return round(float(np.polyfit(counts, sizes, 1)[0]), 1)


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _counts(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("video", type=Path, nargs="?", help="what the cameras show, at its size")
    parser.add_argument("--cameras", type=_counts, default=[1, 4, 8, 16])
    parser.add_argument("--model", default="i3d.k400", help="or none: a stand-in of 5 ms")
    parser.add_argument("--mode", choices=("window", "stream"), default="window")
    parser.add_argument("--precision", default="auto", help="as `liveact-monitor watch` takes it")
    # A stream of I3D at 25 fps steps by 0.32 s: about a window a second is three of them.
    parser.add_argument("--step", type=float, default=0.96, help="seconds between windows")
    parser.add_argument("--seconds", type=float, default=30.0)
    for name, kind in (("one", int), ("recording", Path), ("fps", float), ("frames", int)):
        parser.add_argument(f"--{name}", type=kind, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
