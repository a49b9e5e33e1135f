"""What every network of this room gives."""

from typing import NamedTuple

from torch import Tensor


class Outputs(NamedTuple):
    """What a network says of N clips."""

    logits: Tensor
    """(N, classes)."""
    embedding: Tensor
    """(N, features), what the logits are made of."""


class EarlyOutputs(NamedTuple):
    """What a network says at one step of N streams, and what it would say if they ended there."""

    settled: Outputs
    """The time step of logits that this step completes."""
    early: Tensor
    """(N, steps, classes), logits of the time steps after it, oldest first."""
