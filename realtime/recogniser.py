"""Answer of the engine -> decision and events: what is made of each window."""

from engines import ModelSpec, Prediction, softmax
from realtime.absence import AbsenceDetector
from realtime.clock import Clock
from realtime.decision import Decider
from realtime.events import ActionEvent, EventDetector
from realtime.frame import Window
from realtime.groups import LabelGroups
from realtime.rules import DecisionSettings
from realtime.sinks.base import PredictionMessage
from realtime.timeline import LiveEdge
from realtime.turns import Answer


class Recogniser:
    """Decides about the windows of one stream. One thread."""

    def __init__(
        self, spec: ModelSpec, decisions: DecisionSettings, source_id: str, clock: Clock
    ) -> None:
        """Raises `SettingsError` for rules of labels that the engine does not have."""
        self._labels = spec.labels
        self._is_stepped = spec.is_stepped
        self._clock = clock
        self._source_id = source_id
        self._decider = Decider(spec, decisions)
        decisions.check_labels(spec.labels)
        self._groups = LabelGroups(spec.labels, decisions.groups)
        self._group_rules, self._absence_rules = decisions.groups, decisions.absences
        self._events = EventDetector(
            self._groups.labels, decisions, source_id, spec.background_label
        )
        self._absences = AbsenceDetector(
            spec.labels, decisions.absences, source_id, decisions.gap_seconds
        )
        self._segment: int | None = None

    def tune(self, decisions: DecisionSettings) -> None:
        """Decide by other settings from the next window on; the past is kept.

        Groups and absences stay those of the beginning.
        """
        kept = {"groups": self._group_rules, "absences": self._absence_rules}
        decisions = decisions.model_copy(update=kept)
        self._events.tune(decisions)
        self._decider.tune(decisions)

    def decide(self, window: Window, answer: Answer, edge: LiveEdge | None) -> PredictionMessage:
        """Say what a window shows; `edge` tells how late that is, where the stream is live."""
        assert answer.logits is not None
        now = self._clock.now()
        prediction = Prediction(
            labels=self._labels,
            logits=answer.logits,
            scores=softmax(answer.logits),
            start_seconds=window.start_seconds,
            end_seconds=window.end_seconds,
            latency_seconds=now - window.arrived_seconds,
            is_provisional=not window.is_whole,
        )
        return PredictionMessage(
            source_id=self._source_id,
            decision=self._decider.decide(prediction),
            integrity=window.integrity,
            engine_seconds=answer.engine_seconds,
            behind_live_seconds=edge.behind_seconds(window.end_seconds, now) if edge else None,
            segment=window.segment,
            mode="stream" if self._is_stepped else "window",
        )

    def interrupted_before(self, window: Window) -> list[ActionEvent]:
        """Where the stream broke before this window: forget the past, end what was going on."""
        if window.segment == self._segment:
            return []
        first, self._segment = self._segment is None, window.segment
        return [] if first else self._interrupt()

    def events(self, message: PredictionMessage) -> list[ActionEvent]:
        """What this prediction starts, goes on with or ends.

        A provisional one is of too few frames to start an event or to say that something is
        absent: it is for those who look.
        """
        if message.decision.prediction.is_provisional:
            return []
        extended = self._groups.extend(message.decision)
        return [*self._events.update(extended), *self._absences.update(message.decision)]

    def finish(self) -> list[ActionEvent]:
        """End the events that are still going on."""
        return [*self._interrupt(), *self._absences.flush()]

    def _interrupt(self) -> list[ActionEvent]:
        """End what was seen to go on; what is absent may well stay so."""
        self._decider.reset()
        return self._events.flush()
