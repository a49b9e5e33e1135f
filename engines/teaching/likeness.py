"""How like the taught examples of a label something is, on a scale that the examples give."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engines.errors import EngineError
from engines.teaching.head import Head
from engines.teaching.lesson import Lesson

_LEAST_ROOM = 0.05
"""Of cosine between the ends of a scale; nearer to one another they measure nothing."""


@dataclass(frozen=True, slots=True)
class LikenessScale:
    """What cosines to the examples of a label mean."""

    others: float
    """Of what was taught under other labels, in the middle, or where 'nothing' begins: 0 on the
    scale."""
    own: float
    """Of its own examples to one another, in the middle: 1 on the scale."""

    def place(self, cosine: float) -> float:
        """Where a cosine lies, 0..1."""
        share = (cosine - self.others) / (self.own - self.others)
        return float(min(max(share, 0.0), 1.0))


class Likeness:
    """Compares embeddings with the examples of a lesson, as its head sees them."""

    def __init__(self, lesson: Lesson, head: Head) -> None:
        """Of these examples; the head was trained on them."""
        self._head = head
        self._examples = lesson.examples
        self._standard = [head.standardised(one.embeddings) for one in lesson.examples]
        self._scales: dict[str, LikenessScale] = {}

    def of(self, embeddings: NDArray[np.float32], label: str) -> float:
        """How like a label's examples a showing (views, D) is, 0..1.

        1 is as like the nearest of them as they are to one another, 0 no more than what was taught
        under other labels is, or than what the head calls 'nothing' may be.

        Raises:
            EngineError: There is no scale for the label.
        """
        scale = self.scale(label)
        return scale.place(self._nearest(self._head.standardised(embeddings), self._of(label)))

    def scale(self, label: str) -> LikenessScale:
        """The scale of a label.

        Raises:
            EngineError: There are no two examples of it, or they are as unlike as other things.
        """
        if label not in self._scales:
            self._scales[label] = self._measured(label)
        return self._scales[label]

    def _measured(self, label: str) -> LikenessScale:
        mine = self._of(label)
        if len(mine) < 2:
            raise EngineError(f"{label!r} has {len(mine)} examples; two or more are needed")
        own = [self._nearest(self._standard[one], self._apart(one, mine)) for one in mine]
        others = [
            self._nearest(self._standard[one], mine)
            for one, example in enumerate(self._examples)
            if example.label != label
        ]
        floor = max(self._head.similar_from, float(np.median(others)) if others else -1.0)
        scale = LikenessScale(floor, float(np.median(own)))
        if scale.own - scale.others < _LEAST_ROOM:
            raise EngineError(
                f"the examples of {label!r} are no more alike than other things are; add some, "
                "shown as you will show it"
            )
        return scale

    def _of(self, label: str) -> list[int]:
        return [place for place, one in enumerate(self._examples) if one.label == label]

    def _apart(self, one: int, places: list[int]) -> list[int]:
        """The others of these, from other recordings where there are some."""
        others = [place for place in places if place != one]
        recording = self._examples[one].recording
        elsewhere = [at for at in others if self._examples[at].recording != recording]
        return elsewhere or others

    def _nearest(self, standard: NDArray[np.float32], places: list[int]) -> float:
        """The highest cosine of any view to any view of these examples."""
        views = np.concatenate([self._standard[place] for place in places])
        return float((standard @ views.T).max())
