from collections.abc import Iterator

import cv2
import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from engines.flow import FLOW_MEAN, FLOW_STD, OpticalFlow, quantised
from engines.models.layers import FromPixels
from tests.engines.moving_picture import landscape, seen, usual_motion

FRAME_SECONDS = 0.04
ERROR_PX = 0.25
"""Half a step of what is stored, and what the method errs by on this picture."""
LAND = landscape(112, 112)


def flow_between(
    right: int, down: int, elapsed_seconds: float | None = FRAME_SECONDS
) -> NDArray[np.uint8]:
    flow = OpticalFlow(FRAME_SECONDS)
    flow.follow(seen(LAND, 0, 0), None)
    return flow.follow(seen(LAND, right, down), elapsed_seconds)


@pytest.mark.parametrize(("right", "down"), [(3, 0), (-3, 0), (0, 5), (0, -2), (7, -4)])
def test_it_tells_which_way_and_how_far(right: int, down: int) -> None:
    flow = flow_between(right, down)

    assert flow.shape == (112, 112, 2)
    assert flow.dtype == np.uint8
    assert usual_motion(flow) == pytest.approx([right, down], abs=ERROR_PX)


@pytest.mark.parametrize("fps", [12.5, 25, 50])
def test_a_pattern_moves_as_far_whatever_the_camera_s_rate(fps: float) -> None:
    """100 px a second: 8, 4 or 2 px between frames, 4 in the model's own interval."""
    flow = flow_between(round(100 / fps), 0, 1 / fps)

    assert usual_motion(flow) == pytest.approx([4, 0], abs=ERROR_PX * max(1, fps / 25))


def test_what_does_not_move_is_exactly_still() -> None:
    assert np.unique(flow_between(0, 0)).tolist() == [128]


@pytest.mark.parametrize("elapsed_seconds", [None, 0.0, -0.04])
def test_a_picture_that_does_not_follow_has_not_moved(elapsed_seconds: float | None) -> None:
    assert np.unique(flow_between(7, 0, elapsed_seconds)).tolist() == [128]


def test_the_first_picture_after_a_cut_is_what_the_next_one_moves_from() -> None:
    flow = OpticalFlow(FRAME_SECONDS)
    flow.follow(seen(LAND, 0, 0), None)
    flow.follow(seen(LAND, 9, 0), None)

    moved = flow.follow(seen(LAND, 11, 0), FRAME_SECONDS)

    assert usual_motion(moved) == pytest.approx([2, 0], abs=ERROR_PX)


def test_motion_is_cut_off_at_20_px() -> None:
    px = np.array([-500, -20.2, -20, -10, 0, 0.1, 10, 20, 20.2, 500], np.float32)
    assert quantised(px).tolist() == [1, 1, 1, 64, 128, 129, 192, 255, 255, 255]

    fast = flow_between(8, -8, FRAME_SECONDS / 4)  # as 32 px in the model's interval
    assert np.median(fast[16:-16, 16:-16], axis=(0, 1)).tolist() == [255, 1]


def test_the_network_gets_what_it_was_trained_on() -> None:
    """From -1 for 20 px to the left to 1 for 20 px to the right."""
    stored = quantised(np.array([-20, -10, 0, 10, 20], np.float32))

    values = FromPixels([FLOW_MEAN], [FLOW_STD])(torch.from_numpy(stored).view(1, 5, 1, 1, 1))

    expected = torch.tensor([-1, -0.5, 0, 0.5, 1])
    torch.testing.assert_close(values.flatten(), expected, atol=0.5 / 127 + 1e-6, rtol=0)


@pytest.fixture
def opencv_threads() -> Iterator[list[int]]:
    before = cv2.getNumThreads()
    yield [1, 2]
    cv2.setNumThreads(before)


def test_it_depends_on_two_pictures_alone(opencv_threads: list[int]) -> None:
    """Not on what came before them, nor on how many threads there are."""
    used = OpticalFlow(FRAME_SECONDS)
    for right in (20, -20, 5):
        used.follow(seen(LAND, right, 3), FRAME_SECONDS)
    flows = []
    for threads in opencv_threads:
        cv2.setNumThreads(threads)
        used.follow(seen(LAND, 0, 0), None)
        flows += [used.follow(seen(LAND, 6, 2), FRAME_SECONDS), flow_between(6, 2)]

    assert all(np.array_equal(flow, flows[0]) for flow in flows)
