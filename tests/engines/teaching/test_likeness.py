from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from engines import EngineChoice, EngineError, NumpyStore, TaughtEngine, taught_spec
from engines.teaching.head import Head
from engines.teaching.lesson import Lesson
from engines.teaching.likeness import Likeness, LikenessScale
from engines.teaching.training import train_head
from tests.engines.colour_model import SPEC
from tests.engines.teaching.lessons import direction, lesson, showing


@pytest.fixture(scope="module")
def taught() -> tuple[Lesson, Head]:
    shown = lesson()
    return shown, train_head(shown)[0]


def test_a_new_showing_is_like_its_own_label_and_like_no_other(
    taught: tuple[Lesson, Head],
) -> None:
    likeness = Likeness(*taught)
    new = showing("?", 0, "new", seed=999).embeddings
    strange = showing("?", 15, "new", seed=998).embeddings

    assert likeness.of(new, "action 0") > 0.7
    assert likeness.of(new, "action 1") < 0.2
    assert likeness.of(strange, "action 0") < 0.2


def test_the_scale_goes_from_other_labels_to_other_recordings_of_its_own(
    taught: tuple[Lesson, Head],
) -> None:
    shown, head = taught
    scale = Likeness(shown, head).scale("action 0")
    doubled = shown.with_example(replace(shown.examples[0], start_seconds=9.0))

    assert head.similar_from <= scale.others < scale.own < 0.95
    # An example's copy in its own recording is no measure of how alike showings are.
    assert Likeness(doubled, head).scale("action 0").own < 0.95


def test_ends_of_the_scale() -> None:
    scale = LikenessScale(others=0.2, own=0.6)

    assert [scale.place(cosine) for cosine in (-1.0, 0.2, 0.4, 0.6, 1.0)] == [
        0.0,
        0.0,
        pytest.approx(0.5),
        pytest.approx(1.0),
        1.0,
    ]


def test_examples_that_are_not_alike_give_no_scale() -> None:
    shown = lesson(nothing=0)
    mixed = Lesson(tuple(replace(one, label=f"l{n % 2}") for n, one in enumerate(shown.examples)))
    apart = Lesson(tuple(replace(one, recording=f"r{n}") for n, one in enumerate(mixed.examples)))

    with pytest.raises(EngineError, match="'l0' are no more alike than other things are"):
        Likeness(apart, train_head(apart)[0]).scale("l0")


def test_one_example_gives_no_scale(taught: tuple[Lesson, Head]) -> None:
    with pytest.raises(EngineError, match="'hello' has 0 examples; two or more are needed"):
        Likeness(*taught).of(direction(0)[None], "hello")


class Backbone:
    """Sees the direction that is painted."""

    spec = SPEC
    choice = EngineChoice("small", "fp32", "cpu")

    def new_store(self, capacity: int) -> NumpyStore:
        return NumpyStore(SPEC, capacity)

    def infer(self, clips: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        return np.stack([direction(int(clip[0, 0, 0, 0])) for clip in clips])

    def close(self) -> None:
        pass


def test_an_engine_says_how_like_its_examples_frames_are(taught: tuple[Lesson, Head]) -> None:
    shown, head = taught
    spec = taught_spec(SPEC, "mine", head.labels, SPEC.clip_len)
    engine = TaughtEngine(Backbone(), head, spec, Backbone.choice, Likeness(shown, head))
    frames = np.full((SPEC.clip_len, SPEC.crop_px, SPEC.crop_px, 3), 1, np.uint8)

    assert engine.likeness(frames, "action 1") > 0.9 > 0.1 > engine.likeness(frames, "action 0")
    with pytest.raises(EngineError, match=r"0\.1 s given, at least"):
        engine.likeness(frames[:2], "action 1")
    with pytest.raises(EngineError, match="mine was loaded without its examples"):
        TaughtEngine(Backbone(), head, spec, Backbone.choice).likeness(frames, "action 1")
