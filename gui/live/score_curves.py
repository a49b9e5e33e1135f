"""Curves of scores that are kept from one painting to the next, so that only what is new is added.

A timeline is painted ten times a second and holds hundreds of samples of each label: walking
through them each time held up Qt's thread.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import takewhile

from PySide6.QtGui import QPainterPath

from gui.live.score_history import Sample


class ScoreCurves:
    """Of the labels of one history; a path's points are (seconds, score)."""

    def __init__(self) -> None:
        """There are none."""
        self._paths: dict[str, QPainterPath] = {}
        self._newest: Sample | None = None
        self._since_seconds = 0.0

    def of(
        self, labels: Iterable[str], samples: Sequence[Sample], since_seconds: float
    ) -> dict[str, QPainterPath]:
        """The curves of these labels at least since then; others are let go.

        Args:
            labels: which; where one was not among the best of a sample its curve is at 0.
            samples: oldest first; mostly those of the last call and a few more.
            since_seconds: the left edge of what is shown.
        """
        seen = self._seen(samples)
        if not seen or self._is_long(samples, since_seconds):
            self._paths, self._since_seconds = {}, since_seconds
        first = _first_shown(samples, since_seconds)
        self._newest = samples[-1] if samples else None
        self._paths = {
            label: _grown(path, samples[seen:], label)
            if (path := self._paths.get(label)) is not None
            else _grown(QPainterPath(), samples[first:], label)
            for label in labels
        }
        return self._paths

    def _seen(self, samples: Sequence[Sample]) -> int:
        """How many of the samples are in the curves already; 0 where they are others."""
        new = sum(1 for _ in takewhile(lambda one: one is not self._newest, reversed(samples)))
        return len(samples) - new

    def _is_long(self, samples: Sequence[Sample], since_seconds: float) -> bool:
        """Whether most of a curve lies left of what is shown."""
        return since_seconds - self._since_seconds > samples[-1].seconds - since_seconds


def _first_shown(samples: Sequence[Sample], since_seconds: float) -> int:
    """The number of the last sample before that time: the line at the edge begins there."""
    return max(0, bisect_left(samples, since_seconds, key=lambda one: one.seconds) - 1)


def _grown(path: QPainterPath, samples: Sequence[Sample], label: str) -> QPainterPath:
    """The path with these samples at its end; it breaks where something was lost."""
    for sample in samples:
        score = sample.scores.get(label, 0.0)
        if sample.follows and path.elementCount():
            path.lineTo(sample.seconds, score)
        else:
            path.moveTo(sample.seconds, score)
    return path
