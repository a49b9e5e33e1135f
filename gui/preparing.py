"""How fetching and building go, with the time that is left."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from engines import ProgressEvent

_BYTES_A_MEGABYTE = 1_000_000
_LEAST_SHARE = 0.02
"""Before so much is done, nobody can say how long the rest takes."""


@dataclass(frozen=True, slots=True)
class Preparation:
    """What is done before a stream can start."""

    stage: str
    """For people: `fetching the I3D weights`."""
    share: float | None = None
    """How much of it is done, 0..1; None where nobody knows."""
    amount: str = ""
    """The same in units: `23.8 of 47.2 MB`."""
    seconds_left: float | None = None
    """Of this stage, as far as it can be told."""


class PreparationClock:
    """Turns steps into what people want to know; one thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Measure on a clock that gives seconds."""
        self._clock = clock
        self._stage = ""
        self._began = 0.0

    def prepare(self, event: ProgressEvent) -> Preparation:
        """Where the work stands after this step."""
        now = self._clock()
        if event.stage != self._stage:
            self._stage, self._began = event.stage, now
        share = event.done / event.total if event.total else None
        left = None
        if share is not None and _LEAST_SHARE <= share < 1:
            left = (now - self._began) * (1 - share) / share
        return Preparation(event.stage, share, _amount(event), left)


def time_left_text(seconds: float | None) -> str:
    """As `about 20 s left`, in steps that do not flicker; empty where it is unknown."""
    if seconds is None:
        return ""
    if seconds < 60:
        return f"about {max(1, round(seconds))} s left"
    return f"about {round(seconds / 60)} min left"


def _amount(event: ProgressEvent) -> str:
    if event.unit == "bytes":
        done = f"{event.done / _BYTES_A_MEGABYTE:.1f}"
        if not event.total:
            return f"{done} MB" if event.done else ""
        return f"{done} of {event.total / _BYTES_A_MEGABYTE:.1f} MB"
    if event.total is None:
        return f"{event.done} {event.unit}" if event.done else ""
    return f"{event.done} of {event.total} {event.unit}"
