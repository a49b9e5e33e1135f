"""Puts weights into a network after checking that every one of them fits."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from engines.errors import CheckpointError

if TYPE_CHECKING:
    from torch import Tensor, nn


def fit_state(
    network: "nn.Module", state: Mapping[str, "Tensor"], path: Path, head: tuple[str, ...] = ()
) -> None:
    """Load a state dict that must have the network's names and shapes, no more and no less.

    Args:
        network: Takes the values.
        state: What the checkpoint's reader made.
        path: Where it came from, for the message.
        head: What the names of the last layer begin with, whose shape follows the labels.

    Raises:
        CheckpointError: The first name that is missing, unexpected or of another shape.
    """
    expected = network.state_dict()
    for name, tensor in expected.items():
        if name not in state:
            raise CheckpointError(
                f"{path}: {name} {tuple(tensor.shape)} is missing{_instead(expected, state)}; "
                "use a checkpoint of this architecture"
            )
        given, needed = tuple(state[name].shape), tuple(tensor.shape)
        if given != needed:
            raise CheckpointError(f"{path}: {_misfit(name, given, needed, head)}")
    for name in state:
        if name not in expected:
            raise CheckpointError(
                f"{path}: {name} {tuple(state[name].shape)} is unknown to the network; "
                "use a checkpoint of this architecture"
            )
    network.load_state_dict(dict(state))


def with_own_head(
    network: "nn.Module", state: Mapping[str, "Tensor"], head: tuple[str, ...]
) -> dict[str, "Tensor"]:
    """The state with the network's own last layer in place of the file's, for other labels."""
    body = {name: tensor for name, tensor in state.items() if not name.startswith(head)}
    own = network.state_dict().items()
    return body | {name: tensor for name, tensor in own if name.startswith(head)}


def _instead(expected: Mapping[str, "Tensor"], state: Mapping[str, "Tensor"]) -> str:
    """The first name of the file that the network does not know, with its shape."""
    for name, tensor in state.items():
        if name not in expected:
            return f", the file has {name} {tuple(tensor.shape)}"
    return ""


def _misfit(
    name: str, given: tuple[int, ...], needed: tuple[int, ...], head: tuple[str, ...]
) -> str:
    if head and name.startswith(head) and given[1:] == needed[1:]:
        return (
            f"a checkpoint for {given[0]} labels given, {needed[0]} expected ({name}); "
            "give the labels that it was trained with"
        )
    return (
        f"{name} has shape {given}, the network needs {needed}; "
        "use a checkpoint of this architecture"
    )
