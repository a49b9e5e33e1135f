"""The bars of the best labels, in an order that stays calm."""

from dataclasses import dataclass

from realtime.decision import Decision

ROWS = 5
"""Bars of a view."""

SWAP_MARGIN = 0.05
"""Two bars change places only when the lower one is better by so much."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of the view."""

    label: str
    smoothed: float
    """The score that decisions are made of, 0..1."""
    raw: float
    """The score of the latest window alone, 0..1."""
    is_decision: bool


class BarBoard:
    """Keeps the best labels in their rows as long as possible; belongs to one view."""

    def __init__(self, rows: int = ROWS) -> None:
        """So many rows, all empty."""
        self._rows = rows
        self._labels: list[str] = []

    def update(self, decision: Decision | None) -> list[Bar]:
        """The bars to draw, from the top; none without a decision."""
        if decision is None:
            self._labels = []
            return []
        best = decision.top(self._rows)
        self._seat([one.label for one in best])
        scores = {one.label: one.score for one in best}
        self._sort(scores)
        raw = dict(zip(decision.prediction.labels, decision.prediction.scores, strict=True))
        return [
            Bar(label, scores[label], float(raw[label]), label == decision.label)
            for label in self._labels
        ]

    def _seat(self, best: list[str]) -> None:
        """Give newcomers the rows of those that left; all others keep theirs."""
        newcomers = [label for label in best if label not in self._labels]
        seats = [
            label if label in best else newcomers.pop(0)
            for label in self._labels
            if label in best or newcomers
        ]
        self._labels = seats + newcomers

    def _sort(self, scores: dict[str, float]) -> None:
        """Let a label rise past those that it clearly beats."""
        for end in range(1, len(self._labels)):
            for i in range(end, 0, -1):
                upper, lower = self._labels[i - 1 : i + 1]
                if scores[lower] - scores[upper] <= SWAP_MARGIN:
                    break
                self._labels[i - 1 : i + 1] = [lower, upper]
