"""Windows are chosen by time, and never over a gap."""

import numpy as np
import pytest
from numpy.typing import NDArray

from realtime.sampler import after_last_gap, frames_ready, plan_window
from tests.realtime.index_engine import motion_spec_of, spec_of

SPEC = spec_of(16)
SPAN = SPEC.span_seconds


def regular(rate: float, seconds: float, start: float = 0.0) -> NDArray[np.float64]:
    return start + np.arange(0, seconds, 1 / rate)


@pytest.mark.parametrize("rate", [6, 10, 19.62, 24, 29.97, 30, 48, 60, 80])
def test_another_rate_is_resampled_to_the_nearest_frames(rate: float) -> None:
    pts = regular(rate, 3)
    plan = plan_window(pts, SPEC, pts[-1])
    assert plan is not None
    assert plan.integrity == "resampled"
    targets = pts[-1] - np.arange(15, -1, -1) / 25
    errors = np.abs(pts[plan.indices] - targets)
    assert errors.max() <= 0.5 / rate + 1e-9


@pytest.mark.parametrize("rate", [25, 50, 75])
def test_the_models_own_rate_and_its_multiples_are_whole(rate: float) -> None:
    pts = regular(rate, 3, start=12345.0)
    plan = plan_window(pts, SPEC, pts[-1])
    assert plan is not None
    assert plan.integrity == "ok"
    assert set(np.diff(plan.indices)) == {rate / 25}


def test_variable_frame_rate_is_sampled_by_pts() -> None:
    pts = np.cumsum(np.tile([0.020, 0.060, 0.033, 0.047], 20))
    plan = plan_window(pts, SPEC, pts[-1])
    assert plan is not None
    targets = pts[-1] - np.arange(15, -1, -1) / 25
    nearest = [int(np.abs(pts - target).argmin()) for target in targets]
    assert np.allclose(
        np.abs(pts[plan.indices] - targets), np.abs(pts[nearest] - targets), atol=1e-12
    )


def test_no_window_before_a_whole_one_is_there() -> None:
    pts = regular(25, SPAN)  # one frame short
    assert plan_window(pts, SPEC, pts[-1]) is None
    assert frames_ready(pts, SPEC) == 15


def test_warm_up_counts_in_frames_of_the_model() -> None:
    assert frames_ready(np.array([]), SPEC) == 0
    assert frames_ready(np.array([5.0]), SPEC) == 1
    assert frames_ready(regular(50, 0.2), SPEC) == 5
    assert frames_ready(regular(25, 9), SPEC) == 16


def test_one_lost_frame_is_bridged_and_said() -> None:
    pts = np.delete(regular(25, 2), 40)
    plan = plan_window(pts, SPEC, pts[-1])
    assert plan is not None
    assert plan.integrity == "resampled"


@pytest.mark.parametrize("lost", [2, 3, 25])
def test_a_window_never_spans_a_gap(lost: int) -> None:
    pts = np.delete(regular(25, 6), slice(50, 50 + lost))
    first_after = pts[50]
    for end in pts[15:]:
        plan = plan_window(pts, SPEC, end)
        spans = end >= first_after > end - SPAN + 0.005
        assert (plan is None) == spans


def test_warm_up_starts_again_after_a_gap() -> None:
    pts = np.append(regular(25, 2), [9.0, 9.04, 9.08])
    assert frames_ready(pts, SPEC) == 3


def test_a_slow_camera_is_not_a_broken_one() -> None:
    assert after_last_gap(regular(4, 10), SPEC.sample_seconds) == 0
    broken = np.delete(regular(4, 10), [20, 21])
    assert after_last_gap(broken, SPEC.sample_seconds) == 20


def test_a_window_does_not_depend_on_frames_after_its_end() -> None:
    pts = np.delete(regular(6, 12), slice(30, 33))
    for end in np.arange(pts[0] + SPAN, pts[20], 0.11):
        early = plan_window(pts[: np.searchsorted(pts, end) + 1], SPEC, end)
        late = plan_window(pts, SPEC, end)
        assert (early is None) == (late is None)
        if early is not None and late is not None:
            assert early.indices.tolist() == late.indices.tolist()


@pytest.mark.parametrize("rate", [6, 25, 50])
@pytest.mark.parametrize("break_seconds", [0.0, 2.0])
def test_a_window_of_motion_begins_after_the_first_frame_of_a_run(
    rate: float, break_seconds: float
) -> None:
    """The motion of that frame would be that over the break."""
    spec, start = motion_spec_of(16), 3 + break_seconds
    pts = (
        np.concatenate([regular(rate, 3), regular(rate, 3, start)])
        if break_seconds
        else (regular(rate, 3))
    )
    first = int(np.searchsorted(pts, start)) if break_seconds else 0

    plans = [plan_window(pts[: n + 1], spec, pts[n]) for n in range(first, len(pts))]

    begins = [int(plan.indices[0]) for plan in plans if plan is not None]
    assert begins[0] == first + 1
    assert len(begins) < len(plans)
    ready = [frames_ready(pts[: n + 1], spec) for n in range(first, len(pts))]
    assert ready[:2] == [0, 1]
    assert [count == 16 for count in ready] == [plan is not None for plan in plans]
