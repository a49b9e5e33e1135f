import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtime.smoothing import Smoother, is_jump
from tests.realtime.score_tracks import SPAN_SECONDS, prediction


def test_the_first_prediction_is_taken_as_it_is() -> None:
    first = prediction([0.2, 0.7, 0.1], 3.0)
    assert Smoother(5.0).update(first).scores.tolist() == first.scores.tolist()


def test_a_time_constant_of_zero_smooths_nothing() -> None:
    smoother = Smoother(0.0)
    smoother.update(prediction([1, 0, 0], 3.0))
    assert smoother.update(prediction([0, 1, 0], 3.1)).scores.tolist() == [0, 1, 0]


def test_after_one_time_constant_a_step_is_63_percent_there() -> None:
    smoother = Smoother(2.0)
    smoother.update(prediction([0, 1, 0], 3.0))
    smoothed = smoother.update(prediction([1, 0, 0], 5.0))
    assert smoothed.scores[0] == pytest.approx(1 - math.exp(-1), rel=1e-5)
    assert smoothed.logits[0] == pytest.approx(10 * (1 - math.exp(-1)), rel=1e-5)


@given(st.integers(1, 40), st.integers(1, 40), st.floats(0.1, 5.0))
def test_a_step_is_the_same_at_any_rate(rate: int, other_rate: int, tau: float) -> None:
    results = []
    for steps in (rate, other_rate):
        smoother = Smoother(tau)
        smoother.update(prediction([0, 1, 0], 3.0))
        for i in range(1, steps + 1):
            smoothed = smoother.update(prediction([1, 0, 0], 3.0 + i / steps))
        results.append(smoothed.scores)
    np.testing.assert_allclose(results[0], results[1], atol=1e-4)


@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100), st.floats(0.0, 4.0)), min_size=1)
)
def test_scores_stay_within_what_was_seen_and_keep_their_sum(
    track: list[tuple[int, int, float]],
) -> None:
    smoother, now, firsts = Smoother(1.0), 10.0, []
    for first, second, pause in track:
        total = first + second + 100
        scores = [first / total, second / total, 100 / total]
        now += pause
        firsts.append(scores[0])
        smoothed = smoother.update(prediction(scores, now)).scores
        assert smoothed.sum() == pytest.approx(1, abs=1e-4)
        assert min(firsts) - 1e-5 <= smoothed[0] <= max(firsts) + 1e-5


@pytest.mark.parametrize("end_seconds", [2.9, 3.0 + SPAN_SECONDS + 2.1])
def test_a_jump_in_time_starts_anew(end_seconds: float) -> None:
    smoother = Smoother(10.0, gap_seconds=2.0)
    smoother.update(prediction([1, 0, 0], 3.0))
    assert smoother.update(prediction([0, 1, 0], end_seconds)).scores.tolist() == [0, 1, 0]


def test_windows_of_a_slow_engine_leave_a_little_out_and_go_on() -> None:
    last = prediction([1, 0, 0], 3.0)
    assert not is_jump(last, prediction([1, 0, 0], 3.0 + SPAN_SECONDS + 1.9), 2.0)


def test_reset_forgets() -> None:
    smoother = Smoother(10.0)
    smoother.update(prediction([1, 0, 0], 3.0))
    smoother.reset()
    assert smoother.update(prediction([0, 1, 0], 3.1)).scores.tolist() == [0, 1, 0]


def test_what_the_caller_gave_is_not_written_to() -> None:
    smoother = Smoother(1.0)
    first, second = prediction([1, 0, 0], 3.0), prediction([0, 1, 0], 3.5)
    smoother.update(first)
    smoother.update(second)
    assert first.scores.tolist() == [1, 0, 0]
    assert second.scores.tolist() == [0, 1, 0]
