"""How far two engines agree on the same clips."""

from collections.abc import Iterable, Sized
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engines.api import Clip, Engine
from engines.artifacts import Progress, ProgressEvent
from engines.errors import EngineError
from engines.spec import softmax


@dataclass(frozen=True, slots=True)
class Parity:
    """What comparing two engines gave."""

    clips: int
    """How many clips were compared."""
    max_abs_difference: float
    """The largest difference of any logit."""
    max_relative_difference: float
    """The same, as part of the largest logit that the reference gave for that clip."""
    top1_agreement: float
    """Part of the clips, 0..1, with the same best label."""
    top5_agreement: float
    """Part of the reference's five best labels, 0..1, that are among the other's five."""
    mean_score_shift: float
    """How far the score of the reference's best label moves, 0..1, on average."""
    max_score_shift: float
    """The same, of the clip where it moves most."""


@dataclass(frozen=True, slots=True)
class _Difference:
    """What one clip gave."""

    abs_difference: float
    relative_difference: float
    same_best: bool
    shared_five: float
    score_shift: float


def compare(
    reference: Engine, other: Engine, clips: Iterable[Clip], progress: Progress | None = None
) -> Parity:
    """Run both on every clip, one at a time.

    Args:
        reference: Whose labels count as right.
        other: Must have the same labels.
        clips: Fit for both engines: they share a memory. Taken one by one; where they have a
            length it is the whole of the progress.
        progress: Told how many clips are done.

    Raises:
        EngineError: The labels differ, or there are no clips.
    """
    if reference.spec.labels != other.spec.labels:
        raise EngineError(
            f"{reference.spec.name} and {other.spec.name} have different labels; "
            "compare two engines of one model"
        )
    total = len(clips) if isinstance(clips, Sized) else None
    found: list[_Difference] = []
    for clip in clips:
        found.append(_difference(reference.infer([clip])[0], other.infer([clip])[0]))
        if progress is not None:
            progress(ProgressEvent("comparing the engines", len(found), total, "clips"))
    if not found:
        raise EngineError("no clips to compare two engines on; give at least one")
    return _parity(found)


def _difference(reference: NDArray[np.float32], other: NDArray[np.float32]) -> _Difference:
    """Of the logits (C,) of one clip."""
    largest = float(np.abs(reference - other).max())
    best = int(reference.argmax())
    five = _best(reference)
    return _Difference(
        abs_difference=largest,
        relative_difference=largest / max(float(np.abs(reference).max()), 1e-12),
        same_best=best == int(other.argmax()),
        shared_five=len(five & _best(other)) / len(five),
        score_shift=abs(float(softmax(other)[best] - softmax(reference)[best])),
    )


def _parity(found: list[_Difference]) -> Parity:
    return Parity(
        clips=len(found),
        max_abs_difference=max(one.abs_difference for one in found),
        max_relative_difference=max(one.relative_difference for one in found),
        top1_agreement=float(np.mean([one.same_best for one in found])),
        top5_agreement=float(np.mean([one.shared_five for one in found])),
        mean_score_shift=float(np.mean([one.score_shift for one in found])),
        max_score_shift=max(one.score_shift for one in found),
    )


def _best(logits: NDArray[np.float32]) -> set[int]:
    return set(np.argsort(-logits, kind="stable")[:5].tolist())
