"""What the HTTP server knows of its monitor."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from realtime.clock import Clock
from realtime.monitor.run_state import MonitorSnapshot
from realtime.outbox.outputs import OutputsStatus


@dataclass(frozen=True, slots=True)
class MonitorFacts:
    """Everything is asked for anew with each request, from several threads."""

    snapshot: Callable[[], MonitorSnapshot]
    outputs: Callable[[], OutputsStatus]
    store: Path
    """The event store, which is only read."""
    disks: Mapping[str, Path]
    """What lies where: the name of a use -> a folder of its disk."""
    clock: Clock
