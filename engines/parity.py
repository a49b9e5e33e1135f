"""How far two engines agree on the same clips."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engines.api import Clip, Engine
from engines.errors import EngineError


@dataclass(frozen=True, slots=True)
class Parity:
    """What comparing two engines gave."""

    clips: int
    """How many clips were compared."""
    max_abs_difference: float
    """The largest difference of any logit."""
    top1_agreement: float
    """Part of the clips, 0..1, with the same best label."""
    top5_agreement: float
    """Part of the reference's five best labels, 0..1, that are among the other's five."""


def compare(reference: Engine, other: Engine, clips: Iterable[Clip]) -> Parity:
    """Run both on every clip, one at a time.

    Args:
        reference: Whose labels count as right.
        other: Must have the same labels.
        clips: Fit for both engines: they share a memory.

    Raises:
        EngineError: The labels differ, or there are no clips.
    """
    if reference.spec.labels != other.spec.labels:
        raise EngineError(
            f"{reference.spec.name} and {other.spec.name} have different labels; "
            "compare two engines of one model"
        )
    pairs = [(reference.infer([clip])[0], other.infer([clip])[0]) for clip in clips]
    if not pairs:
        raise EngineError("no clips to compare two engines on; give at least one")
    top1 = [np.argmax(a) == np.argmax(b) for a, b in pairs]
    top5 = [len(_best(a) & _best(b)) / len(_best(a)) for a, b in pairs]
    return Parity(
        clips=len(pairs),
        max_abs_difference=max(float(np.abs(a - b).max()) for a, b in pairs),
        top1_agreement=float(np.mean(top1)),
        top5_agreement=float(np.mean(top5)),
    )


def _best(logits: NDArray[np.float32]) -> set[int]:
    return set(np.argsort(-logits, kind="stable")[:5].tolist())
