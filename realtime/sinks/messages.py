"""The messages as other programs read them: one JSON object a line.

Two offline runs over the same file give the same objects, but for what the machine's speed is in:
`latency_ms`, `engine_ms`, `behind_live_ms`, `seconds` and `predictions_per_second`.
"""

from typing import Literal, TypedDict

from engines import LabelScore
from realtime.events import ActionEvent, Phase
from realtime.frame import Integrity
from realtime.sinks.base import Message, Mode, PredictionMessage, StreamSummary
from realtime.status import StreamStatus

TOP_LABELS = 5
STAGES = ("capture", "ring", "engine")
"""Always told in a summary, so that a reader needs no rule for what is missing."""


class ScoredLabel(TypedDict):
    """A label and its score, 0..1."""

    label: str
    score: float


class PredictionLine(TypedDict):
    """One window: times are pts in seconds, `behind_live_ms` is null where nothing is live.

    `segment` is another number where the stream was interrupted before this window. A provisional
    prediction is of fewer frames than a clip has, at the beginning of a stream.
    """

    type: Literal["prediction"]
    source: str
    start: float
    end: float
    top: list[ScoredLabel]
    smoothed: list[ScoredLabel]
    label: str | None
    latency_ms: float
    engine_ms: float
    behind_live_ms: float | None
    window: Integrity
    segment: int
    mode: Mode
    provisional: bool


class EventLine(TypedDict):
    """An action that started, goes on or ended; `end` is null until then."""

    type: Literal["event"]
    source: str
    phase: Phase
    label: str
    score: float
    start: float
    end: float | None


class StatusLine(TypedDict):
    """A change of state."""

    type: Literal["status"]
    source: str
    state: str
    reason: str


class SummaryLine(TypedDict):
    """The last line of a stream; `dropped` counts by stage."""

    type: Literal["summary"]
    source: str
    frames: int
    windows: int
    predictions: int
    dropped: dict[str, int]
    seconds: float
    predictions_per_second: float


Line = PredictionLine | EventLine | StatusLine | SummaryLine


def to_line(message: Message) -> Line:
    """The JSON object of a message."""
    match message:
        case PredictionMessage():
            return _prediction(message)
        case ActionEvent():
            return _event(message)
        case StreamStatus():
            return _status(message)
        case StreamSummary():
            return _summary(message)


def _prediction(message: PredictionMessage) -> PredictionLine:
    decision = message.decision
    return {
        "type": "prediction",
        "source": message.source_id,
        "start": _seconds(decision.prediction.start_seconds),
        "end": _seconds(decision.prediction.end_seconds),
        "top": _scored(decision.prediction.top(TOP_LABELS)),
        "smoothed": _scored(decision.top(TOP_LABELS)),
        "label": decision.label,
        "latency_ms": _ms(decision.prediction.latency_seconds),
        "engine_ms": _ms(message.engine_seconds),
        "behind_live_ms": None
        if message.behind_live_seconds is None
        else _ms(message.behind_live_seconds),
        "window": message.integrity,
        "segment": message.segment,
        "mode": message.mode,
        "provisional": decision.prediction.is_provisional,
    }


def _event(event: ActionEvent) -> EventLine:
    return {
        "type": "event",
        "source": event.source_id,
        "phase": event.phase,
        "label": event.label,
        "score": round(event.score, 5),
        "start": _seconds(event.start_seconds),
        "end": None if event.end_seconds is None else _seconds(event.end_seconds),
    }


def _status(status: StreamStatus) -> StatusLine:
    return {
        "type": "status",
        "source": status.source_id,
        "state": status.state.value,
        "reason": status.reason,
    }


def _summary(summary: StreamSummary) -> SummaryLine:
    rate = summary.predictions / summary.seconds if summary.seconds > 0 else 0.0
    dropped = {stage: sum(reasons.values()) for stage, reasons in summary.dropped.items()}
    return {
        "type": "summary",
        "source": summary.source_id,
        "frames": summary.frames,
        "windows": summary.windows,
        "predictions": summary.predictions,
        "dropped": dict.fromkeys(STAGES, 0) | dropped,
        "seconds": _seconds(summary.seconds),
        "predictions_per_second": round(rate, 3),
    }


def _scored(top: list[LabelScore]) -> list[ScoredLabel]:
    return [{"label": one.label, "score": round(one.score, 5)} for one in top]


def _seconds(value: float) -> float:
    """To the millisecond; the smallest step of a camera's time is 11 µs, of a frame 16 ms."""
    return round(value, 3)


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)
