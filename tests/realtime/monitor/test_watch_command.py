"""`liveact-monitor watch` as a user runs it, with the real model on real clips."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from engines import LoadedEngine, load_engine
from realtime.pipeline import PipelineSettings
from realtime.sinks.base import Message, PredictionMessage
from realtime.watching import open_pipeline, watch

pytestmark = pytest.mark.clips

TIMINGS = {"latency_ms", "engine_ms", "behind_live_ms", "seconds", "predictions_per_second"}
COMMAND = [sys.executable, "-c", "from realtime.monitor.cli import main; main()", "watch"]
LIVE_SECONDS = 7.0
ENOUGH_ANSWERS = 3
"""With the label among them a clip need not be played to its end."""


@pytest.fixture(scope="module")
def engine() -> Iterator[LoadedEngine]:
    with closing(load_engine()) as engine:
        yield engine


def run_json(arguments: list[str]) -> list[dict[str, Any]]:
    done = subprocess.run([*COMMAND, *arguments, "--json"], capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def without_timings(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{k: v for k, v in line.items() if k not in TIMINGS} for line in lines]


def test_offline_twice_gives_the_same_json(clips_dir: Path) -> None:
    arguments = [str(clips_dir / "cartwheeling.avi"), "--offline", "--step", "0.08"]
    first, second = run_json(arguments), run_json(arguments)
    assert without_timings(first) == without_timings(second)
    kinds = Counter(line["type"] for line in first)
    assert kinds["prediction"] >= 3
    assert first[-1]["type"] == "summary"
    assert first[-1]["frames"] == 83
    assert first[-1]["dropped"] == {"capture": 0, "ring": 0, "engine": 0}


def labelled(golden: dict[str, Any]) -> dict[str, str]:
    """Clips with a label of Kinetics-400, by the spelling of the model."""
    tops = {
        name: (said["label_k400"], said["i3d_k400_top5"][0]["label"])
        for name, said in golden.items()
    }
    return {name: top for name, (label, top) in tops.items() if label and top in label}


class Labels:
    """Collects the best label of each window, alone and smoothed."""

    def __init__(self) -> None:
        self.raw: list[str] = []
        self.smoothed: list[str] = []

    def write(self, message: Message) -> None:
        if isinstance(message, PredictionMessage):
            self.raw.append(message.decision.prediction.top(1)[0].label)
            self.smoothed.append(message.decision.top(1)[0].label)

    def suffice(self, label: str) -> bool:
        return len(self.smoothed) >= ENOUGH_ANSWERS and label in self.raw

    def close(self) -> None:
        pass


def played(engine: LoadedEngine, clip: Path, label: str) -> Labels | None:
    """What is said of a clip in real time; None where not one window of it was whole."""
    seen = Labels()
    settings = PipelineSettings(max_seconds=LIVE_SECONDS)
    with open_pipeline(engine, str(clip), settings=settings, sinks=[seen]) as pipeline:
        while not (seen.suffice(label) or pipeline.wait(0.05)):
            pass
    return seen if seen.raw else None


@pytest.mark.paced
def test_each_labelled_clip_played_live_is_recognised(
    engine: LoadedEngine, clips_dir: Path, golden: dict[str, Any]
) -> None:
    """Live, in real time: the label once at least, and as the smoothed majority of all but one."""
    clips = labelled(golden)
    assert len(clips) >= 12
    missed, majority_missed = [], []
    for name, label in clips.items():
        # A clip hardly longer than a window has none to spare where the machine stood still.
        seen = played(engine, clips_dir / name, label) or played(engine, clips_dir / name, label)
        assert seen is not None, f"{name}: no window in two goes"
        missed += [] if label in seen.raw else [(name, seen.raw)]
        top = Counter(seen.smoothed).most_common(1)
        majority_missed += [] if top and top[0][0] == label else [(name, top)]
    assert not missed
    assert len(majority_missed) <= 1, majority_missed


def test_the_example_of_the_readme(clips_dir: Path) -> None:
    decisions = list(watch(str(clips_dir / "cartwheeling.avi"), offline=True))
    assert decisions
    assert {decision.label for decision in decisions} == {"cartwheeling"}


def test_ctrl_c_ends_it_cleanly_and_soon(clips_dir: Path) -> None:
    clip = str(clips_dir / "playing_drums_portrait.mp4")
    process = subprocess.Popen(
        [*COMMAND, clip, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    for line in process.stdout:
        if json.loads(line)["type"] == "prediction":
            break
    process.send_signal(signal.SIGINT)
    asked = time.monotonic()
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert json.loads(out.splitlines()[-1])["type"] == "summary"
    assert "Traceback" not in err
    assert time.monotonic() - asked < 30, "it hung"


def test_a_reader_that_goes_away_ends_it_quietly(clips_dir: Path) -> None:
    clip = str(clips_dir / "playing_drums_portrait.mp4")
    with subprocess.Popen(
        [*COMMAND, clip, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        process.wait(60)
        assert "Traceback" not in process.stderr.read()


def test_a_truncated_file_is_used_as_far_as_it_goes(clips_dir: Path, tmp_path: Path) -> None:
    whole = (clips_dir / "flipping_pancake.mkv").read_bytes()
    cut = tmp_path / "cut.mkv"
    cut.write_bytes(whole[: len(whole) // 2])
    lines = run_json([str(cut), "--offline", "--step", "1"])
    assert [line for line in lines if line["type"] == "prediction"]
    ended = [line for line in lines if line["type"] == "status"][-1]
    assert ended["state"] == "ended"
    assert "damaged or missing" in ended["reason"]


def test_a_clip_shorter_than_a_window_says_so(clips_dir: Path) -> None:
    done = subprocess.run(
        [*COMMAND, str(clips_dir / "wave_3.avi"), "--offline"],
        capture_output=True,
        text=True,
        env={**os.environ, "NO_COLOR": "1"},
        check=False,
    )
    assert done.returncode == 0
    assert "40 of 64" in done.stdout + done.stderr
