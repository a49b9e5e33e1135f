"""How long work tells where it stands."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProgressEvent:
    """A step forward of something that takes seconds."""

    stage: str
    """What is being done, for people: `fetching the I3D weights`."""
    done: int
    """How much of it is done, in `unit`; never falls within a stage."""
    total: int | None
    """How much there is to do, or None where nobody knows."""
    unit: str
    """`bytes`, or the plural of what is counted."""


Progress = Callable[[ProgressEvent], None]
"""Called from the thread that does the work; what it raises ends the work cleanly."""
