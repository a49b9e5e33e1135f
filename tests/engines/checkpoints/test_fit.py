from pathlib import Path

import pytest
import torch

from engines import CheckpointError
from engines.checkpoints.fit import fit_state


def test_a_whole_state_is_loaded() -> None:
    network = torch.nn.Linear(2, 3)
    state = {"weight": torch.ones(3, 2), "bias": torch.zeros(3)}

    fit_state(network, state, Path("x"))

    assert torch.equal(network.weight, state["weight"])


def test_nothing_is_loaded_where_something_does_not_fit() -> None:
    network = torch.nn.Linear(2, 3)
    before = network.weight.detach().clone()

    with pytest.raises(CheckpointError, match=r"x: bias has shape \(4,\), .* needs \(3,\)"):
        fit_state(network, {"weight": torch.ones(3, 2), "bias": torch.zeros(4)}, Path("x"))
    assert torch.equal(network.weight, before)
