"""Which time steps make an answer: each carries its own position, so that a mean shows them."""

import numpy as np
import pytest

from engines.evaluation.points import Point, points, provisional_answers, settled_answers
from engines.evaluation.runs import Run
from engines.step_timing import StepTiming
from tests.engines.colour_model import SPEC

TIMING = StepTiming(8, first_settled_step=8, averaged_steps=7, lag_frames=54)
EARLY = 5


@pytest.fixture
def run() -> Run:
    """Twelve steps; each time step's only logit is its position."""
    steps = np.arange(1, 13)
    positions = steps[:, None] - 8 + np.arange(1 + EARLY)
    return Run(8 * steps, positions[..., None].astype(np.float32), np.ones(12))


def test_a_stream_averages_what_is_settled(run: Run) -> None:
    said = settled_answers(run, Point("stream", 0, 7), TIMING)
    assert said.ends.tolist() == [64, 72, 80, 88, 96]
    assert said.logits[:, 0].tolist() == [0, 0.5, 1, 1.5, 2]


def test_an_early_answer_has_the_newest_steps_too(run: Run) -> None:
    said = settled_answers(run, Point("early", EARLY, 7), TIMING)
    assert said.logits[-1, 0] == np.mean(range(3, 10))
    newest = settled_answers(run, Point("early, newest 3", EARLY, 3), TIMING)
    assert newest.logits[-1, 0] == np.mean([7, 8, 9])


def test_before_a_stream_has_settled_there_is_what_lies_in_the_video(run: Run) -> None:
    said = provisional_answers(run, TIMING)
    assert said.ends.tolist() == [24, 32, 40, 48, 56]
    assert said.logits[:, 0].tolist() == [0, 0.5, 1, 1.5, 2]


def test_the_lag_is_that_of_the_middle() -> None:
    early = Point("early", EARLY, 7)
    assert early.lag_seconds(TIMING, SPEC) == pytest.approx((54 - 16) * SPEC.sample_seconds)
    assert [point.name for point in points(TIMING, 0)] == ["stream", "stream, newest step"]
