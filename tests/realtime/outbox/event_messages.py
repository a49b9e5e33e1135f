"""Messages of events for tests."""

from dataclasses import replace

from realtime.outbox.messages import EventMessage

FIRST = EventMessage(
    event_id="11111111-2222-4333-8444-555555555555",
    number=0,
    phase="start",
    camera="door",
    label="arm wrestling",
    score=0.625,
    started_at=1_700_000_000.0,
    ended_at=None,
    told_at=1_700_000_001.0,
)


def start(number: int = 0, camera: str = "door") -> EventMessage:
    """The start of an event of its own."""
    event_id = f"00000000-0000-4000-8000-{number:012d}"
    return replace(FIRST, event_id=event_id, camera=camera)


def update(message: EventMessage) -> EventMessage:
    return replace(message, phase="update", number=message.number + 1, score=message.score + 0.01)


def end(message: EventMessage) -> EventMessage:
    return replace(
        message, phase="end", number=message.number + 1, ended_at=message.started_at + 4.0
    )
