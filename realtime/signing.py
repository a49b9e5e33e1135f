"""Motion and scores -> glosses: one sign, one gloss."""

from collections import deque
from dataclasses import dataclass, field, replace
from itertools import pairwise

from engines import ModelSpec, Prediction
from realtime.motion import MotionSample
from realtime.sign_gate import GatePhase, GateSettings, SignGate, SignSpan
from realtime.sign_windows import Run, SignWindows, Verdict, centre
from realtime.transcript import Gloss

_NEIGHBOURS = 4
"""Spans before, of which windows that saw them too say less."""


@dataclass(frozen=True, slots=True)
class SigningSettings:
    """How spans of motion become glosses."""

    gate: GateSettings = field(default_factory=GateSettings)
    unknown_below: float = 0.5
    """A sign is known from this score on, 0..1."""
    stay_seconds: float = 0.5
    """Without a rest a new sign begins where the label changes and stays for so long."""
    least_unknown_seconds: float = 0.5
    """Shorter motion of which no label is known is a fidget; nothing is said of it."""
    settle_share: float = 0.25
    """Of a window's length: so far beyond a sign's end the windows must reach before it is told."""
    patience_seconds: float = 5.0
    """A sign is told so long after its end at the latest, with what windows there are."""


class SignReader:
    """Reads the signs of one stream; one thread feeds it both tracks, in the order of time.

    A span of motion gives one gloss. Where it goes on without a rest, it is split where the label
    changes and stays. Where the hands stay still and the windows that lie in the stillness still
    say the sign, it is held: what moves next and is the same, or nothing known, belongs to it.

    Limit: in a window that is twice as long as a sign, rest weighs as much as the sign does. Such a
    sign is told as not known, or not at all where it is very short.
    """

    def __init__(
        self, spec: ModelSpec, settings: SigningSettings | None = None, *, first_number: int = 0
    ) -> None:
        """Read the labels of this model; glosses are counted from `first_number`."""
        self._settings = settings or SigningSettings()
        self._gate = SignGate(self._settings.gate)
        self._windows = SignWindows(spec, self._settings.unknown_below)
        self._settle_seconds = spec.span_seconds * self._settings.settle_share
        self._waiting: deque[SignSpan] = deque()
        self._told: deque[SignSpan] = deque(maxlen=_NEIGHBOURS)
        self._told_until = float("-inf")
        self._last: Gloss | None = None
        self._number = first_number
        self._now = float("-inf")

    @property
    def phase(self) -> GatePhase:
        """What the hands do now."""
        return self._gate.phase

    def add_motion(self, sample: MotionSample) -> list[Gloss]:
        """Follow the motion; gives the glosses that are clear by now."""
        glosses = self.interrupt() if sample.at_seconds < self._now else []
        self._now = sample.at_seconds
        self._close(self._gate.update(sample))
        return glosses + self._tell(is_over=False)

    def add_prediction(self, prediction: Prediction) -> list[Gloss]:
        """Follow the scores; gives the glosses that are clear by now."""
        if prediction.is_provisional:
            return []
        self._windows.add(prediction)
        return [*self._tell(is_over=False), *self._tell_changes()]

    def finish(self) -> list[Gloss]:
        """The stream is over: what is left of it."""
        self._close(self._gate.finish())
        return self._tell(is_over=True)

    def score(self, gloss: Gloss, label: str) -> float:
        """How likely a sign that was told just now is this label of the model, 0..1."""
        span = SignSpan(gloss.start_seconds, gloss.end_seconds)
        return self._windows.score(self._windows.fitting(span), label)

    def interrupt(self) -> list[Gloss]:
        """The stream was interrupted: gives what is left; what comes is read by itself."""
        glosses = self.finish()
        self._windows.clear()
        self._told.clear()
        self._told_until, self._last, self._now = float("-inf"), None, float("-inf")
        return glosses

    def _close(self, span: SignSpan | None) -> None:
        if span is not None:
            self._waiting.append(span)

    def _tell(self, *, is_over: bool) -> list[Gloss]:
        glosses: list[Gloss] = []
        while self._waiting and (is_over or self._is_settled(self._waiting[0])):
            glosses += self._read(self._waiting.popleft())
        return glosses

    def _is_settled(self, span: SignSpan) -> bool:
        reached = self._windows.end_seconds >= span.end_seconds + self._settle_seconds
        return reached or self._now >= span.end_seconds + self._settings.patience_seconds

    def _tell_changes(self) -> list[Gloss]:
        """Of a sign that goes on: what is over since another label came and stayed."""
        since = self._gate.open_since
        if since is None or self._waiting:
            return []
        span = SignSpan(max(since, self._told_until), self._now)
        runs = self._windows.runs(span, self._settings.stay_seconds)
        return self._told_parts(span, runs)

    def _read(self, span: SignSpan) -> list[Gloss]:
        """The glosses of a span that is over."""
        left = SignSpan(max(span.start_seconds, self._told_until), span.end_seconds)
        if left.end_seconds - left.start_seconds < self._settings.gate.start_seconds:
            return []
        runs = self._windows.runs(left, self._settings.stay_seconds)
        if len(runs) > 1:
            return [*self._told_parts(left, runs), *self._last_part(left, runs[-1])]
        return self._gloss(left, self._judged(left))

    def _told_parts(self, span: SignSpan, runs: list[Run]) -> list[Gloss]:
        """All but the last of the signs that follow one another in a span."""
        glosses: list[Gloss] = []
        start = span.start_seconds
        for run, following in pairwise(runs):
            change = (centre(run.windows[-1]) + centre(following.windows[0])) / 2
            part = SignSpan(start, max(start, change))
            glosses += self._gloss(part, self._windows.judge(run.windows))
            start = self._told_until = part.end_seconds
        return glosses

    def _last_part(self, span: SignSpan, run: Run) -> list[Gloss]:
        part = SignSpan(self._told_until, span.end_seconds)
        return self._gloss(part, self._windows.judge(run.windows))

    def _judged(self, span: SignSpan) -> Verdict:
        return self._windows.judge(self._windows.fitting(span, [*self._told, *self._waiting]))

    def _gloss(self, span: SignSpan, verdict: Verdict) -> list[Gloss]:
        """One sign; what only ends the one before makes that longer."""
        if self._is_held(span, verdict):
            assert self._last is not None
            self._last = replace(self._last, end_seconds=span.end_seconds)
            return [self._last]
        self._told.append(span)
        is_short = span.end_seconds - span.start_seconds < self._settings.least_unknown_seconds
        if verdict.label is None and is_short:
            return []
        times = (span.start_seconds, span.end_seconds)
        self._last = Gloss(self._number, verdict.label, verdict.confidence, *times, verdict.guesses)
        self._number += 1
        return [self._last]

    def _is_held(self, span: SignSpan, verdict: Verdict) -> bool:
        """Whether the sign before was held until this motion: windows in the stillness say so."""
        last = self._last
        if last is None or last.label is None or verdict.label not in (None, last.label):
            return False
        still = self._windows.within(SignSpan(last.end_seconds, span.start_seconds))
        return bool(still) and self._windows.judge(still).label == last.label
