"""When an action starts and ends, told once each.

The time of an event. A window sees seconds at once (I3D: 2.56 s), so no time is exact to less than
about a second. An event lasts from the centre of the first window at which the smoothed score was
high enough to the centre of the last window that showed the action by its own score: a model says
yes when a part of its window shows the action, too early at the start and too late at the end;
smoothing makes up for the first and would add to the second.
Where the stream itself begins, ends or is interrupted no neighbouring window could have shown the
change, so there the edge of the window counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from engines import Prediction
from realtime.decision import Decision
from realtime.rules import DecisionSettings
from realtime.smoothing import is_jump

Phase = Literal["start", "update", "end"]

UPDATE_SCORE_STEP = 0.05
"""A running event is told again only when its best score rose by so much: one that is sure of
itself stays quiet until its end."""


@dataclass(frozen=True, slots=True)
class ActionEvent:
    """An action that started, goes on with a better score, or ended."""

    phase: Phase
    label: str
    score: float
    """The best smoothed score of the event so far, 0..1."""
    start_seconds: float
    """pts at which it began to hold; the same in all phases of one event."""
    end_seconds: float | None
    """pts at which it was last seen; None until the end."""
    source_id: str


@dataclass(slots=True)
class _Track:
    """A label that holds: first a candidate, then an event."""

    start_seconds: float
    held_since: float
    """Centre of its first window; `start_seconds` may lie before it."""
    held_until: float
    """Centre of the last window that showed it by its own score."""
    best_score: float
    told_at: float | None = None
    """When the last message was sent; None while it is a candidate."""
    told_score: float = 0.0


class EventDetector:
    """Finds the events of one stream, of several labels at once; one thread, only stream time.

    Each event is one start, some updates, one end. No two events of a label overlap. While what
    is seen is like nothing that the model knows, no event begins; a running one goes on by its
    score alone.
    """

    def __init__(
        self,
        labels: Sequence[str],
        settings: DecisionSettings,
        source_id: str,
        background_label: str | None = None,
    ) -> None:
        """Watch these labels (C); raises `SettingsError` for rules of labels that are not there."""
        self._labels = tuple(labels)
        self._source_id = source_id
        self._background_label = background_label
        self.tune(settings)
        self._tracks: dict[int, _Track] = {}
        self._rests_until: dict[int, float] = {}
        self._last: Prediction | None = None

    def tune(self, settings: DecisionSettings) -> None:
        """Go by other settings from now on; what runs goes on by them, or ends at once.

        Raises `SettingsError` for rules of labels that are not there.
        """
        settings.check_labels(self._labels)
        self._settings = settings
        self._rules = [settings.rule_of(label) for label in self._labels]
        never = ~settings.watched(self._labels) | (
            np.array(self._labels, dtype=object) == self._background_label
        )
        self._enter = np.where(never, np.inf, [rule.enter for rule in self._rules])
        self._exit = np.where(never, np.inf, [rule.exit for rule in self._rules])

    def update(self, decision: Decision) -> list[ActionEvent]:
        """The messages that this decision brings; decisions come in the order of time."""
        new = decision.smoothed
        ended = self._cut_before(new)
        entering = np.flatnonzero((new.scores >= self._enter) & decision.is_familiar)
        watched = sorted({*entering.tolist(), *self._tracks})
        events = [self._follow(label, decision) for label in watched]
        self._last = new
        return ended + [event for event in events if event is not None]

    def flush(self) -> list[ActionEvent]:
        """End what runs at the last time seen: the stream ended or was interrupted."""
        last, self._last = self._last, None
        tracks, self._tracks = self._tracks, {}
        if last is None:
            return []
        return [
            self._end(label, track, _last_seen(track, last))
            for label, track in sorted(tracks.items())
            if track.told_at is not None
        ]

    def _cut_before(self, new: Prediction) -> list[ActionEvent]:
        """End what runs where this window does not follow on the last one."""
        last = self._last
        if last is None or not is_jump(last, new, self._settings.gap_seconds):
            return []
        events = self.flush()
        if new.end_seconds < last.end_seconds:
            self._rests_until.clear()  # Another time line: rests on the old one mean nothing.
        return events

    def _follow(self, label: int, decision: Decision) -> ActionEvent | None:
        """Take one label a window further."""
        leave, score = self._exit[label], float(decision.smoothed.scores[label])
        track = self._tracks.get(label)
        if track is None:
            track = self._candidate(label, decision.smoothed)
        elif score < leave:
            del self._tracks[label]
            return None if track.told_at is None else self._end(label, track, track.held_until)
        if track is None:
            return None
        if decision.prediction.scores[label] >= leave:
            track.held_until = _centre(decision.smoothed)
        track.best_score = max(track.best_score, score)
        return self._tell(label, track, _centre(decision.smoothed))

    def _candidate(self, label: int, new: Prediction) -> _Track | None:
        """Begin to follow a label whose score is high enough, unless it rests."""
        centre, rests_until = _centre(new), self._rests_until.get(label, -np.inf)
        if centre < rests_until:
            return None
        begin = new.start_seconds if self._last is None else centre
        track = _Track(max(begin, rests_until), centre, centre, 0.0)
        self._tracks[label] = track
        return track

    def _tell(self, label: int, track: _Track, now: float) -> ActionEvent | None:
        """A message about a label that holds, if it is time for one."""
        if track.told_at is None:
            phase: Phase = "start"
            held_seconds = track.held_until - track.held_since
            due = held_seconds >= self._rules[label].min_duration_seconds
        else:
            phase = "update"
            due = (
                now - track.told_at >= self._settings.update_seconds
                and track.best_score - track.told_score >= UPDATE_SCORE_STEP
            )
        if not due:
            return None
        track.told_at, track.told_score = now, track.best_score
        return self._event(phase, label, track, None)

    def _end(self, label: int, track: _Track, end_seconds: float) -> ActionEvent:
        """The end of an event; from now on its label rests."""
        self._rests_until[label] = end_seconds + self._rules[label].cool_down_seconds
        return self._event("end", label, track, end_seconds)

    def _event(
        self, phase: Phase, label: int, track: _Track, end_seconds: float | None
    ) -> ActionEvent:
        """The message itself."""
        return ActionEvent(
            phase,
            self._labels[label],
            track.best_score,
            track.start_seconds,
            end_seconds,
            self._source_id,
        )


def _centre(window: Prediction) -> float:
    """The middle of a window in stream time."""
    return (window.start_seconds + window.end_seconds) / 2


def _last_seen(track: _Track, last: Prediction) -> float:
    """Until when an event is known to hold that was cut off after this window."""
    return last.end_seconds if track.held_until == _centre(last) else track.held_until
