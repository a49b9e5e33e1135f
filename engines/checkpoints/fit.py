"""Puts weights into a network after checking that every one of them fits."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

from numpy.typing import NDArray

from engines.errors import CheckpointError

if TYPE_CHECKING:
    from torch import Tensor, nn

Array = Union["Tensor", NDArray[Any]]
"""One array of a state dict; readers that need no torch give numpy's."""
Shape = tuple[int, ...]


def fit_state(
    network: "nn.Module", state: Mapping[str, Array], path: Path, head: tuple[str, ...] = ()
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
    import torch

    check_names_and_shapes(shapes_of(network.state_dict()), shapes_of(state), path, head)
    network.load_state_dict({name: torch.as_tensor(value) for name, value in state.items()})


def check_names_and_shapes(
    expected: Mapping[str, Shape],
    given: Mapping[str, Shape],
    path: Path,
    head: tuple[str, ...] = (),
) -> None:
    """Raise `CheckpointError` with the first name that is missing, misfits or is unknown."""
    for name, needed in expected.items():
        if name not in given:
            raise CheckpointError(
                f"{path}: {name} {needed} is missing{_instead(expected, given)}; "
                "use a checkpoint of this architecture"
            )
        if given[name] != needed:
            raise CheckpointError(f"{path}: {_misfit(name, given[name], needed, head)}")
    for name, shape in given.items():
        if name not in expected:
            raise CheckpointError(
                f"{path}: {name} {shape} is unknown to the network; "
                "use a checkpoint of this architecture"
            )


def with_own_head(
    network: "nn.Module", state: Mapping[str, Array], head: tuple[str, ...]
) -> dict[str, Array]:
    """The state with the network's own last layer in place of the file's, for other labels."""
    body: dict[str, Array] = {
        name: tensor for name, tensor in state.items() if not name.startswith(head)
    }
    own = network.state_dict().items()
    return body | {name: tensor for name, tensor in own if name.startswith(head)}


def shapes_of(state: Mapping[str, Array]) -> dict[str, Shape]:
    """The shape of each array."""
    return {name: tuple(value.shape) for name, value in state.items()}


def _instead(expected: Mapping[str, Shape], given: Mapping[str, Shape]) -> str:
    """The first name of the file that the network does not know, with its shape."""
    for name, shape in given.items():
        if name not in expected:
            return f", the file has {name} {shape}"
    return ""


def _misfit(name: str, given: Shape, needed: Shape, head: tuple[str, ...]) -> str:
    if head and name.startswith(head) and given[1:] == needed[1:]:
        return (
            f"a checkpoint for {given[0]} labels given, {needed[0]} expected ({name}); "
            "give the labels that it was trained with"
        )
    return (
        f"{name} has shape {given}, the network needs {needed}; "
        "use a checkpoint of this architecture"
    )
