"""The tables of the event store, and how an older file is brought up to date."""

import sqlite3

from realtime.outbox.errors import StoreError

MIGRATIONS = (
    """
    CREATE TABLE messages (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE,
        event_id TEXT NOT NULL,
        told_at REAL NOT NULL,
        body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX messages_by_event ON messages (event_id);
    CREATE TABLE events (
        event_id TEXT PRIMARY KEY,
        sequence INTEGER NOT NULL,
        last_sequence INTEGER NOT NULL,
        phase TEXT NOT NULL,
        camera TEXT NOT NULL,
        label TEXT NOT NULL,
        score REAL NOT NULL,
        started_at REAL NOT NULL,
        ended_at REAL,
        note TEXT NOT NULL,
        clip TEXT NOT NULL,
        snapshot TEXT NOT NULL,
        track TEXT NOT NULL,
        evidence_note TEXT NOT NULL
    ) STRICT;
    CREATE INDEX events_by_sequence ON events (sequence);
    CREATE INDEX events_by_last_sequence ON events (last_sequence);
    CREATE INDEX events_by_start ON events (started_at);
    CREATE INDEX events_by_clip ON events (clip) WHERE clip != '';
    CREATE INDEX events_by_snapshot ON events (snapshot) WHERE snapshot != '';
    CREATE INDEX events_by_track ON events (track) WHERE track != '';
    CREATE TABLE deliveries (
        output TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        refused TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (output, sequence)
    ) STRICT, WITHOUT ROWID;
    """,
)
"""One script for each version; a released one is never changed, a new one is added."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables up to date, each step whole or not at all.

    Raises:
        StoreError: a newer version of this program wrote the file.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(MIGRATIONS):
        raise StoreError(
            f"the event store has version {version}, this program knows up to {len(MIGRATIONS)}; "
            "update liveact, or name another store"
        )
    for number, script in enumerate(MIGRATIONS[version:], start=version + 1):
        connection.executescript(f"BEGIN IMMEDIATE; {script} PRAGMA user_version={number}; COMMIT;")
