"""A file played as RTSP, over and over, into the whole pipeline: answers, delay, CPU share.

Run it as `python -m tests.live_stream [--mode stream] [--precision bf16] [--minutes 10] [VIDEO]`.
Not part of CI. Linux with GStreamer's RTSP server, as the tests that are marked `rtsp`.
"""

import argparse
import json
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from engines import EngineError, LoadedEngine, ProgressEvent, demo_clip, load_engine
from engines.progress_line import ProgressLine
from realtime.pipeline import PipelineSettings
from realtime.sinks.base import Message, PredictionMessage
from realtime.watching import open_pipeline
from tests.rtsp_server import Recording, RtspServer

WARM_UP_SECONDS = 10.0
"""Left out of all figures: the first window fills, the backlog of the connection goes."""


@dataclass(frozen=True, slots=True)
class LiveReport:
    """What came of it, after the warm-up."""

    mode: str
    """As asked for."""
    chosen: str
    """`window`, `stream` or `early`: what the engine runs as."""
    runtime: str
    precision: str
    minutes: float
    predictions_per_second: float
    behind_live_ms_by_minute: list[float]
    """Median of each minute."""
    behind_live_slope_ms_per_minute: float
    """Straight line through all predictions; flat is about 0."""
    cpu_cores: float
    """Of this process, in cores; the server is another process."""
    dropped_busy: int
    """Windows for which there was no time."""


class Notes:
    """A sink that keeps when predictions came, and how late."""

    def __init__(self) -> None:
        self.rows: list[tuple[float, float]] = []

    def write(self, message: Message) -> None:
        if isinstance(message, PredictionMessage):
            self.rows.append((time.monotonic(), 1000 * (message.behind_live_seconds or 0.0)))

    def close(self) -> None:
        pass


def watch_live(engine: LoadedEngine, mode: str, video: Path, minutes: float) -> LiveReport:
    notes = Notes()
    seconds = 60 * minutes + WARM_UP_SECONDS
    with tempfile.TemporaryDirectory() as folder, ProgressLine() as progress:
        recording = Recording.of_video(Path(folder) / "live.h264", video)
        with (
            RtspServer(recording) as server,
            open_pipeline(
                engine, server.url, settings=PipelineSettings(max_seconds=seconds), sinks=[notes]
            ) as pipeline,
        ):
            began, last = time.monotonic(), round(seconds)
            progress(ProgressEvent("watching live", 0, last, "s"))
            pipeline.wait(WARM_UP_SECONDS)
            cpu = time.process_time()
            while not pipeline.wait(1):
                done = min(round(time.monotonic() - began), last - 1)
                progress(ProgressEvent("watching live", done, last, "s"))
            pipeline.join()
            cpu_cores = (time.process_time() - cpu) / (time.monotonic() - began - WARM_UP_SECONDS)
            drops = pipeline.snapshot().drops
    rows = np.array(notes.rows).reshape(-1, 2) - (began + WARM_UP_SECONDS, 0)
    rows = rows[(rows[:, 0] >= 0) & (rows[:, 0] < 60 * minutes)]  # not what comes at the end
    if not len(rows):
        raise EngineError(f"no prediction after {WARM_UP_SECONDS:g} s; watch for longer")
    minute = (rows[:, 0] // 60).astype(int)
    by_minute = [float(np.median(rows[minute == one, 1])) for one in np.unique(minute)]
    slope = np.polyfit(rows[:, 0] / 60, rows[:, 1], 1)[0]
    return LiveReport(
        mode=mode,
        chosen=engine.choice.mode,
        runtime=engine.choice.runtime,
        precision=engine.choice.precision,
        minutes=minutes,
        predictions_per_second=round(len(rows) / (60 * minutes), 2),
        behind_live_ms_by_minute=[round(one) for one in by_minute],
        behind_live_slope_ms_per_minute=round(float(slope), 1),
        cpu_cores=round(cpu_cores, 2),
        dropped_busy=drops.get("engine", {}).get("busy", 0),
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("video", type=Path, nargs="?", help="the demo clip if left out")
    parser.add_argument("--mode", choices=("window", "stream", "auto"), default="stream")
    parser.add_argument("--lag", type=float, help="seconds, as for `watch`")
    parser.add_argument("--precision", default="auto")
    parser.add_argument("--minutes", type=float, default=10.0)
    options = parser.parse_args()
    video = options.video or demo_clip()
    with closing(
        load_engine(mode=options.mode, lag_seconds=options.lag, precision=options.precision)
    ) as engine:
        report = watch_live(engine, options.mode, video, options.minutes)
    sys.stdout.write(json.dumps(asdict(report), indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
