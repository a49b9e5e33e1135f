"""The score of an event's label over time."""

import json
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from realtime.clock import Clock
from realtime.decision import Decision
from realtime.outbox.messages import EventMessage, iso_time
from realtime.sinks.base import PredictionMessage

TRACK_POINTS = 2000
"""Decisions of a camera in memory, at most."""


@dataclass(frozen=True, slots=True)
class TrackPoint:
    """A decision, and when its window ended."""

    wall_seconds: float
    """Seconds since 1970."""
    clock_seconds: float
    """On the monitor's clock."""
    decision: Decision


class TrackMemory:
    """The last decisions of each camera, and what its stream's time is on the clock.

    Any thread may call it; a region is a camera of its own here.
    """

    def __init__(self, clock: Clock) -> None:
        """Nothing was decided."""
        self._clock = clock
        self._lock = threading.Lock()
        self._offsets: dict[str, float] = {}
        self._points: dict[str, deque[TrackPoint]] = {}

    def note(self, message: PredictionMessage) -> None:
        """Remember a decision that was made just now."""
        prediction = message.decision.prediction
        arrived = self._clock.now() - prediction.latency_seconds
        wall = self._clock.wall() - prediction.latency_seconds
        with self._lock:
            self._offsets[message.source_id] = arrived - prediction.end_seconds
            points = self._points.setdefault(message.source_id, deque(maxlen=TRACK_POINTS))
            points.append(TrackPoint(wall, arrived, message.decision))

    def on_clock(self, camera: str, stream_seconds: float) -> float:
        """A time of a camera's stream on the clock; now where nothing was decided yet."""
        with self._lock:
            offset = self._offsets.get(camera)
        return self._clock.now() if offset is None else offset + stream_seconds

    def points(self, camera: str, since: float, until: float | None) -> list[TrackPoint]:
        """The decisions between two times of the clock; to the newest where `until` is None."""
        with self._lock:
            points = list(self._points.get(camera, ()))
        return [
            point
            for point in points
            if since <= point.clock_seconds and (until is None or point.clock_seconds <= until)
        ]


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
