"""An event as it is stored and sent: one message for each thing that happened to it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

EventPhase = Literal["start", "update", "end", "evidence"]
"""`evidence` follows when the files of an event are complete."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The files that show an event; empty where there is none."""

    clip: str = ""
    """Absolute path of the video."""
    snapshot: str = ""
    """Absolute path of the picture."""
    track: str = ""
    """Absolute path of the scores over time (JSON)."""
    note: str = ""
    """Why something is missing or shorter than asked for."""


@dataclass(frozen=True, slots=True)
class EventMessage:
    """One thing that happened to an event; never changed once it is made."""

    event_id: str
    """The same in all messages of one event (UUID)."""
    number: int
    """Counts the messages of one event from 0."""
    phase: EventPhase
    camera: str
    label: str
    score: float
    """The best so far, 0..1."""
    started_at: float
    """Seconds since 1970 by the machine's clock."""
    ended_at: float | None
    """As `started_at`, and never before it, even where the clock was set back; None until then."""
    told_at: float
    """Seconds since 1970 at which the message was made."""
    note: str = ""
    """Why it ended, where that was no end of the action."""
    evidence: Evidence | None = None
    """Only in the phase `evidence`."""

    @property
    def key(self) -> str:
        """The idempotency key: the same whenever this message is sent again, and no other's."""
        if self.phase == "update":
            return f"{self.event_id}-update-{self.number}"
        return f"{self.event_id}-{self.phase}"


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A message with its place in the store."""

    sequence: int
    """Grows with each message and is never used again; the order of everything, not the time."""
    message: EventMessage


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as it stands now."""

    event_id: str
    sequence: int
    """Of its first message: the order in which events began."""
    last_sequence: int
    """Of its newest message: grows whenever something happens to it."""
    phase: EventPhase
    """Of the newest message."""
    camera: str
    label: str
    score: float
    started_at: float
    """Seconds since 1970."""
    ended_at: float | None
    note: str
    evidence: Evidence


def to_payload(stored: StoredMessage) -> dict[str, Any]:
    """The JSON object of a message, as every output gets it."""
    message = stored.message
    return {
        "type": "event",
        "id": message.event_id,
        "key": message.key,
        "sequence": stored.sequence,
        "phase": message.phase,
        "camera": message.camera,
        "label": message.label,
        "score": round(message.score, 5),
        "started_at": iso_time(message.started_at),
        "ended_at": iso_time(message.ended_at),
        "duration_seconds": _duration(message.started_at, message.ended_at),
        "note": message.note,
        **evidence_fields(message.evidence or Evidence()),
    }


def event_fields(event: StoredEvent) -> dict[str, Any]:
    """The JSON object of an event as it stands now."""
    return {
        "type": "event",
        "id": event.event_id,
        "sequence": event.sequence,
        "last_sequence": event.last_sequence,
        "phase": event.phase,
        "camera": event.camera,
        "label": event.label,
        "score": round(event.score, 5),
        "started_at": iso_time(event.started_at),
        "ended_at": iso_time(event.ended_at),
        "duration_seconds": _duration(event.started_at, event.ended_at),
        "note": event.note,
        **evidence_fields(event.evidence),
    }


def evidence_fields(evidence: Evidence) -> dict[str, str | None]:
    """The files of an event; null where there is none."""
    return {
        "clip": evidence.clip or None,
        "snapshot": evidence.snapshot or None,
        "track": evidence.track or None,
        "evidence_note": evidence.note or None,
    }


def iso_time(wall_seconds: float | None) -> str | None:
    """UTC with milliseconds, as `2026-11-21T06:29:24.125Z`."""
    if wall_seconds is None:
        return None
    moment = datetime.fromtimestamp(wall_seconds, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _duration(started_at: float, ended_at: float | None) -> float | None:
    return None if ended_at is None else round(ended_at - started_at, 3)
