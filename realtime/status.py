"""Where a stream stands, for people and programs."""

from dataclasses import dataclass
from enum import StrEnum


class StreamState(StrEnum):
    """The states of a stream."""

    CONNECTING = "connecting"
    LIVE = "live"
    STALLED = "stalled"
    FROZEN = "frozen"
    RECONNECTING = "reconnecting"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class StreamStatus:
    """A change of state, with its reason."""

    source_id: str
    state: StreamState
    reason: str = ""
    """One line for people; never holds a password."""
    connection_id: int = 0
    retry_in_seconds: float | None = None
    """When reconnecting: the wait before the next attempt."""
