from dataclasses import replace

import pytest

from engines import EngineError
from engines.teaching.lesson import NOTHING, Lesson, clean_label
from tests.engines.teaching.lessons import lesson, showing


def test_a_change_gives_another_lesson_so_that_it_can_be_undone() -> None:
    before = lesson(labels=1, recordings=1, examples=1, nothing=0)
    after = before.with_example(showing("nod", 1, "x", seed=1)).relabelled(0, "wave").without(1)

    assert [example.label for example in after.examples] == ["wave"]
    assert [example.label for example in before.examples] == ["action 0"]


def test_nothing_is_always_the_last_label() -> None:
    shown = Lesson((showing(NOTHING, 0, "n", seed=0), showing("b", 1, "r", seed=1)))

    assert shown.labels == ("b", NOTHING)
    assert Lesson().labels == (NOTHING,)


@pytest.mark.parametrize("place", [-1, 1])
def test_a_place_that_is_not_there_is_refused(place: int) -> None:
    with pytest.raises(EngineError, match=f"example {place} given, there are 1"):
        Lesson((showing("b", 1, "r", seed=1),)).without(place)


def test_one_example_only_is_too_few() -> None:
    with pytest.raises(EngineError, match="one example only of 'b'; at least two"):
        Lesson((showing("b", 1, "r", seed=1),)).check()
    with pytest.raises(EngineError, match="no examples of any action"):
        Lesson((showing(NOTHING, 1, "r", seed=1),)).check()


def test_one_action_alone_is_too_few() -> None:
    with pytest.raises(EngineError, match=r"only 'action 0' is taught, .* add another action"):
        lesson(labels=1, nothing=0).check()
    lesson(labels=1, nothing=1).check()


def test_two_labels_with_the_same_clip_are_named() -> None:
    one = showing("wave", 1, "clip.mp4", seed=1)
    twin = replace(one, label="hello")
    whole = Lesson((one, twin, showing("wave", 1, "b", seed=2), showing("hello", 1, "c", seed=3)))

    with pytest.raises(EngineError, match=r"'wave' and 'hello' .* same clip \(clip.mp4\)"):
        whole.check()


@pytest.mark.parametrize("label", ["挥手", "up/down", "J'ai fini", "left  hand "])
def test_labels_of_any_script_are_all_right(label: str) -> None:
    assert clean_label(label) == " ".join(label.split())


@pytest.mark.parametrize("label", ["", "  ", "a\x00b", "x" * 81])
def test_labels_that_nobody_can_read_are_refused(label: str) -> None:
    with pytest.raises(EngineError, match="1 to 80 printable characters"):
        clean_label(label)
