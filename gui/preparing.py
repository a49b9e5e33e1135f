"""How fetching and building go, with the time that is left."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from engines import ProgressEvent
from gui.language import translate
from gui.numbers import filled

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
    """The same in numbers: `23.8 of 47.2 MB`, `3 of 10` of what the stage is about."""
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
        return translate("Preparing", "about {n} s left").format(n=max(1, round(seconds)))
    return translate("Preparing", "about {n} min left").format(n=round(seconds / 60))


def _amount(event: ProgressEvent) -> str:
    if event.unit == "bytes":
        return _megabytes(event)
    if event.total is not None:
        said = translate("Preparing", "{done} of {total}")
        return said.format(done=event.done, total=event.total)
    return str(event.done) if event.done else ""


def _megabytes(event: ProgressEvent) -> str:
    done, total = (one / _BYTES_A_MEGABYTE for one in (event.done, event.total or 0))
    if event.total:
        return filled(
            translate("Preparing", "{done:.1f} of {total:.1f} MB"), done=done, total=total
        )
    return filled(translate("Preparing", "{done:.1f} MB"), done=done) if event.done else ""
