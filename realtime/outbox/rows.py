"""Messages and events as rows of the store, and back."""

import json
import sqlite3
from dataclasses import asdict
from typing import Any

from realtime.outbox.messages import EventMessage, Evidence, StoredEvent, StoredMessage

EVENT_COLUMNS = (
    "event_id, sequence, last_sequence, phase, camera, label, score, started_at, ended_at, note, "
    "clip, snapshot, track, evidence_note"
)


def to_body(message: EventMessage) -> str:
    """Everything of a message but its sequence, as JSON."""
    return json.dumps(asdict(message), ensure_ascii=False, allow_nan=False)


def to_message(sequence: int, body: str) -> StoredMessage:
    """A message as it was given to `to_body`."""
    fields = json.loads(body)
    evidence = fields.pop("evidence")
    message = EventMessage(**fields, evidence=Evidence(**evidence) if evidence else None)
    return StoredMessage(sequence, message)


def to_event(row: tuple[Any, ...]) -> StoredEvent:
    """An event from a row of `EVENT_COLUMNS`."""
    fields: list[Any] = [*row[:-4], Evidence(*row[-4:])]
    return StoredEvent(*fields)


def insert_message(
    connection: sqlite3.Connection, message: EventMessage, sequence: int | None = None
) -> int | None:
    """Store a message and what it changes of its event, by the next sequence or by this one.

    Gives the sequence, None where the message is there already.
    """
    cursor = connection.execute(
        "INSERT INTO messages (sequence, key, event_id, told_at, body) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (key) DO NOTHING",
        (sequence, message.key, message.event_id, message.told_at, to_body(message)),
    )
    if cursor.rowcount < 1:
        return None
    sequence = int(cursor.lastrowid or 0)
    _upsert_event(connection, message, sequence)
    return sequence


def _upsert_event(connection: sqlite3.Connection, message: EventMessage, sequence: int) -> None:
    evidence = message.evidence or Evidence()
    connection.execute(
        f"INSERT INTO events ({EVENT_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
        "ON CONFLICT (event_id) DO UPDATE SET last_sequence = excluded.last_sequence, "
        "phase = excluded.phase, score = max(score, excluded.score), "
        "ended_at = coalesce(excluded.ended_at, ended_at), "
        "note = iif(excluded.note = '', note, excluded.note), "
        "clip = iif(excluded.clip = '', clip, excluded.clip), "
        "snapshot = iif(excluded.snapshot = '', snapshot, excluded.snapshot), "
        "track = iif(excluded.track = '', track, excluded.track), "
        "evidence_note = iif(excluded.evidence_note = '', evidence_note, excluded.evidence_note)",
        (
            *(message.event_id, sequence, sequence, message.phase, message.camera, message.label),
            *(message.score, message.started_at, message.ended_at, message.note),
            *(evidence.clip, evidence.snapshot, evidence.track, evidence.note),
        ),
    )
