"""Seconds from an action's start to its label, on answers made by hand."""

import numpy as np
import pytest

from engines.evaluation.points import Answers
from engines.evaluation.time_to_answer import Splice, promptness, seeded_orders

FRAME_SECONDS = 0.1
SPLICE = Splice(order=(0, 1), frames_each=50, right=((0,), (1, 2)))
OTHER = 3


def answers(labels: list[int]) -> Answers:
    """One answer every five frames, the first after five."""
    logits = np.eye(4, dtype=np.float32)[labels]
    return Answers(5 * np.arange(1, len(labels) + 1), logits)


def test_a_label_that_stays_is_timed_from_the_start_of_its_action() -> None:
    found = promptness([(SPLICE, answers([0] * 13 + [1] * 7))], FRAME_SECONDS)
    assert found.median_seconds == pytest.approx(2.0)
    assert (found.actions, found.labelled, found.label_errors) == (1, 1, 0)


def test_a_label_that_flickers_is_not_there_yet() -> None:
    said = [0] * 11 + [2, 0, 0, 2, 1, 2, 1, 2, 1]
    found = promptness([(SPLICE, answers(said))], FRAME_SECONDS)
    assert found.median_seconds == pytest.approx(2.5)


def test_labels_of_neither_action_are_errors() -> None:
    found = promptness([(SPLICE, answers([0] * 12 + [OTHER] * 4 + [1] * 4))], FRAME_SECONDS)
    assert found.label_errors == pytest.approx(4 / 10)


def test_an_action_without_its_label_counts() -> None:
    found = promptness([(SPLICE, answers([0] * 20))], FRAME_SECONDS)
    assert (found.labelled, found.median_seconds) == (0, None)


def test_a_slow_engine_takes_the_newest_and_answers_late() -> None:
    prompt = promptness([(SPLICE, answers([0] * 13 + [1] * 7))], FRAME_SECONDS)
    slow = promptness([(SPLICE, answers([0] * 13 + [1] * 7))], FRAME_SECONDS, answer_seconds=1.2)
    assert prompt.median_seconds is not None and slow.median_seconds is not None
    assert slow.median_seconds >= prompt.median_seconds + 1.2


def test_orders_are_the_same_each_time_and_hold_every_clip() -> None:
    orders = seeded_orders(6, 3)
    assert orders == seeded_orders(6, 3)
    assert len(set(orders)) == 3
    assert all(sorted(order) == list(range(6)) for order in orders)
