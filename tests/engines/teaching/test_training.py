from dataclasses import replace

import numpy as np
import pytest

from engines.spec import softmax
from engines.teaching.lesson import NOTHING, Lesson, TaughtExample
from engines.teaching.training import folds, train_head
from tests.engines.teaching.lessons import direction, lesson, showing


def said(head_labels: tuple[str, ...], logits: np.ndarray) -> list[str]:
    return [head_labels[place] for place in logits.argmax(axis=1)]


def test_what_was_shown_is_recognised_and_other_recordings_of_it_too() -> None:
    head, held_out = train_head(lesson())
    unseen = np.stack([direction(0), direction(1)])

    assert said(head.labels, head.logits(unseen)) == ["action 0", "action 1"]
    assert len(held_out) == 16
    assert all(one.said == lesson().examples[one.example].label for one in held_out[:12])


def test_what_is_like_nothing_shown_is_nothing() -> None:
    strange = np.stack([direction(10), direction(11), direction(12)])
    for taught in (lesson(nothing=4), lesson(nothing=0)):
        head, _ = train_head(taught)

        assert said(head.labels, head.logits(strange)) == [NOTHING] * 3


def test_no_recording_stands_on_both_sides_of_a_split() -> None:
    examples = lesson(recordings=4).examples
    kept_apart = folds(examples)

    assert sorted(name for fold in kept_apart for name in fold) == sorted(
        {example.recording for example in examples}
    )
    assert len(kept_apart) == 5


def test_a_label_that_was_recorded_once_is_not_measured() -> None:
    head, held_out = train_head(lesson(recordings=1))

    shown = {lesson(recordings=1).examples[one.example].label for one in held_out}
    assert shown == {NOTHING}
    assert said(head.labels, head.logits(direction(1)[None])) == ["action 1"]


def test_a_twin_in_another_recording_cannot_hide_that_nothing_was_learned() -> None:
    """Labels without any pattern are right about as often as guessing, not always."""
    random = np.random.default_rng(0)
    examples = tuple(
        TaughtExample(f"l{n % 2}", f"r{n}", 0, 2, random.normal(size=(2, 32)).astype(np.float32))
        for n in range(24)
    )
    _, held_out = train_head(Lesson(examples))

    right = sum(one.said == examples[one.example].label for one in held_out)
    assert right <= 18


def test_a_head_that_is_wrong_of_other_recordings_does_not_sound_sure() -> None:
    shown = [("action 0", 0), ("action 0", 1), ("action 1", 1), ("action 1", 0)]
    crossed = [showing(label, way, f"r{n}", seed=n) for n, (label, way) in enumerate(shown)]
    wrong, held_out = train_head(Lesson(tuple(crossed)))
    right, _ = train_head(lesson())

    assert not any(one.said == crossed[one.example].label for one in held_out)
    assert right.temperature < 1 < wrong.temperature


def test_scores_of_a_hard_lesson_are_less_sure() -> None:
    easy = lesson(recordings=4, nothing=0)
    mixed = tuple(
        replace(example, label=f"action {n % 2}") if n % 3 == 0 else example
        for n, example in enumerate(easy.examples)
    )
    sure, _ = train_head(easy)
    unsure, _ = train_head(Lesson(mixed))

    asked = direction(0)[None]
    assert softmax(unsure.logits(asked)).max() < softmax(sure.logits(asked)).max()


def test_more_views_of_an_example_do_not_outweigh_the_others() -> None:
    """A label that is shown in two ways, one of them a hundred times as long."""
    examples = [
        showing("action 0", 0, "short", seed=1),
        showing("action 0", 2, "long", seed=2, views=200),
        showing("action 1", 1, "r1", seed=3),
        showing("action 1", 1, "r2", seed=4),
    ]
    head, _ = train_head(Lesson(tuple(examples)))

    logits = head.logits(np.stack([direction(0), direction(2)]))
    right, wrong = head.labels.index("action 0"), head.labels.index("action 1")
    short, long = logits[:, right] - logits[:, wrong]
    assert short > long / 2


def test_nothing_gives_way_as_far_as_footage_that_was_held_out_can_spare() -> None:
    shown = lesson(labels=1, nothing=40)
    _, held_out = train_head(shown)
    footage = [one for one in held_out if shown.examples[one.example].label == NOTHING]

    assert [one.said for one in footage] == [NOTHING] * 40
    leads = [float(one.logits[-1] - one.logits[0]) for one in footage]
    assert min(leads) == pytest.approx(0.01, abs=0.001)


def test_a_little_footage_is_no_measure_of_how_much_it_takes() -> None:
    shown = lesson(labels=1, nothing=4)
    _, held_out = train_head(shown)

    leads = [float(v.logits[-1] - v.logits[0]) for v in held_out if v.said == NOTHING]
    assert min(leads) > 0.05


def test_one_action_needs_something_to_tell_it_from() -> None:
    head, _ = train_head(lesson(labels=1, nothing=2))

    assert said(head.labels, head.logits(np.stack([direction(0), direction(9)]))) == [
        "action 0",
        NOTHING,
    ]


@pytest.mark.parametrize("scale", [0.01, 100.0])
def test_the_length_of_an_embedding_says_nothing(scale: float) -> None:
    head, _ = train_head(lesson())
    asked = direction(0)[None]

    np.testing.assert_allclose(head.logits(asked * scale), head.logits(asked), rtol=1e-4)
