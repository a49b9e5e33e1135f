"""States with true names and shapes that are quick to make, to write and to read."""

from collections.abc import Callable

import torch

State = dict[str, torch.Tensor]


def names_and_shapes(make: Callable[[], torch.nn.Module]) -> State:
    """Of a network that is never filled."""
    with torch.device("meta"):
        return make().state_dict()


def light(state: State) -> State:
    """Each array repeats a number of its own, which is all that a file then holds of it."""
    random = torch.Generator().manual_seed(0)
    filled: State = {}
    for name, tensor in state.items():
        value = torch.rand((), generator=random) * 0.01 + 0.001
        kept = value if tensor.is_floating_point() else torch.tensor(7)
        filled[name] = kept.expand(tensor.shape)
    return filled
