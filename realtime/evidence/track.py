"""The score of an event's label over time."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from realtime.decision import Decision
from realtime.outbox.messages import EventMessage, iso_time


@dataclass(frozen=True, slots=True)
class TrackPoint:
    """A decision, and when its window ended."""

    wall_seconds: float
    """Seconds since 1970."""
    clock_seconds: float
    """On the monitor's clock."""
    decision: Decision


def track_json(message: EventMessage, points: Sequence[TrackPoint]) -> bytes:
    """What the model said of the event's label in each window; empty where it has no such label."""
    rows = [row for point in points if (row := _row(message.label, point)) is not None]
    if not rows:
        return b""
    track = {
        "id": message.event_id,
        "camera": message.camera,
        "label": message.label,
        "windows": rows,
    }
    return json.dumps(track, ensure_ascii=False, allow_nan=False, indent=1).encode()


def _row(label: str, point: TrackPoint) -> dict[str, Any] | None:
    """One window; None where the event is of something that is no label, such as absence."""
    raw, smoothed = point.decision.prediction, point.decision.smoothed
    if label not in raw.labels:
        return None
    place = raw.labels.index(label)
    return {
        "at": iso_time(point.wall_seconds),
        "score": round(float(raw.scores[place]), 5),
        "smoothed": round(float(smoothed.scores[place]), 5),
        "decision": point.decision.label,
    }
