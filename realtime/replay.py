"""What other settings would have made of a stream: its recorded scores, decided about anew.

The code that decides is the one that decides live, so a setting gives here what it gives there.
"""

import itertools
import statistics
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engines import ModelSpec, Prediction
from realtime.decision import Decider
from realtime.events import ActionEvent, EventDetector
from realtime.rules import DecisionSettings
from realtime.sinks.base import Message, PredictionMessage

KEPT_WINDOWS = 1200
"""Of a live stream: six minutes of three predictions a second, some 4 MB."""

LEAST_SCORE = 0.01
"""A label that never reaches this begins no event by any rule that the window can set."""


@dataclass(frozen=True, slots=True)
class ScoreTrack:
    """What a model said of the windows of one stream, in the order of time."""

    spec: ModelSpec
    """Its labels are those of the predictions."""
    predictions: tuple[Prediction, ...]
    """As the model gave them, nothing smoothed."""
    segments: tuple[int, ...]
    """One for each prediction; another number where the stream was interrupted before it."""
    source: str = ""
    """What a file of scores calls its stream: the path of a video, where it was one."""

    @property
    def span_seconds(self) -> float:
        """From the first window's end to the last one's."""
        ends = [one.end_seconds for one in self.predictions]
        return max(ends) - min(ends) if ends else 0.0

    def reduced(self) -> "ScoreTrack":
        """Only with labels that can matter: those that reach `LEAST_SCORE` or lead somewhere."""
        if not self.predictions:
            return self
        scores = np.stack([one.scores for one in self.predictions])  # (N, C)
        kept = scores.max(axis=0) >= LEAST_SCORE
        kept[scores.argmax(axis=1)] = True
        labels = tuple(itertools.compress(self.spec.labels, kept))
        predictions = tuple(
            replace(one, labels=labels, scores=one.scores[kept], logits=one.logits[kept])
            for one in self.predictions
        )
        return replace(self, spec=replace(self.spec, labels=labels), predictions=predictions)


class TrackRecorder:
    """Keeps the score track of a running stream; one thread, and bounded."""

    def __init__(self, spec: ModelSpec) -> None:
        """Nothing was said yet."""
        self._spec = spec
        self._kept: deque[tuple[Prediction, int]] = deque(maxlen=KEPT_WINDOWS)

    @property
    def track(self) -> ScoreTrack:
        """What was said so far, the oldest windows left out where there are too many."""
        kept = tuple(self._kept)
        return ScoreTrack(self._spec, tuple(one for one, _ in kept), tuple(at for _, at in kept))

    def add(self, message: Message) -> None:
        """Take what the stream says; only predictions matter."""
        if isinstance(message, PredictionMessage):
            self._kept.append((message.decision.prediction, message.segment))


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event that a setting gives."""

    label: str
    score: float
    start_seconds: float
    end_seconds: float
    told_seconds: float
    """End of the window at which it would have been told first."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What a setting makes of a track."""

    events: tuple[FoundEvent, ...]
    """In the order in which they are told."""
    labels: tuple[str | None, ...]
    """The decision at each window."""
    smoothed: NDArray[np.float32]  # (N, C)
    seconds: NDArray[np.float64]  # (N,), the end of each window
    segments: tuple[int, ...]

    @property
    def changes_per_minute(self) -> float | None:
        """How often the decision changes; None for less than a second of stream."""
        span = float(np.ptp(self.seconds)) if len(self.seconds) else 0.0
        changes = sum(one != two for one, two in itertools.pairwise(self.labels))
        return changes * 60 / span if span >= 1 else None


@dataclass(frozen=True, slots=True)
class Truth:
    """A stretch of which a person says what is done in it."""

    start_seconds: float
    end_seconds: float
    label: str | None = None
    """None: any label is right."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Events beside what a person says; nothing is judged where nothing was marked."""

    false_events: int
    """Events that touch no marked stretch of their label."""
    missed: int
    """Marked stretches that no event touches."""
    delay_seconds: float | None
    """Median time from the start of a marked stretch until its event is told; None: none was."""


def replay(track: ScoreTrack, settings: DecisionSettings) -> Replay:
    """Decide about a track by these settings; rules of labels that it has not are left out."""
    spec, settings = track.spec, _without_strangers(settings, track.spec.labels)
    decider = Decider(spec, settings)
    detector = EventDetector(spec.labels, settings, spec.name, spec.background_label)
    found: dict[tuple[str, float], FoundEvent] = {}
    labels: list[str | None] = []
    smoothed = np.zeros((len(track.predictions), len(spec.labels)), np.float32)
    now, segment = 0.0, track.segments[0] if track.segments else 0
    for row, prediction in enumerate(track.predictions):
        if track.segments[row] != segment:
            segment = track.segments[row]
            decider.reset()
            _note(found, detector.flush(), now)
        now = prediction.end_seconds
        decision = decider.decide(prediction)
        labels.append(decision.label)
        smoothed[row] = decision.smoothed.scores
        _note(found, detector.update(decision), now)
    _note(found, detector.flush(), now)
    seconds = np.array([one.end_seconds for one in track.predictions], np.float64)
    return Replay(tuple(found.values()), tuple(labels), smoothed, seconds, track.segments)


def judge(events: Sequence[FoundEvent], truths: Sequence[Truth]) -> Judgement | None:
    """How well events fit what a person marked; None where nothing is marked."""
    if not truths:
        return None
    hits = [[event for event in events if _fits(event, truth)] for truth in truths]
    delays = [
        min(event.told_seconds for event in fitting) - truth.start_seconds
        for truth, fitting in zip(truths, hits, strict=True)
        if fitting
    ]
    right = {id(event) for fitting in hits for event in fitting}
    return Judgement(
        false_events=sum(id(event) not in right for event in events),
        missed=sum(not fitting for fitting in hits),
        delay_seconds=statistics.median(delays) if delays else None,
    )


def _fits(event: FoundEvent, truth: Truth) -> bool:
    touches = event.start_seconds < truth.end_seconds and event.end_seconds > truth.start_seconds
    return touches and truth.label in (None, event.label)


def _note(
    found: dict[tuple[str, float], FoundEvent], messages: Sequence[ActionEvent], now: float
) -> None:
    """Keep what the messages say of their events; each is told first by its start."""
    for message in messages:
        key = (message.label, message.start_seconds)
        told = found[key].told_seconds if key in found else now
        end = now if message.end_seconds is None else message.end_seconds
        found[key] = FoundEvent(message.label, message.score, message.start_seconds, end, told)


def _without_strangers(settings: DecisionSettings, labels: Sequence[str]) -> DecisionSettings:
    """The settings as far as they are about these labels."""
    known = set(labels)
    rules = {label: rule for label, rule in settings.labels.items() if label in known}
    return settings.model_copy(update={"labels": rules})
