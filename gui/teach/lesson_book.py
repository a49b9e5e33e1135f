"""The examples of a panel, every step of it undone again."""

from collections.abc import Sequence

import numpy as np

from engines import NOTHING, EngineError, Lesson, TaughtExample
from gui.language import translate

_KEPT_STEPS = 100
MOST_FILLERS = 12
"""Examples of 'nothing' that come by themselves; more are for the user to give."""


class LessonBook:
    """A lesson and the ones before it; one thread."""

    def __init__(self, lesson: Lesson | None = None) -> None:
        """Begin with these examples."""
        self._lesson = lesson or Lesson()
        self._before: list[Lesson] = []

    @property
    def lesson(self) -> Lesson:
        """As it is now."""
        return self._lesson

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._before)

    @property
    def wants_filler(self) -> bool:
        """Whether there is room for one more example of 'nothing' that comes by itself."""
        return len(self._lesson.of(NOTHING)) < MOST_FILLERS

    def add(self, example: TaughtExample) -> None:
        """One more example; raises `EngineError` where it is there already."""
        self._refuse_twin(example)
        self._take(self._lesson.with_example(example))

    def fill(self, example: TaughtExample) -> None:
        """One more that came by itself, which no undo takes back; nothing where it is full."""
        if not self.wants_filler:
            return
        self._lesson = self._lesson.with_example(example)
        self._before = [lesson.with_example(example) for lesson in self._before]

    def remove(self, places: Sequence[int]) -> None:
        """The examples at these places are gone, in one step."""
        lesson = self._lesson
        if not places:
            return
        for place in sorted(places, reverse=True):
            lesson = lesson.without(place)
        self._take(lesson)

    def relabel(self, place: int, label: str) -> None:
        """The example at this place shows something else; raises `EngineError` for no label."""
        lesson = self._lesson.relabelled(place, label)
        if lesson.examples[place].label != self._lesson.examples[place].label:
            self._take(lesson)

    def undo(self) -> None:
        """Take the last step back; nothing where there is none."""
        if self._before:
            self._lesson = self._before.pop()

    def _take(self, lesson: Lesson) -> None:
        self._before.append(self._lesson)
        del self._before[:-_KEPT_STEPS]
        self._lesson = lesson

    def _refuse_twin(self, example: TaughtExample) -> None:
        for place, other in enumerate(self._lesson.examples):
            if np.array_equal(other.embeddings, example.embeddings):
                said = translate(
                    "LessonBook",
                    "this clip was given before, as example {n} ({label!r}); record it again, or "
                    "relabel that one",
                )
                raise EngineError(said.format(n=place + 1, label=other.label))
