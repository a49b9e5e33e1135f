"""A whole monitor in this process for measurements: real cameras, lags by camera, CPU by work."""

import json
import os
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines import EngineChoice, LoadedEngine, load_engine
from realtime.clock import MonotonicClock
from realtime.monitor.config import parse_config
from realtime.monitor.run_monitor import Monitor
from realtime.sinks.base import Message, PredictionMessage
from tests.realtime.painted_engine import PaintedEngine

WORK = ("decode", "resize", "engine", "decide", "other")
_BY_THREAD = {
    "liveact-capture": "decode",
    "liveact-shared-engine": "engine",
    "liveact-engine": "decide",
}


class LagSink:
    """How far behind live each answer of each camera was; any thread may write."""

    def __init__(self) -> None:
        self.lags: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
        """Camera -> (monotonic time of the answer, seconds behind live)."""

    def write(self, message: Message) -> None:
        if isinstance(message, PredictionMessage) and message.behind_live_seconds is not None:
            self.lags[message.source_id].append((time.monotonic(), message.behind_live_seconds))

    def close(self) -> None:
        """Nothing is left to do."""

    def forget(self) -> int:
        """Let go of all answers; how many there were."""
        count = 0
        for lags in list(self.lags.values()):
            count += len(lags)
            lags.clear()
        return count

    def since(self, began: float, camera: str) -> list[float]:
        """The lags of a camera from a moment on."""
        return [lag for at, lag in list(self.lags[camera]) if at >= began]


class StandInEngine(PaintedEngine):
    """Costs a known time and looks at nothing."""

    choice = EngineChoice("stand-in", "none", "cpu")

    def __init__(self, seconds: float = 0.005) -> None:
        super().__init__()
        self._seconds = seconds

    def infer(self, clips: Sequence[Any]) -> NDArray[np.float32]:
        time.sleep(self._seconds)
        return np.array([[4.0, 0.0]] * len(clips), np.float32)


def engine_named(model: str) -> LoadedEngine:
    """A real one, or the stand-in for `none`."""
    return StandInEngine() if model == "none" else load_engine(model)


@dataclass(frozen=True, slots=True)
class Bed:
    """A monitor that runs, and what is measured of it."""

    monitor: Monitor
    sink: LagSink
    engine_tasks: frozenset[str]
    """Threads of the system that were there before the first camera was opened."""

    def cpu_seconds(self) -> dict[str, float]:
        """CPU time of this process by work; `decode` still holds the resizing."""
        return _cpu_seconds(self.engine_tasks)


@contextmanager
def running(
    cameras: dict[str, str], folder: Path, engine: Callable[[], LoadedEngine], head: str = ""
) -> Iterator[Bed]:
    """A monitor of cameras (name -> URL) that runs until the end of the block.

    `head` goes before the cameras in the configuration. An engine that was called before it is
    given has its threads already, so that they can be told from those of the decoders.
    """
    text = head + "".join(
        f'\n[[cameras]]\nname = "{name}"\nurl = "{url}"\n' for name, url in cameras.items()
    )
    path = folder / "cameras.toml"
    path.write_text(text, encoding="utf-8")
    config = parse_config(text, path.name, environment={}, labels_of=lambda _model: ())
    sink = LagSink()
    monitor = Monitor(
        path,
        config,
        load_config=lambda _path: config,
        load_engine=lambda _plan: engine(),
        sinks=[sink],
        clock=MonotonicClock(),
    )
    tasks = frozenset(task.name for task in Path("/proc/self/task").iterdir())
    thread = threading.Thread(target=monitor.run, name="monitor", daemon=True)
    thread.start()
    try:
        yield Bed(monitor, sink, tasks)
    finally:
        monitor.stop()
        thread.join(30.0)
        # An engine may be in a call; the interpreter must not end under it.
        for left in threading.enumerate():
            if left.name.startswith("liveact-"):
                left.join(30.0)


def await_first_answers(bed: Bed, cameras: Sequence[str], seconds: float = 120.0) -> None:
    """Wait until each camera has two answers; end the measurement where it has none."""
    if not await_answers(bed.sink, cameras, seconds):
        raise SystemExit(f"{len(cameras)} cameras gave no answers within {seconds:g} s")


def await_answers(sink: LagSink, cameras: Sequence[str], seconds: float) -> bool:
    """Whether each camera has two answers within so long."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if all(len(sink.lags[name]) >= 2 for name in cameras):
            return True
        time.sleep(0.05)
    return False


def print_json(value: object) -> None:
    """A result on standard output."""
    sys.stdout.write(json.dumps(value, indent=2) + "\n")


@dataclass(frozen=True, slots=True)
class Resources:
    """What the process holds."""

    rss_mb: float
    files: int
    threads: int


def resources() -> Resources:
    """Resident megabytes, open files, threads."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return Resources(
        rss_mb=pages * os.sysconf("SC_PAGE_SIZE") / 1e6,
        files=len(list(Path("/proc/self/fd").iterdir())),
        threads=threading.active_count(),
    )


def _cpu_seconds(engine_tasks: frozenset[str]) -> dict[str, float]:
    names = {thread.native_id: thread.name for thread in threading.enumerate()}
    spent: defaultdict[str, float] = defaultdict(float)
    for task in Path("/proc/self/task").iterdir():
        try:
            stat = (task / "stat").read_text(encoding="ascii")
        except OSError:
            continue  # it has just ended
        fields = stat.rpartition(")")[2].split()
        seconds = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        thread = names.get(int(task.name))
        # Those that are no threads of Python: the engine's, or FFmpeg's.
        native = "engine" if task.name in engine_tasks else "decode"
        spent[_BY_THREAD.get(thread, "other") if thread else native] += seconds
    return spent
