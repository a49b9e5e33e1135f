"""Motion and scores of signs that were never made, as a camera and a model would give them."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from engines import ModelSpec, Prediction, softmax
from realtime.motion import MotionSample
from realtime.signing import SignReader
from realtime.transcript import Gloss

LABELS = ("wave", "clap", "walk", "nothing")
SPEC = ModelSpec(
    name="signs.test",
    labels=LABELS,
    clip_len=25,
    min_clip_len=8,
    frame_rate=25,
    frame_interval=1,
    resize_short_px=8,
    crop_px=8,
    mean=(0, 0, 0),
    std=(1, 1, 1),
    background_label="nothing",
)
FRAME_SECONDS = 0.04
NOISE = 0.3
HANDS = 6.0


@dataclass(frozen=True, slots=True)
class Act:
    """What is done for a while."""

    shows: str
    """What a model sees in it: a label; 'strange' is like all of them and none."""
    seconds: float
    moves: float = HANDS
    """Level of motion above noise."""


def sign(label: str, seconds: float = 1.0) -> Act:
    return Act(label, seconds)


def rest(seconds: float = 1.2) -> Act:
    return Act("nothing", seconds, moves=0.0)


def read(
    acts: Sequence[Act], *, window_seconds: float = 1.0, step_seconds: float = 0.16
) -> list[Gloss]:
    """The glosses as they stand at the end."""
    reader = SignReader(SPEC)
    told = [*_told(reader, acts, window_seconds, step_seconds), *reader.finish()]
    return list({gloss.number: gloss for gloss in told}.values())


def told_before_the_end(acts: Sequence[Act]) -> list[Gloss]:
    """What is told while the hands still move."""
    return list(_told(SignReader(SPEC), acts, 1.0, 0.16))


def _told(
    reader: SignReader, acts: Sequence[Act], window_seconds: float, step_seconds: float
) -> Iterator[Gloss]:
    windows = _windows(acts, window_seconds, step_seconds)
    due = next(windows, None)
    for sample in _motion(acts):
        yield from reader.add_motion(sample)
        while due is not None and due.end_seconds <= sample.at_seconds:
            yield from reader.add_prediction(due)
            due = next(windows, None)


def labels_of(glosses: Sequence[Gloss]) -> list[str | None]:
    return [gloss.label for gloss in glosses]


def _motion(acts: Sequence[Act]) -> Iterator[MotionSample]:
    noise = np.random.default_rng(0)
    for number, act in enumerate(_frames(acts)):
        level = NOISE + act.moves + noise.normal(0, 0.05)
        yield MotionSample(number * FRAME_SECONDS, level, NOISE)


def _windows(acts: Sequence[Act], seconds: float, step: float) -> Iterator[Prediction]:
    """Logits follow what a window saw, by its share."""
    shown = np.array([_logits(act.shows) for act in _frames(acts)], np.float32)
    long = round(seconds / FRAME_SECONDS)
    for end in np.arange(long, len(shown), round(step / FRAME_SECONDS)):
        logits = shown[end - long : end].mean(axis=0)
        yield Prediction(
            LABELS,
            logits,
            softmax(logits),
            (end - long) * FRAME_SECONDS,
            (end - 1) * FRAME_SECONDS,
            0.0,
        )


def _frames(acts: Sequence[Act]) -> list[Act]:
    return list(
        itertools.chain.from_iterable([act] * round(act.seconds / FRAME_SECONDS) for act in acts)
    )


def _logits(label: str) -> list[float]:
    return [8.0 if label == one else 0.0 for one in LABELS]
