"""What is too old or too much goes, the oldest first."""

import logging
import sqlite3
from collections.abc import Sequence

from realtime.clock import Clock
from realtime.evidence.folder import EvidenceFile, EvidenceFolder
from realtime.outbox.settings import RetentionSettings
from realtime.outbox.store import EventStore

logger = logging.getLogger(__name__)

BATCH = 500
"""Events that go at once, so that nobody waits long for the store."""
MOST_BATCHES = 20
DAY_SECONDS = 86400.0
REMOVED = "the files were removed, as [outputs.retention] asks"

_OLDEST = "SELECT event_id FROM events WHERE ended_at IS NOT NULL {0} ORDER BY sequence LIMIT ?"


class Retention:
    """Keeps the store and the evidence within their bounds; one thread."""

    def __init__(
        self,
        store: EventStore,
        settings: RetentionSettings,
        clock: Clock,
        folder: EvidenceFolder | None = None,
    ) -> None:
        """Remove nothing yet: `sweep` does."""
        self._store = store
        self._settings = settings
        self._clock = clock
        self._folder = folder

    def sweep(self) -> None:
        """Remove what is too old or too much; raises `StoreError` where the store cannot be used.

        Events that go on are kept, whatever their age.
        """
        self._sweep_old_events()
        self._sweep_size()
        if self._folder is not None:
            self._sweep_evidence(self._folder)

    def _sweep_old_events(self) -> None:
        oldest = self._clock.wall() - self._settings.event_days * DAY_SECONDS
        for _ in range(MOST_BATCHES):
            if self._remove_events("AND ended_at < ?", [oldest]) < BATCH:
                return

    def _sweep_size(self) -> None:
        for _ in range(MOST_BATCHES):
            if self._store.used_bytes() <= self._settings.event_mb * 1e6:
                return
            if not self._remove_events("", []):
                return

    def _remove_events(self, condition: str, values: Sequence[float]) -> int:
        """Remove a batch of ended events with their messages; says how many went."""
        removed, unsent = 0, 0

        def remove(connection: sqlite3.Connection) -> None:
            nonlocal removed, unsent
            rows = connection.execute(_OLDEST.format(condition), [*values, BATCH]).fetchall()
            removed = len(rows)
            for (event_id,) in rows:
                unsent += connection.execute(
                    "DELETE FROM deliveries WHERE sequence IN "
                    "(SELECT sequence FROM messages WHERE event_id = ?)",
                    (event_id,),
                ).rowcount
                connection.execute("DELETE FROM messages WHERE event_id = ?", (event_id,))
                connection.execute("DELETE FROM events WHERE event_id = ?", (event_id,))

        self._store.change(remove)
        if unsent:
            logger.warning(
                "%d messages were too old or too many to be kept and were never confirmed", unsent
            )
        return removed

    def _sweep_evidence(self, folder: EvidenceFolder) -> None:
        files = folder.files()
        oldest = self._clock.wall() - self._settings.evidence_days * DAY_SECONDS
        excess = sum(file.bytes for file in files) - self._settings.evidence_mb * 1e6
        gone = []
        for file in files:
            if file.written_at >= oldest and excess <= 0:
                break
            gone.append(file)
            excess -= file.bytes
        self._remove_files(folder, gone)

    def _remove_files(self, folder: EvidenceFolder, files: Sequence[EvidenceFile]) -> None:
        """Take files from the list first: none that is not there is ever listed."""
        if not files:
            return
        paths = [(str(file.path),) for file in files]

        def unlist(connection: sqlite3.Connection) -> None:
            for column in ("clip", "snapshot", "track"):
                connection.executemany(
                    f"UPDATE events SET {column} = '', evidence_note = '{REMOVED}' "
                    f"WHERE {column} = ?",
                    paths,
                )

        self._store.change(unlist)
        for file in files:
            folder.remove(file)
