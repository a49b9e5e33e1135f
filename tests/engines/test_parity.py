from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from engines import EngineError, FrameStore, ModelSpec, ProgressEvent, compare
from engines.store_numpy import NumpyStore
from tests.engines.colour_model import SPEC

WIDE = replace(SPEC, labels=tuple("abcdefg"))


class Says:
    """An engine whose clips are its logits, plus what a test adds."""

    def __init__(self, spec: ModelSpec = WIDE, **added: float) -> None:
        self.spec = spec
        self._added = np.array([added.get(label, 0.0) for label in spec.labels], np.float32)

    def new_store(self, capacity: int) -> FrameStore:
        return NumpyStore(self.spec, capacity)

    def infer(self, clips: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
        return np.stack([clip + self._added for clip in clips])

    def close(self) -> None:
        pass


FALLING = np.array([7, 6, 5, 4, 3, 2, 1], np.float32)
RISING = FALLING[::-1]


def test_an_engine_agrees_with_itself() -> None:
    parity = compare(Says(), Says(), [FALLING, RISING])

    assert (parity.clips, parity.max_abs_difference) == (2, 0.0)
    assert parity.top1_agreement == parity.top5_agreement == 1.0


def test_differences_are_found() -> None:
    parity = compare(Says(), Says(g=10.0), [FALLING, RISING])  # g wins both, drops e from one

    assert parity.max_abs_difference == 10.0
    assert parity.max_relative_difference == pytest.approx(10 / 7)
    assert parity.top1_agreement == 0.5
    assert parity.top5_agreement == pytest.approx(0.9)


def test_how_far_the_best_score_moves() -> None:
    even = np.zeros(7, np.float32)

    parity = compare(Says(), Says(a=float(np.log(6.0))), [even, even - 1])

    assert parity.mean_score_shift == pytest.approx(parity.max_score_shift)
    assert parity.max_score_shift == pytest.approx(1 / 2 - 1 / 7)  # 6 of 12 parts, not 1 of 7


def test_progress_counts_the_clips() -> None:
    events: list[ProgressEvent] = []

    compare(Says(), Says(), [FALLING, RISING], events.append)
    compare(Says(), Says(), iter([FALLING]), events.append)

    assert [(event.done, event.total) for event in events] == [(1, 2), (2, 2), (1, None)]


def test_engines_of_different_models_are_not_compared() -> None:
    with pytest.raises(EngineError, match="different labels"):
        compare(Says(), Says(SPEC), [FALLING])


def test_nothing_is_no_agreement() -> None:
    with pytest.raises(EngineError, match="no clips"):
        compare(Says(), Says(), [])
