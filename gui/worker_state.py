"""Where a worker stands, for whoever shows it."""

from dataclasses import dataclass
from enum import StrEnum

from gui.mailbox import Mailbox
from gui.preparing import Preparation
from gui.record.picture_ring import PictureRing
from gui.record.played_file import PlayedFile
from realtime import Pipeline


class Phase(StrEnum):
    """What the worker does."""

    IDLE = "idle"
    PREPARING = "preparing"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class Stream:
    """One run of one source."""

    pipeline: Pipeline
    """For its latest frame and snapshots."""
    mailbox: Mailbox
    """What it says."""
    pictures: PictureRing
    """What it showed in the last minutes, small."""
    video: str = ""
    """Path of the file that it is read from, or `demo`; empty for what is no file."""
    played: PlayedFile | None = None
    """That file as it was opened."""


@dataclass(frozen=True, slots=True)
class WorkerState:
    """Where the worker stands; any thread may read it."""

    phase: Phase = Phase.IDLE
    source: str = ""
    """The source that was asked for last, safe to show."""
    preparation: Preparation | None = None
    """While preparing: what is being done."""
    error: str = ""
    """Why the last stream could not start or go on; while preparing, why its source cannot be
    opened so far. Empty where all is well."""
    stream: Stream | None = None
    """The running stream, or the last one."""
