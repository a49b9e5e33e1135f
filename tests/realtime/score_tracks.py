"""Predictions with chosen scores, for the tests of everything that follows them."""

from collections.abc import Sequence

import numpy as np

from engines import Prediction
from realtime.decision import Decision

LABELS = ("wave", "clap", "walk")
SPAN_SECONDS = 2.5


def prediction(
    scores: Sequence[float],
    end_seconds: float,
    *,
    labels: Sequence[str] = LABELS,
    span_seconds: float = SPAN_SECONDS,
) -> Prediction:
    """A prediction with these scores; what they lack to one belongs to no label."""
    values = np.array(scores, dtype=np.float32)
    return Prediction(
        labels=tuple(labels),
        logits=10 * values,
        scores=values,
        start_seconds=end_seconds - span_seconds,
        end_seconds=end_seconds,
        latency_seconds=0.25,
    )


def decision(scores: Sequence[float], end_seconds: float) -> Decision:
    """A decision in which nothing was smoothed."""
    raw = prediction(scores, end_seconds)
    return Decision(LABELS[int(np.argmax(scores))], raw, raw)
