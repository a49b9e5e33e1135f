"""From what streams say to messages of events: who is who, and when it was."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace

from realtime.clock import Clock
from realtime.events import ActionEvent
from realtime.outbox.messages import EventMessage, Evidence
from realtime.sinks.base import PredictionMessage

STREAM_OVER = "the stream ended"
MONITOR_STOPPED = "the monitor was stopped"
BEGUN_ANEW = "the recognition began anew"


@dataclass(slots=True)
class _Running:
    """An event that has no end yet."""

    message: EventMessage
    """The newest of it."""
    start_seconds: float
    """In stream time."""


class EventJournal:
    """Gives each event its id and its place in the machine's time. One thread at a time."""

    def __init__(self, clock: Clock) -> None:
        """Nothing runs yet."""
        self._clock = clock
        self._running: dict[tuple[str, str], _Running] = {}
        self._wall_offsets: dict[str, float] = {}

    def note(self, message: PredictionMessage) -> None:
        """Learn what time of day the stream's time is: its newest frame had just arrived."""
        prediction = message.decision.prediction
        arrived = self._clock.wall() - prediction.latency_seconds
        self._wall_offsets[message.source_id] = arrived - prediction.end_seconds

    def messages(self, event: ActionEvent) -> list[EventMessage]:
        """What is to be told of this; a start also ends what never got its own end."""
        place = (event.source_id, event.label)
        running = self._running.get(place)
        told: list[EventMessage] = []
        if running is not None and event.phase == "start":
            told.append(self._interrupted(running.message, BEGUN_ANEW))
            running = None
        if running is None:
            running = _Running(self._begin(event), event.start_seconds)
        else:
            running.message = self._next(running, event)
        self._running[place] = running
        if event.phase == "end":
            del self._running[place]
        return [*told, running.message]

    def end_all(self, camera: str) -> list[EventMessage]:
        """The ends of what still runs on a camera that says nothing more."""
        places = [place for place in self._running if place[0] == camera]
        return [
            self._interrupted(self._running.pop(place).message, STREAM_OVER) for place in places
        ]

    def stop(self) -> list[EventMessage]:
        """The ends of everything that still runs."""
        running, self._running = self._running, {}
        return self.left_open(one.message for one in running.values())

    def left_open(self, last_messages: Iterable[EventMessage]) -> list[EventMessage]:
        """The ends of what ran when the process died, by the last message of each."""
        return [self._interrupted(message, MONITOR_STOPPED) for message in last_messages]

    def evidence(self, last: EventMessage, evidence: Evidence) -> EventMessage:
        """Tells of the files of an event, by the last that was said of it."""
        return replace(last, phase="evidence", told_at=self._clock.wall(), evidence=evidence)

    def _begin(self, event: ActionEvent) -> EventMessage:
        started_at = self._wall_of(event, event.start_seconds)
        return EventMessage(
            event_id=str(uuid.uuid4()),
            number=0,
            phase=event.phase,
            camera=event.source_id,
            label=event.label,
            score=event.score,
            started_at=started_at,
            ended_at=_ended_at(event, event.start_seconds, started_at),
            told_at=self._clock.wall(),
        )

    def _next(self, running: _Running, event: ActionEvent) -> EventMessage:
        last = running.message
        return replace(
            last,
            number=last.number + 1,
            phase=event.phase,
            score=event.score,
            ended_at=_ended_at(event, running.start_seconds, last.started_at),
            told_at=self._clock.wall(),
        )

    def _interrupted(self, last: EventMessage, why: str) -> EventMessage:
        now = self._clock.wall()
        return replace(
            last,
            number=last.number + 1,
            phase="end",
            ended_at=max(last.started_at, last.told_at),
            told_at=now,
            note=why,
            evidence=None,
        )

    def _wall_of(self, event: ActionEvent, stream_seconds: float) -> float:
        offset = self._wall_offsets.get(event.source_id)
        return self._clock.wall() if offset is None else offset + stream_seconds


def _ended_at(event: ActionEvent, start_seconds: float, started_at: float) -> float | None:
    """By the stream's time from the start on: the clock may have been set back meanwhile."""
    if event.end_seconds is None:
        return None
    return started_at + max(0.0, event.end_seconds - start_seconds)
