"""The points between an early answer and a sure one: which time steps are averaged."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engines.evaluation.runs import Run
from engines.spec import ModelSpec
from engines.step_timing import StepTiming


@dataclass(frozen=True, slots=True)
class Point:
    """How an answer is made of time steps."""

    name: str
    early: int
    """How many of them are early."""
    averaged: int
    """How many in all."""

    def lag_seconds(self, timing: StepTiming, spec: ModelSpec) -> float:
        """From the middle of what an answer is about to the newest frame."""
        back = (self.averaged - 1) / 2 - self.early
        return (timing.lag_frames + back * timing.step_frames) * spec.sample_seconds


def points(timing: StepTiming, early: int) -> list[Point]:
    """What is worth comparing, for a network with so many early time steps."""
    mean = timing.averaged_steps
    found = [Point("stream", 0, mean), Point("stream, newest step", 0, 1)]
    if early:
        found += [Point("early", early, mean), Point("early, newest 3", early, 3)]
    return found


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered along some frames."""

    ends: NDArray[np.intp]  # (n,) frames that had come
    logits: NDArray[np.float32]  # (n, C)


def window_answers(run: Run) -> Answers:
    """Each window for itself."""
    return Answers(run.ends, run.time_steps[:, 0])


def settled_answers(run: Run, point: Point, timing: StepTiming) -> Answers:
    """The answers of a point from the first settled step on."""
    first = timing.first_settled_step - 1
    rows = [_mean(run, point, place, first) for place in range(first, len(run.ends))]
    classes = run.time_steps.shape[2]
    return Answers(run.ends[first:], _stacked(rows, classes))


def provisional_answers(run: Run, timing: StepTiming) -> Answers:
    """The answers before that, from as many early time steps as lie in the video."""
    first, early = timing.first_settled_step - 1, run.time_steps.shape[1] - 1
    places = range(max(0, first - early), min(first, len(run.ends)))
    rows = [run.time_steps[place, first - place :].mean(axis=0) for place in places]
    classes = run.time_steps.shape[2]
    return Answers(run.ends[places.start : places.stop], _stacked(rows, classes))


def _mean(run: Run, point: Point, place: int, first: int) -> NDArray[np.float32]:
    oldest = max(first, place + 1 - (point.averaged - point.early))
    settled = run.time_steps[oldest : place + 1, 0]
    steps = np.concatenate([settled, run.time_steps[place, 1 : 1 + point.early]])
    mean: NDArray[np.float32] = steps[-point.averaged :].mean(axis=0)
    return mean


def _stacked(rows: list[NDArray[np.float32]], classes: int) -> NDArray[np.float32]:
    """Rows (C,) as (n, C), n may be 0."""
    return np.array(rows, np.float32).reshape(-1, classes)
