"""Puts weights into a network after checking that every one of them fits."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from engines.errors import CheckpointError

if TYPE_CHECKING:
    from torch import Tensor, nn


def fit_state(network: "nn.Module", state: Mapping[str, "Tensor"], path: Path) -> None:
    """Load a state dict that must have the network's names and shapes, no more and no less.

    Args:
        network: Takes the values.
        state: What the checkpoint's reader made.
        path: Where it came from, for the message.

    Raises:
        CheckpointError: The first name that is missing, unexpected or of another shape.
    """
    expected = network.state_dict()
    for name, tensor in expected.items():
        if name not in state:
            raise CheckpointError(f"{path}: {name} is missing; use the published file")
        given, needed = tuple(state[name].shape), tuple(tensor.shape)
        if given != needed:
            raise CheckpointError(f"{path}: {name} has shape {given}, the network needs {needed}")
    for name in state:
        if name not in expected:
            raise CheckpointError(
                f"{path}: {name} is unknown to the network; use the published file"
            )
    network.load_state_dict(dict(state))
