"""Scores that do not jump: an average in which the past fades with stream time."""

import math
from dataclasses import replace

import numpy as np

from engines import Prediction


def is_jump(last: Prediction, new: Prediction, gap_seconds: float) -> bool:
    """Whether two predictions do not belong together: time went back, or much was not seen.

    No window spans a gap, so the one after it starts where the gap ends; the windows of a slow
    engine may also leave a little uncovered, which `gap_seconds` forgives.
    """
    return new.end_seconds < last.end_seconds or new.start_seconds - last.end_seconds > gap_seconds


class Smoother:
    """Exponential smoothing by stream time; one stream, one thread.

    A prediction that comes `dt` after the one before weighs `1 - exp(-dt / tau)`, so the result
    does not depend on how many predictions a second the machine manages. The first one, and the
    first after a gap, is taken as it is.
    """

    def __init__(self, time_constant_seconds: float, gap_seconds: float = 5.0) -> None:
        """A time constant of 0 means no smoothing; a longer unseen stretch than a gap resets."""
        self._last: Prediction | None = None
        self.tune(time_constant_seconds, gap_seconds)

    def tune(self, time_constant_seconds: float, gap_seconds: float) -> None:
        """Smooth otherwise from now on, going on from what was smoothed so far."""
        self._tau = time_constant_seconds
        self._gap_seconds = gap_seconds

    def update(self, prediction: Prediction) -> Prediction:
        """The prediction with smoothed scores (C,) and smoothed logits (C,).

        The scores still add up to one. They are the average of softmaxes, so they are not the
        softmax of the averaged logits.
        """
        last = self._last
        if last is None or is_jump(last, prediction, self._gap_seconds):
            self._last = prediction
        else:
            weight = self._weight(prediction.end_seconds - last.end_seconds)
            self._last = replace(
                prediction,
                logits=last.logits + weight * (prediction.logits - last.logits),
                scores=last.scores + weight * (prediction.scores - last.scores),
            )
        return self._last

    def reset(self) -> None:
        """Forget the past: the stream was interrupted."""
        self._last = None

    def _weight(self, dt_seconds: float) -> np.float32:
        """How much a prediction counts that comes so long after the one before."""
        return np.float32(1.0 if self._tau == 0 else -math.expm1(-dt_seconds / self._tau))
