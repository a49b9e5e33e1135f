"""Whether cameras that hang or send garbage slow the others: lag with them ÷ lag without.

Run it as `python -m tests.isolation [--healthy 3] [--rounds 3] [--seconds 20]
[--model none|i3d.k400]`. Not part of CI. Linux with GStreamer's RTSP server, as the tests that are
marked `rtsp`. Rounds with and without take turns, so that a machine that drifts counts for both.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from tests.garbage_camera import GarbageCamera
from tests.monitor_bed import await_first_answers, engine_named, print_json, running
from tests.rtsp_server import Recording, RtspServer

FLOOD_PIECES = 50_000


@dataclass(frozen=True, slots=True)
class Isolation:
    """The lag of the healthy cameras."""

    healthy: int
    rounds: int
    p95_without_ms: list[float]
    """A round each."""
    p95_with_ms: list[float]
    """Beside one camera that hangs, one that floods garbage and one that breaks off every 2 s."""
    ratio: float
    """Of the medians."""
    answers_ratio: float
    """Answers with ÷ without, in all rounds."""


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        recording = Recording.painted(Path(folder) / "camera.rec", seconds=60, sizes=((640, 480),))
        report = measure(recording, Path(folder), options)
    print_json(asdict(report))
    return 0


def measure(recording: Recording, folder: Path, options: argparse.Namespace) -> Isolation:
    """Both kinds of rounds in turn."""
    lags: dict[bool, list[list[float]]] = {False: [], True: []}
    with RtspServer(recording) as server:
        healthy = {f"healthy{number}": server.url for number in range(options.healthy)}
        for number in range(options.rounds):
            for with_bad in (False, True):
                sys.stderr.write(f"round {number + 1}: {'with' if with_bad else 'without'}\n")
                lags[with_bad].append(_round(healthy, recording, folder, with_bad, options))
    p95 = {kind: [1000 * float(np.percentile(one, 95)) for one in lags[kind]] for kind in lags}
    counts = {kind: sum(map(len, lags[kind])) for kind in lags}
    return Isolation(
        healthy=options.healthy,
        rounds=options.rounds,
        p95_without_ms=[round(value, 1) for value in p95[False]],
        p95_with_ms=[round(value, 1) for value in p95[True]],
        ratio=round(float(np.median(p95[True]) / np.median(p95[False])), 3),
        answers_ratio=round(counts[True] / counts[False], 3),
    )


def _round(
    healthy: dict[str, str],
    recording: Recording,
    folder: Path,
    with_bad: bool,
    options: argparse.Namespace,
) -> list[float]:
    """The lags of all healthy cameras."""
    with ExitStack() as opened:
        bad = opened.enter_context(bad_cameras(recording)) if with_bad else {}
        head = f"[defaults]\nstep_seconds = {options.step}\n"
        monitor = running({**healthy, **bad}, folder, lambda: engine_named(options.model), head)
        bed = opened.enter_context(monitor)
        await_first_answers(bed, list(healthy))
        time.sleep(options.settle)
        began = time.monotonic()
        time.sleep(options.seconds)
        return [lag for name in healthy for lag in bed.sink.since(began, name)]


@contextmanager
def bad_cameras(recording: Recording) -> Iterator[dict[str, str]]:
    """One that accepts and hangs, one that floods, one that breaks off again and again."""
    with (
        RtspServer(recording) as hung,
        GarbageCamera("RTP", _flood, in_packets=True) as flooding,
        GarbageCamera("RTP", _two_seconds, in_packets=True) as breaking,
    ):
        hung.pause()
        try:
            yield {"hung": hung.url, "flooding": flooding.url, "breaking": breaking.url}
        finally:
            hung.resume()


def _flood() -> list[bytes]:
    """As fast as the network takes it: about 60 MB of what looks like slices of H.264."""
    return [b"\x65" + os.urandom(1200)] * FLOOD_PIECES


def _two_seconds() -> Iterator[bytes]:
    """A few packets, then the end of the connection."""
    for _ in range(20):
        time.sleep(0.1)
        yield b"\x41" + os.urandom(100)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--healthy", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--settle", type=float, default=5.0, help="left out of each round")
    parser.add_argument("--step", type=float, default=0.32)
    parser.add_argument("--model", default="none", help="none: a stand-in of 5 ms")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
