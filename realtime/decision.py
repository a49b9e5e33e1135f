"""What the program says is being done: a label, or that it is nothing it knows."""

from dataclasses import dataclass

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
    """The same with the scores (C,) that smoothing made of it."""

    @property
    def score(self) -> float:
        """The best smoothed score, known or not, 0..1."""
        return float(self.smoothed.scores.max())

    def top(self, k: int = 5) -> list[LabelScore]:
        """The k best labels by smoothed score, best first."""
        return self.smoothed.top(k)


class Decider:
    """Turns the predictions of one stream into decisions; one thread."""

    def __init__(self, spec: ModelSpec, settings: DecisionSettings) -> None:
        """Decide about this model's labels."""
        self._background = spec.background_label
        self._unknown_below = settings.unknown_below
        self._smoother = Smoother(settings.smoothing_seconds, settings.gap_seconds)

    def decide(self, prediction: Prediction) -> Decision:
        """Smooth a prediction and say what it shows; predictions come in the order of time."""
        smoothed = self._smoother.update(prediction)
        return Decision(self._label(smoothed), prediction, smoothed)

    def reset(self) -> None:
        """Forget the past: the stream was interrupted."""
        self._smoother.reset()

    def _label(self, smoothed: Prediction) -> str | None:
        """The best label where it is known well enough."""
        best = smoothed.top(1)[0]
        known = best.score >= self._unknown_below and best.label != self._background
        return best.label if known else None
