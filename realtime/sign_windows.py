"""The score track of a stream, asked about stretches of it: what was signed from here to there?"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from engines import LabelScore, ModelSpec, Prediction, softmax
from realtime.sign_gate import SignSpan

_KEPT_WINDOWS = 600
_AS_GOOD = 0.6
"""Windows that fit a span at least so well, beside the best one, say what it was."""
_GUESSES = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What windows say together."""

    label: str | None
    """None is none of the model's."""
    confidence: float
    """Score of the label, or of the best one where none is right, 0..1."""
    guesses: tuple[LabelScore, ...]
    """The next ones, best first."""


@dataclass(frozen=True, slots=True)
class Run:
    """Windows one after another that say the same."""

    label: str | None
    windows: tuple[Prediction, ...]

    @property
    def seconds(self) -> float:
        """From the middle of its first window to that of its last."""
        return centre(self.windows[-1]) - centre(self.windows[0])


class SignWindows:
    """Keeps what a model said of the windows of one stream; bounded, one thread."""

    def __init__(self, spec: ModelSpec, unknown_below: float) -> None:
        """Nothing was said yet; a best score below `unknown_below` is no sign that is known."""
        self._spec = spec
        self._unknown_below = unknown_below
        self._kept: deque[Prediction] = deque(maxlen=_KEPT_WINDOWS)

    @property
    def end_seconds(self) -> float:
        """How far the windows reach; minus infinity where there are none."""
        return self._kept[-1].end_seconds if self._kept else -np.inf

    def add(self, prediction: Prediction) -> None:
        """Keep a window's prediction; they come in the order of time."""
        self._kept.append(prediction)

    def clear(self) -> None:
        """Forget all of them: the stream was interrupted."""
        self._kept.clear()

    def within(self, span: SignSpan) -> list[Prediction]:
        """The windows that lie in a stretch with all they saw."""
        return [
            one
            for one in self._kept
            if one.start_seconds >= span.start_seconds and one.end_seconds <= span.end_seconds
        ]

    def fitting(self, span: SignSpan, others: Sequence[SignSpan] = ()) -> list[Prediction]:
        """The windows that saw most of a span and least of others."""
        fits = [(_fit(one, span, others), one) for one in self._kept if _shared(one, span) > 0]
        best = max((fit for fit, _ in fits), default=0.0)
        least = best * _AS_GOOD if best > 0 else best
        return [one for fit, one in fits if fit >= least]

    def runs(self, span: SignSpan, stay_seconds: float) -> list[Run]:
        """The labels that come one after another in a span, each for long enough to be meant.

        While windows turn from one sign to the next they may know neither, so what is not known
        must last longer, by a window, to count.
        """
        inside = [
            one for one in self._kept if span.start_seconds <= centre(one) <= span.end_seconds
        ]
        met = [(self.judge([one]).label, one) for one in inside]
        runs = [
            Run(label, tuple(one for _, one in group))
            for label, group in groupby(met, key=lambda pair: pair[0])
        ]
        return _joined([run for run in runs if run.seconds >= self._stay(run, stay_seconds)])

    def score(self, windows: Sequence[Prediction], label: str) -> float:
        """What the windows together give a label of the model, 0..1; nothing without windows."""
        if not windows:
            return 0.0
        return float(softmax(_mean_logits(windows))[self._spec.labels.index(label)])

    def judge(self, windows: Sequence[Prediction]) -> Verdict:
        """What the mean of the windows' logits says."""
        if not windows:
            return Verdict(None, 0.0, ())
        logits = _mean_logits(windows)
        scores = softmax(logits)
        order = np.argsort(-scores, kind="stable")
        ranked = [
            LabelScore(self._spec.labels[i], float(scores[i]), float(logits[i])) for i in order
        ]
        best = ranked[0]
        label = best.label if self._is_known(best) else None
        named = [one for one in ranked if one.label not in (label, self._spec.background_label)]
        likeliest = best if label or not named else named[0]
        return Verdict(label, likeliest.score, tuple(named[:_GUESSES]))

    def _is_known(self, best: LabelScore) -> bool:
        least = self._spec.unknown_below_logit
        is_familiar = least is None or best.logit >= least
        is_sign = best.label != self._spec.background_label
        return is_sign and is_familiar and best.score >= self._unknown_below

    def _stay(self, run: Run, stay_seconds: float) -> float:
        if run.label is not None:
            return stay_seconds
        return stay_seconds + run.windows[0].end_seconds - run.windows[0].start_seconds


def centre(window: Prediction) -> float:
    """The middle of what a window saw."""
    return (window.start_seconds + window.end_seconds) / 2


def _mean_logits(windows: Sequence[Prediction]) -> NDArray[np.float32]:
    stacked: NDArray[np.float32] = np.stack([one.logits for one in windows])
    mean: NDArray[np.float32] = stacked.mean(axis=0)
    return mean


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Runs of the same label one after another are one."""
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].label == run.label:
            run = Run(run.label, joined.pop().windows + run.windows)
        joined.append(run)
    return joined


def _shared(window: Prediction, span: SignSpan) -> float:
    """Seconds that a window saw of a span."""
    end = min(window.end_seconds, span.end_seconds)
    return max(0.0, end - max(window.start_seconds, span.start_seconds))


def _fit(window: Prediction, span: SignSpan, others: Sequence[SignSpan]) -> float:
    """Intersection over union, less what the window saw of others."""
    own = _shared(window, span)
    length = window.end_seconds - window.start_seconds
    union = length + span.end_seconds - span.start_seconds - own
    return (own - sum(_shared(window, other) for other in others)) / max(union, 1e-9)
