"""What a runtime gives an engine of streams (`engines/streams.py`): steps, and early answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from engines.step_timing import StepTiming


@dataclass(frozen=True, slots=True)
class StreamStep:
    """The next frames of one stream."""

    frames: NDArray[np.uint8]  # (step_frames, H, W, channels)
    number: int
    """Counts the steps of the stream from 1."""
    caches: Any
    """What the runner gave for the stream; the step changes them in place."""


class StepRunner(Protocol):
    """Runs steps of streams; a runtime implements it. Belongs to one thread."""

    @property
    def timing(self) -> StepTiming:
        """When its network says what."""

    def new_caches(self) -> Any:
        """What a stream that begins has kept: zeros."""

    def step(self, batch: Sequence[StreamStep]) -> NDArray[np.float32]:
        """Logits float32 (N, C) of the next step of N streams, each given once; not kept here."""

    def close(self) -> None:
        """Give memory back; calling it again does nothing."""


class EarlyRunner(Protocol):
    """Says after a step what streams would come to that ended there; made for one `StepRunner`."""

    @property
    def early_steps(self) -> int:
        """How many time steps follow the one that the step completed."""

    def early(self, batch: Sequence[StreamStep]) -> NDArray[np.float32]:
        """Their logits float32 (N, early_steps, C), oldest first.

        Args:
            batch: the last step of each of N streams; what they keep stays as it is.
        """

    def rest(self) -> None:
        """Nobody has asked for a while: give back what is soon there again."""

    def close(self) -> None:
        """Give memory back; calling it again does nothing."""
