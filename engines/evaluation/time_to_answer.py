"""How soon after an action has begun its label is there: actions cut after one another."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engines.evaluation.points import Answers

STAYS_SECONDS = 1.0
"""A label counts as there from when on it is right for so long."""


@dataclass(frozen=True, slots=True)
class Splice:
    """Actions after one another, each of the same length."""

    order: tuple[int, ...]
    """Which clip follows which."""
    frames_each: int
    right: tuple[tuple[int, ...], ...]
    """The classes that are right for each, in this order."""


@dataclass(frozen=True, slots=True)
class Promptness:
    """What came of all actions but the first of each splice."""

    actions: int
    labelled: int
    """Of them got their label, and kept it for a second."""
    median_seconds: float | None
    """From an action's start to its label, of all of them; None where more than half got none."""
    label_errors: float
    """Part of the answers, 0..1, with a label of neither this action nor the one before."""


def seeded_orders(clips: int, count: int) -> list[tuple[int, ...]]:
    """The same orders of the clips at each call; the first is the clips' own."""
    random = np.random.default_rng(0)
    orders = [tuple(range(clips))]
    orders += [tuple(random.permutation(clips).tolist()) for _ in range(count - 1)]
    return orders[:count]


def promptness(
    answered: Sequence[tuple[Splice, Answers]],
    frame_seconds: float,
    answer_seconds: float = 0.0,
) -> Promptness:
    """How soon the labels came.

    Args:
        answered: splices with all that was said along them.
        frame_seconds: from one frame to the next.
        answer_seconds: what an answer takes to compute; while it does, no other is begun, and the
            next is made of the newest frames. 0 for a machine without limits.
    """
    delays: list[float] = []
    errors: list[bool] = []
    for splice, answers in answered:
        times, labels = _as_said(answers, frame_seconds, answer_seconds)
        for place in range(1, len(splice.order)):
            here = _within(times, place, splice.frames_each * frame_seconds)
            right = np.isin(labels[here], splice.right[place])
            began = place * splice.frames_each * frame_seconds
            delays.append(_delay(times[here] - began, right))
            before = np.isin(labels[here], splice.right[place - 1])
            errors += (~right & ~before).tolist()
    median = float(np.median(delays)) if delays else np.inf
    return Promptness(
        actions=len(delays),
        labelled=int(np.isfinite(delays).sum()),
        median_seconds=median if np.isfinite(median) else None,
        label_errors=float(np.mean(errors)) if errors else 0.0,
    )


def _as_said(
    answers: Answers, frame_seconds: float, answer_seconds: float
) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """When which label was said, by an engine that takes the newest and waits for no older."""
    ends = (answers.ends * frame_seconds).astype(np.float64)
    chosen, free = [], 0.0
    for place, end in enumerate(ends):
        is_newest = place + 1 == len(ends) or ends[place + 1] > free
        if is_newest:
            chosen.append(place)
            free = max(free, end) + answer_seconds
    said = ends[chosen]
    for place in range(len(said)):
        begun = said[place] if place == 0 else max(said[place], said[place - 1])
        said[place] = begun + answer_seconds
    labels: NDArray[np.intp] = answers.logits[chosen].argmax(axis=1)
    return said, labels


def _within(times: NDArray[np.float64], place: int, seconds: float) -> NDArray[np.bool_]:
    return (times > place * seconds) & (times <= (place + 1) * seconds)


def _delay(times: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """The first time from which on all answers of a second are right; infinite without one."""
    for place in np.flatnonzero(right):
        held = times[place:] <= times[place] + STAYS_SECONDS
        if right[place:][held].all():
            return float(times[place])
    return float(np.inf)
