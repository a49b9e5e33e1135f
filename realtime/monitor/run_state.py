"""How a monitor stands at one moment; any thread may ask for it."""

from dataclasses import dataclass
from enum import StrEnum

from realtime.calls import EngineReport
from realtime.monitor.config_plans import EnginePlan
from realtime.snapshot import StreamSnapshot


class CameraState(StrEnum):
    """What the monitor does about a camera."""

    WAITING = "waiting"
    """It is about to be started, or started again after an error."""
    RUNNING = "running"
    """It is watched; its streams say how they stand."""
    OFF = "off"
    """It is disabled, or outside its hours."""
    ENDED = "ended"
    """It was a recording, and it is over."""


@dataclass(frozen=True, slots=True)
class CameraSnapshot:
    """One camera."""

    name: str
    address: str
    """Without its password."""
    state: CameraState
    reason: str
    """Why it is in this state; empty where that is plain."""
    streams: tuple[StreamSnapshot, ...]
    """The whole picture, or a stream for each region; the last ones where it does not run."""
    connection_id: int
    """Grows with each reconnect since it was started; -1 before the first connection."""
    starts: int
    """How often it was started: once, and again for each change of its settings or its hours."""


@dataclass(frozen=True, slots=True)
class EngineSnapshot:
    """One engine, shared by all cameras that want the same."""

    plan: EnginePlan
    report: EngineReport


@dataclass(frozen=True, slots=True)
class MonitorSnapshot:
    """All of a monitor."""

    cameras: tuple[CameraSnapshot, ...]
    """In the order of the file."""
    engines: tuple[EngineSnapshot, ...]
    generation: int
    """Counts the configurations that were taken over, from 1."""
    config_error: str
    """What is wrong with a newer file; empty where the newest one runs."""
    seconds: float
    """Since the start."""
    stopping: bool
    awaits_restart: tuple[str, ...] = ()
    """What of the newest configuration is used from the next start on only."""
