import numpy as np
import pytest

from engines import NOTHING, EngineError, TaughtExample
from gui.teach.lesson_book import MOST_FILLERS, LessonBook


def example(label: str, value: float) -> TaughtExample:
    return TaughtExample(label, f"rec {value}", 0.0, 2.0, np.full((2, 4), value, np.float32))


def test_every_step_is_undone_in_turn() -> None:
    book = LessonBook()
    book.add(example("wave", 1))
    book.add(example("clap", 2))
    book.relabel(0, " hello ")
    book.relabel(0, "hello")
    book.remove([])
    book.remove([0, 1])
    assert book.lesson.examples == ()
    book.undo()
    assert book.lesson.labels == ("hello", "clap", NOTHING)
    book.undo()
    book.undo()
    book.undo()
    assert not book.can_undo
    assert book.lesson.examples == ()


def test_what_came_by_itself_stays_and_is_bounded() -> None:
    book = LessonBook()
    book.add(example("wave", 1))
    for value in range(MOST_FILLERS + 3):
        book.fill(example(NOTHING, 10 + value))
    assert not book.wants_filler
    book.undo()
    assert [one.label for one in book.lesson.examples] == [NOTHING] * MOST_FILLERS


def test_the_same_clip_twice_and_no_label_are_refused() -> None:
    book = LessonBook()
    book.add(example("wave", 1))
    with pytest.raises(EngineError, match="given before, as example 1"):
        book.add(example("clap", 1))
    with pytest.raises(EngineError, match="1 to 80"):
        book.relabel(0, "  ")
    assert len(book.lesson.examples) == 1
