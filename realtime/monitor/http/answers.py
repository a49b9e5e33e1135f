"""What is answered by HTTP; the OpenAPI document is written from these."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from realtime.monitor.run_state import CameraState
from realtime.outbox.messages import EventPhase
from realtime.status import StreamState


class Answer(BaseModel):
    """A JSON object."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ProblemAnswer(Answer):
    """Why a request was not answered."""

    error: str


class StreamAnswer(Answer):
    """The picture of a camera, or a region of it."""

    name: str
    state: StreamState
    reason: str
    label: str | None
    """What is being done; null where that is not known."""
    score: float | None
    camera_fps: float | None
    predictions_per_second: float | None
    behind_live_ms: float | None
    """Median of the last answers."""
    lost: int
    """Frames and windows, for whatever reason."""


class CameraAnswer(Answer):
    """A camera."""

    name: str
    address: str
    """Without its password."""
    state: CameraState
    reason: str
    is_expected: bool
    """Whether it should be live now: enabled, within its hours, not over."""
    is_live: bool
    reconnects: int
    """Since it was last started."""
    starts: int
    streams: tuple[StreamAnswer, ...]


class CamerasAnswer(Answer):
    """All cameras, in the order of the configuration."""

    cameras: tuple[CameraAnswer, ...]


class EngineAnswer(Answer):
    """A model that is loaded."""

    model: str
    is_running: bool
    restarts: int
    reason: str
    """Why it was loaded again the last time."""
    hang: str
    """Why its call of this moment counts as one that never returns; empty where all is well."""
    windows: int


class OutputAnswer(Answer):
    """Where events are sent to."""

    name: str
    waiting: int
    refused: int
    trouble: str


class HealthAnswer(Answer):
    """How the whole monitor stands."""

    status: Literal["ok", "failing"]
    problems: tuple[str, ...]
    """One line for each thing that is wrong; none where the status is ok."""
    warnings: tuple[str, ...]
    """What should be looked at and loses nothing yet."""
    cameras: tuple[CameraAnswer, ...]
    engines: tuple[EngineAnswer, ...]
    outputs: tuple[OutputAnswer, ...]
    configuration: int
    """Counts those that were taken over."""
    uptime_seconds: float


class ReadyAnswer(Answer):
    """Whether it has begun its work."""

    ready: bool
    reason: str


class EventAnswer(Answer):
    """An event as it stands now."""

    id: str
    sequence: int
    """The order in which events began."""
    phase: EventPhase
    camera: str
    label: str
    score: float
    started_at: str
    """UTC."""
    ended_at: str | None
    duration_seconds: float | None
    note: str
    clip: str | None
    """Path below this server; null where there is none."""
    snapshot: str | None
    track: str | None
    evidence_note: str | None


class EventsAnswer(Answer):
    """A page of events, the newest first."""

    events: tuple[EventAnswer, ...]
    next_cursor: int | None
    """Ask with `cursor` for the page after this one; null at the end."""


_MOMENT: JsonDict = {
    "anyOf": [
        {"type": "string", "pattern": r"^[0-9]{1,9}(\.[0-9]{1,9})? ?[smhdw]$"},
        {"type": "string", "format": "date-time"},
    ],
}
"""What `parse_since` takes, as far as JSON Schema can say it."""


class EventsQuestion(BaseModel):
    """Which events are wanted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: str | None = Field(
        default=None,
        max_length=64,
        description="30m, 2h, 7d ago, or a time",
        json_schema_extra=_MOMENT,
    )
    until: str | None = Field(
        default=None, max_length=64, description="as since", json_schema_extra=_MOMENT
    )
    camera: str | None = Field(default=None, max_length=200)
    label: str | None = Field(default=None, max_length=200)
    cursor: int = Field(default=0, ge=0, lt=2**63)
    limit: int = Field(default=100, ge=1, le=500)
