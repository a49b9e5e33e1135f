"""The last minutes of a stream: scores, events and gaps, on the time of the stream."""

import itertools
import statistics
from collections import deque
from dataclasses import dataclass

from realtime import (
    ActionEvent,
    Message,
    PredictionMessage,
    StreamSnapshot,
    StreamState,
    StreamStatus,
)

KEPT_SAMPLES = 2400
"""Twelve minutes of three predictions a second."""
KEPT_SPANS = 256
TOP = 5
"""Labels whose scores are kept of each prediction."""

_LEAST_GAP_SECONDS = 3.0
_GAP_STEPS = 2.5
"""Two predictions so many times further apart than usual have a gap between them, whatever was
said of it; a slow engine alone makes none."""
_USUAL_OVER = 8
"""What is usual is judged by so many steps."""
_READ_WITHIN_SECONDS = 5.0
_LOST = (StreamState.STALLED, StreamState.RECONNECTING)


@dataclass(frozen=True, slots=True)
class Sample:
    """The best labels of one prediction."""

    seconds: float
    """pts of the window's last frame."""
    scores: dict[str, float]
    """Smoothed, 0..1, best first."""
    follows: bool
    """Whether nothing was lost since the sample before."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of stream time."""

    start_seconds: float
    end_seconds: float


@dataclass(frozen=True, slots=True)
class EventSpan:
    """An event as it is known so far."""

    event: ActionEvent

    def span(self, now_seconds: float) -> Span:
        """From its start to its end, or to now while it goes on."""
        end = self.event.end_seconds
        return Span(self.event.start_seconds, now_seconds if end is None else end)


class ScoreHistory:
    """Keeps what a timeline shows; one thread, and bounded."""

    def __init__(self) -> None:
        """Nothing has happened."""
        self._samples: deque[Sample] = deque(maxlen=KEPT_SAMPLES)
        self._events: dict[tuple[str, float], EventSpan] = {}
        self._was_lost = True
        self._now_seconds = 0.0
        self._frames = 0
        self._began_seconds = 0.0
        """When the stream's time was 0, on the clock of its snapshots."""

    @property
    def now_seconds(self) -> float:
        """The newest time of the stream that is known."""
        return self._now_seconds

    @property
    def told_seconds(self) -> float:
        """Up to when what goes on is known to go on: not into the time in which it is lost."""
        return self._samples[-1].seconds if self._was_lost and self._samples else self._now_seconds

    @property
    def samples(self) -> list[Sample]:
        """Oldest first."""
        return list(self._samples)

    @property
    def events(self) -> list[EventSpan]:
        """By the time at which they were told first."""
        return list(self._events.values())

    def pass_time(self, seconds: float) -> None:
        """A frame of this time has come."""
        self._now_seconds = seconds

    def pass_outage(self, snapshot: StreamSnapshot) -> bool:
        """Whether time has passed without frames: where the stream goes on once it is back.

        Call it with each snapshot, also while frames come.
        """
        if snapshot.frames != self._frames:
            self._frames = snapshot.frames
            self._began_seconds = snapshot.seconds - self._now_seconds
        is_lost = bool(self._frames) and snapshot.status.state in _LOST
        if is_lost:
            self._now_seconds = max(self._now_seconds, snapshot.seconds - self._began_seconds)
        return is_lost

    def add(self, message: Message) -> None:
        """Take what the stream says; what is no prediction and no change of state is not shown."""
        if isinstance(message, StreamStatus):
            self._was_lost |= message.state in _LOST
        elif isinstance(message, PredictionMessage):
            self._add_prediction(message)

    def _add_prediction(self, message: PredictionMessage) -> None:
        prediction = message.decision.smoothed
        seconds = prediction.end_seconds
        if self._samples and seconds < self._samples[-1].seconds:
            self._samples.clear()  # another time line
            self._events.clear()
        follows = not self._was_lost and self._is_near(seconds)
        scores = {one.label: one.score for one in message.decision.top(TOP)}
        self._samples.append(Sample(seconds, scores, follows))
        self._was_lost = False
        self._now_seconds = max(self._now_seconds, seconds)

    def add_event(self, event: ActionEvent) -> None:
        """Take an event, or what is new of it."""
        self._events[event.label, event.start_seconds] = EventSpan(event)
        while len(self._events) > KEPT_SPANS:
            del self._events[next(iter(self._events))]

    def gaps(self) -> list[Span]:
        """Where nothing could be said; the time before the first prediction is none."""
        samples = self.samples
        pairs = itertools.pairwise(samples)
        found = [Span(one.seconds, two.seconds) for one, two in pairs if not two.follows]
        if samples and (self._was_lost or not self._is_near(self._now_seconds)):
            found.append(Span(samples[-1].seconds, max(self._now_seconds, samples[-1].seconds)))
        return found

    def leading(self, since_seconds: float) -> list[str]:
        """The labels with the highest scores since then, best first; at most `TOP`."""
        best: dict[str, float] = {}
        recent = itertools.takewhile(
            lambda one: one.seconds >= since_seconds, reversed(self._samples)
        )
        for sample in recent:
            for label, score in sample.scores.items():
                best[label] = max(score, best.get(label, 0.0))
        return sorted(best, key=lambda label: -best[label])[:TOP]

    def nearest(self, seconds: float) -> Sample | None:
        """The sample of about that time; None where a gap lies or none is near."""
        sample = min(self._samples, key=lambda one: abs(one.seconds - seconds), default=None)
        if sample is None or abs(sample.seconds - seconds) > _READ_WITHIN_SECONDS:
            return None
        inside = any(gap.start_seconds < seconds < gap.end_seconds for gap in self.gaps())
        return None if inside else sample

    def _is_near(self, seconds: float) -> bool:
        usual = self._usual_step_seconds()
        if usual is None:
            return True
        longest = max(_LEAST_GAP_SECONDS, _GAP_STEPS * usual)
        return seconds - self._samples[-1].seconds <= longest

    def _usual_step_seconds(self) -> float | None:
        """The median of the last steps; None before there are any."""
        last = self.samples[-_USUAL_OVER:]
        steps = [two.seconds - one.seconds for one, two in itertools.pairwise(last) if two.follows]
        return statistics.median(steps) if steps else None
