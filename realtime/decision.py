"""What the program says is being done: a label, or that it is nothing it knows.

A model with a fixed list of labels always prefers one of them. Two things say that none is right:
a best score that is low, and a best logit that is low. Softmax hides the second: it compares the
labels only with each other, so that a scene like nothing in the training data still gives one of
them 0.9 (Hendrycks et al., "Scaling Out-of-Distribution Detection for Real-World Settings",
arXiv 1911.11132). Neither is perfect: what looks like a label's usual scene passes both.
"""

from dataclasses import dataclass, replace
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from engines import LabelScore, ModelSpec, Prediction
from realtime.rules import DecisionSettings
from realtime.smoothing import Smoother


@dataclass(frozen=True, slots=True)
class Decision:
    """A prediction, what it is after smoothing, and the label that follows from it."""

    label: str | None
    """The best label, or None for 'nothing I know'."""
    prediction: Prediction
    """What the model said of this window alone."""
    smoothed: Prediction
    """The same with the scores (C,) and logits (C,) that smoothing made of it."""
    is_familiar: bool = True
    """Whether its logits are as high as on what the model knows; events begin only then."""
    watched: NDArray[np.bool_] | None = None
    """Which labels (C) may be named; None is all."""

    @property
    def score(self) -> float:
        """The best smoothed score of a label that may be named, known or not, 0..1."""
        return self.top(1)[0].score

    def top(self, k: int = 5) -> list[LabelScore]:
        """The k best labels that may be named by smoothed score, best first."""
        if self.watched is None:
            return self.smoothed.top(k)
        ranked = self.smoothed.top(len(self.smoothed.labels))
        named = set(compress(self.smoothed.labels, self.watched))
        return [one for one in ranked if one.label in named][:k]


class Decider:
    """Turns the predictions of one stream into decisions; one thread."""

    def __init__(self, spec: ModelSpec, settings: DecisionSettings) -> None:
        """Decide about this model's labels."""
        self._spec = spec
        self._smoother = Smoother(settings.smoothing_seconds, settings.gap_seconds)
        self.tune(settings)

    def tune(self, settings: DecisionSettings) -> None:
        """Decide by other settings from now on; what was smoothed so far is kept."""
        self._unknown_below = settings.unknown_below
        self._least_logit = self._spec.unknown_below_logit if settings.unknown_below else None
        self._watched = settings.named(self._spec.labels) if settings.only else None
        self._smoother.tune(settings.smoothing_seconds, settings.gap_seconds)

    def decide(self, prediction: Prediction) -> Decision:
        """Smooth a prediction and say what it shows; predictions come in the order of time.

        A provisional one is taken as it is and forgotten: it would weigh on those that know more.
        """
        is_provisional = prediction.is_provisional
        smoothed = prediction if is_provisional else self._smoother.update(prediction)
        is_familiar = self._is_familiar(smoothed)
        unnamed = Decision(None, prediction, smoothed, is_familiar, self._watched)
        best = unnamed.top(1)[0]
        is_known = is_familiar and best.score >= self._unknown_below
        is_named = is_known and best.label != self._spec.background_label
        return replace(unnamed, label=best.label) if is_named else unnamed

    def reset(self) -> None:
        """Forget the past: the stream was interrupted."""
        self._smoother.reset()

    def _is_familiar(self, smoothed: Prediction) -> bool:
        """Whether the best logit passes, where the model says from which on it does."""
        return self._least_logit is None or float(smoothed.logits.max()) >= self._least_logit
