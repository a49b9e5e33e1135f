"""When something has not been seen for long."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from realtime.decision import Decision
from realtime.events import ActionEvent, Phase
from realtime.rules import AbsenceRule


@dataclass(slots=True)
class _Watch:
    """One rule, and for how long nothing of it was seen."""

    name: str
    rule: AbsenceRule
    indices: list[int]
    """Where its labels stand among the model's."""
    missing_seconds: float = 0.0
    since_seconds: float = 0.0
    """pts at which it was last seen, or from which on it was looked for."""
    told: bool = False


class AbsenceDetector:
    """Finds the absences of one stream; one thread, only stream time.

    The time counts in which windows follow each other. What a camera that was away could have
    shown is unknown: that time neither counts nor makes the count begin anew.
    """

    def __init__(
        self,
        labels: Sequence[str],
        rules: Mapping[str, AbsenceRule],
        source_id: str,
        gap_seconds: float,
    ) -> None:
        """Two windows further apart than `gap_seconds` do not follow each other."""
        self._watches = [
            _Watch(name, rule, [labels.index(label) for label in rule.labels])
            for name, rule in rules.items()
        ]
        self._source_id = source_id
        self._gap_seconds = gap_seconds
        self._last_seconds: float | None = None

    def update(self, decision: Decision) -> list[ActionEvent]:
        """The absences that begin or end with this decision."""
        now = decision.smoothed.end_seconds
        last, self._last_seconds = self._last_seconds, now
        if last is None:
            for watch in self._watches:
                watch.since_seconds = decision.smoothed.start_seconds
            last = decision.smoothed.start_seconds
        seconds = now - last if 0 <= now - last <= self._gap_seconds else 0.0
        events = [self._follow(watch, decision, seconds) for watch in self._watches]
        return [event for event in events if event is not None]

    def flush(self) -> list[ActionEvent]:
        """End what is told: the stream is over."""
        now = self._last_seconds or 0.0
        return [self._event("end", watch, now) for watch in self._watches if watch.told]

    def _follow(self, watch: _Watch, decision: Decision, seconds: float) -> ActionEvent | None:
        now = decision.smoothed.end_seconds
        if self._is_seen(watch, decision):
            event = self._event("end", watch, now) if watch.told else None
            watch.missing_seconds, watch.since_seconds, watch.told = 0.0, now, False
            return event
        watch.missing_seconds += seconds
        if watch.told or watch.missing_seconds < watch.rule.seconds:
            return None
        watch.told = True
        return self._event("start", watch, None)

    def _is_seen(self, watch: _Watch, decision: Decision) -> bool:
        if not watch.indices:
            return decision.label is not None
        best = decision.smoothed.scores[watch.indices].max()
        return decision.is_familiar and bool(best >= watch.rule.enter)

    def _event(self, phase: Phase, watch: _Watch, end_seconds: float | None) -> ActionEvent:
        return ActionEvent(
            phase, watch.name, 1.0, watch.since_seconds, end_seconds, self._source_id
        )
