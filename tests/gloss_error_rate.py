"""Gloss error rate on real footage spliced into sequences, with and without rests.

Run it as `python -m tests.gloss_error_rate [--model i3d.k400] [--sequences 3]`. No sign model can
be had here, so actions that the model knows stand in for signs, and clips of what it was never
taught for signs it does not know. A rest is a still picture of a room with camera noise.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engines import Engine, Prediction, VideoReader, load_engine, softmax
from realtime.motion import MotionMeter
from realtime.signing import SignReader
from realtime.transcript import Gloss
from tests.conftest import CLIPS_HOME
from tests.gloss_errors import gloss_errors

FPS = 25
SIDE_PX = 256
SIGN_SECONDS, REST_SECONDS = 3.0, 2.0
STEP_FRAMES = 8
NOISE = 3.0
SIGNS = {
    "arm_wrestling.mp4": "arm wrestling",
    "cartwheeling.avi": "cartwheeling",
    "clean_and_jerk_20fps.mp4": "clean and jerk",
    "dance_1280x720.mp4": None,
    "filling_eyebrows.avi": "filling eyebrows",
    "flipping_pancake.mkv": "flipping pancake",
    "hitting_baseball.mp4": "hitting baseball",
    "juggling_soccer_ball.avi": "juggling soccer ball",
    "playing_bass_guitar.mp4": "playing bass guitar",
    "playing_drums_portrait.mp4": "playing drums",
    "sign_slovo_portrait.mp4": None,
    "wave_1.avi": None,
    "wave_2.avi": None,
    "yoga.mp4": "yoga",
}
"""What stands for which sign; None for one that the model does not know."""
ALSO_RIGHT = {"playing guitar": "playing bass guitar"}
ROOM = "indoor_1080p.avi"

Frames = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Tally:
    """Signs, and what became of them."""

    signs: int = 0
    errors: int = 0
    """Glosses too many, too few or wrong."""
    glosses: int = 0
    unknown: int = 0
    """Glosses that say that the sign is not known."""

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.signs + other.signs,
            self.errors + other.errors,
            self.glosses + other.glosses,
            self.unknown + other.unknown,
        )

    def __str__(self) -> str:
        return (
            f"{self.signs} signs, {self.glosses} glosses ({self.unknown} not known), "
            f"{self.errors} errors, rate {self.errors / self.signs:.2f}"
        )


def main() -> int:
    options = _parser().parse_args()
    clips: Path = options.clips
    with closing(load_engine(options.model)) as engine:
        for rest_seconds in (REST_SECONDS, 0.0):
            total = Tally()
            for number in range(options.sequences):
                total += _sequence(engine, clips, number, rest_seconds)
            _say(f"== rests of {rest_seconds:g} s: {total}")
    return 0


def _sequence(engine: Engine, clips: Path, number: int, rest_seconds: float) -> Tally:
    names = random.Random(number).sample(sorted(SIGNS), 7)
    signed = [SIGNS[name] for name in names]
    glosses = read_signs(engine, spliced(clips, names, rest_seconds))
    read = [ALSO_RIGHT.get(gloss.label or "", gloss.label) for gloss in glosses]
    errors = gloss_errors(list(map(str, signed)), list(map(str, read)))
    tally = Tally(len(signed), errors, len(read), read.count(None))
    _say(f"signed {', '.join(map(_word, signed))}")
    _say(f"read   {', '.join(map(_word, read))}\n       {tally}")
    return tally


def spliced(clips: Path, names: Sequence[str], rest_seconds: float) -> Frames:
    """The middles of clips one after another, a still room before each and at the end."""
    room = next(iter(_pictures(clips / ROOM)))[1]
    noise = np.random.default_rng(0)

    def rest(seconds: float) -> Frames:
        still = np.repeat(room[np.newaxis], round(seconds * FPS), axis=0)
        return (still + noise.normal(0, NOISE, still.shape)).clip(0, 255).astype(np.uint8)

    pieces = [rest(REST_SECONDS)]
    for name in names:
        pieces += [middle(clips / name), rest(rest_seconds)]
    return np.concatenate([*pieces, rest(2 * REST_SECONDS)])


def middle(clip: Path) -> Frames:
    """Pictures (n, 256, 256, 3) of the middle of a clip, at 25 a second."""
    known = list(_pictures(clip))
    times = np.array([at for at, _ in known])
    start = max(times[0], (times[0] + times[-1] - SIGN_SECONDS) / 2)
    wanted = np.arange(start, min(start + SIGN_SECONDS, times[-1]), 1 / FPS)
    return np.stack([known[int(np.abs(times - at).argmin())][1] for at in wanted])


def read_signs(engine: Engine, frames: Frames) -> list[Gloss]:
    """What stands in the transcript in the end."""
    reader, meter = SignReader(engine.spec), MotionMeter()
    told: list[Gloss] = []
    predictions = _predictions(engine, frames)
    for number, image in enumerate(frames):
        sample = meter.update(image, number / FPS)
        told += reader.add_motion(sample) if sample else []
        if _is_due(engine, number + 1):
            told += reader.add_prediction(next(predictions))
    told += reader.finish()
    return list({gloss.number: gloss for gloss in told}.values())


def _predictions(engine: Engine, frames: Frames) -> Iterator[Prediction]:
    spec = engine.spec
    store = engine.new_store(spec.clip_len)
    for number, image in enumerate(frames):
        store.write(number % spec.clip_len, image, 1 / FPS if number else None)
        if _is_due(engine, number + 1):
            first = number + 1 - spec.clip_len
            order = [at % spec.clip_len for at in range(first, number + 1)]
            logits = engine.infer([store.window(order)])[0]
            times = (first / FPS, number / FPS)
            yield Prediction(spec.labels, logits, softmax(logits), *times, 0.0)


def _is_due(engine: Engine, frames: int) -> bool:
    return frames >= engine.spec.clip_len and frames % STEP_FRAMES == 0


def _pictures(clip: Path) -> Iterator[tuple[float, Frames]]:
    with VideoReader(clip) as reader:
        while (frame := reader.read()) is not None:
            height, width = frame.image.shape[:2]
            side = min(height, width)
            top, left = (height - side) // 2, (width - side) // 2
            square = frame.image[top : top + side, left : left + side]
            small = cv2.resize(square, (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_AREA)
            yield frame.pts_seconds, np.asarray(small, np.uint8)


def _word(label: str | None) -> str:
    return label or "?"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="gloss error rate on spliced footage")
    parser.add_argument("--model", default="i3d.k400")
    parser.add_argument("--clips", type=Path, default=CLIPS_HOME / "clips")
    parser.add_argument("--sequences", type=int, default=3)
    return parser


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
