"""What every network of this room gives."""

from typing import NamedTuple

from torch import Tensor


class Outputs(NamedTuple):
    """What a network says of N clips."""

    logits: Tensor
    """(N, classes)."""
    embedding: Tensor
    """(N, features), what the logits are made of."""
