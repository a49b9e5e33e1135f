"""MoViNet-A0-Stream beside our streams on the labelled clips, in one run, engine after engine.

Run it as `python -m tests.peers [--precisions fp32,bf16,int8]`; it needs `pip install -c
constraints.txt ai-edge-litert`, which is no part of liveact, and the clips (LIVEACT_CLIPS). Not
part of CI. Each engine goes along each clip, from first frame to last, before the next clip comes.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engines import EngineError, ProgressEvent, load_engine
from engines.artifacts import Progress
from engines.evaluation.labelled import LabelledClip, frames_of, read_labels
from engines.models import model_card
from engines.progress_line import ProgressLine

CLIPS_HOME = Path(os.environ.get("LIVEACT_CLIPS", Path(__file__).parents[2] / "shared" / "data"))
PEER_SIDE_PX, PEER_FPS = 172, 5.0
"""What it was trained on."""

Watch = Callable[[NDArray[np.uint8]], str]
"""Goes along frames uint8 (n, H, W, 3) of 25 fps, gives the label at their end."""


@dataclass(frozen=True, slots=True)
class PeerRow:
    """The figures of one engine."""

    engine: str
    ms_per_video_second: float
    """Median over the clips."""
    answers_per_video_second: float
    top1: float
    """Part of the clips, 0..1, whose label at their end is right."""
    clips: int
    seconds_before_first_answer: float


@dataclass(frozen=True, slots=True)
class Contender:
    """An engine that takes part."""

    name: str
    watch: Watch
    answers_per_video_second: float
    seconds_before_first_answer: float


def peer(folder: Path, threads: int) -> Contender:
    """MoViNet-A0-Stream int8, a frame at a time."""
    from ai_edge_litert.interpreter import Interpreter

    model = folder / "movinet_a0_stream_int8_k600.tflite"
    run = Interpreter(str(model), num_threads=threads).get_signature_runner()
    labels = (folder / "kinetics600_label_map.txt").read_text(encoding="utf-8").splitlines()
    details = run.get_input_details()
    states = {name: one for name, one in details.items() if name != "image"}

    def watch(frames: NDArray[np.uint8]) -> str:
        kept = {name: np.zeros(one["shape"], one["dtype"]) for name, one in states.items()}
        every = round(25 / PEER_FPS)
        logits: Any = None
        for frame in frames[::every]:
            small = cv2.resize(frame, (PEER_SIDE_PX, PEER_SIDE_PX)).astype(np.float32) / 255
            kept = run(image=small[np.newaxis, np.newaxis], **kept)
            logits = kept.pop("logits")
        return labels[int(np.argmax(logits))]

    return Contender("MoViNet-A0-Stream int8, 5 fps", watch, PEER_FPS, 1 / PEER_FPS)


def ours(precision: str, lag_seconds: float | None) -> Contender:
    """I3D as a stream of steps."""
    engine = load_engine(mode="stream", precision=precision, lag_seconds=lag_seconds)
    spec, size = engine.spec, engine.spec.step_frames

    def watch(frames: NDArray[np.uint8]) -> str:
        store = engine.new_store(len(frames))
        for slot, frame in enumerate(frames):
            store.write(slot, frame)
        logits = np.zeros(len(spec.labels), np.float32)
        for end in range(spec.first_frames, len(frames) + 1, size):
            first = max(0, end - spec.clip_len)
            logits = engine.infer([store.window(range(first, end))])[0]
        return spec.labels[int(logits.argmax())]

    kind = "stream" if lag_seconds is None else "stream, early answers"
    fps = 1 / spec.sample_seconds
    return Contender(f"I3D {kind} {precision}", watch, fps / size, spec.first_frames / fps)


def compare(
    contenders: Sequence[Contender], clips: Sequence[LabelledClip], progress: Progress
) -> list[PeerRow]:
    spec = model_card("i3d.k400").spec
    times: dict[str, list[float]] = {one.name: [] for one in contenders}
    right: dict[str, list[bool]] = {one.name: [] for one in contenders}
    for number, clip in enumerate(clips):
        progress(ProgressEvent("going along the clips", number, len(clips), "clips"))
        frames = frames_of(clip, spec)
        for one in contenders if number % 2 == 0 else reversed(contenders):
            began = time.perf_counter()
            label = one.watch(frames)
            seconds = len(frames) * spec.sample_seconds
            times[one.name].append((time.perf_counter() - began) * 1000 / seconds)
            right[one.name].append(label in clip.labels)
    return [_row(one, times[one.name], right[one.name]) for one in contenders]


def _row(one: Contender, times: list[float], right: list[bool]) -> PeerRow:
    return PeerRow(
        engine=one.name,
        ms_per_video_second=round(statistics.median(times), 1),
        answers_per_video_second=round(one.answers_per_video_second, 2),
        top1=round(sum(right) / len(right), 3),
        clips=len(right),
        seconds_before_first_answer=round(one.seconds_before_first_answer, 2),
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--precisions", default="fp32,bf16", help="may be empty")
    parser.add_argument("--early-lag", type=float, default=2.0, help="seconds, for early answers")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    clips = read_labels(Path(__file__).with_name("k400_clips.csv"), CLIPS_HOME / "clips")
    contenders = [peer(CLIPS_HOME / "movinet", options.threads)]
    for precision in filter(None, options.precisions.split(",")):
        try:
            contenders.append(ours(precision, None))
            contenders.append(ours(precision, options.early_lag))
        except EngineError as error:
            sys.stderr.write(f"{precision}: {error}\n")
    with ProgressLine() as progress:
        rows = compare(contenders, clips, progress)
    sys.stdout.write(json.dumps([asdict(row) for row in rows], indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
