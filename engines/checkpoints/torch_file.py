"""Reads weights that torch saved under the names of the network itself.

So are published: torchvision's video models (`.pth`), R(2+1)D-34 of IG-65M (`.pth`), C3D of
Sports-1M in its common torch form (`conv1 … conv5b, fc6, fc7, fc8`), and what users train here.
"""

import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import torch
from torch import Tensor

from engines.errors import CheckpointError

_WRAPPERS = ("state_dict", "model_state_dict", "model")
"""Under what trainers keep the weights beside other things."""
_PARALLEL = "module."
"""What training on several GPUs puts before every name."""


def read_state(path: Path) -> dict[str, Tensor]:
    """The state dict of a file that `torch.save` wrote; nothing in it is ever run.

    Raises:
        CheckpointError: The file cannot be read, or holds anything but named tensors.
    """
    content = _unwrapped(_load(path))
    if not isinstance(content, Mapping) or not content:
        kind = type(content).__name__
        raise CheckpointError(f"{path}: {kind} given, a state dict is needed; save state_dict()")
    state: dict[str, Tensor] = {}
    for name, value in content.items():
        if not isinstance(name, str) or not isinstance(value, Tensor):
            kind = type(value).__name__
            raise CheckpointError(f"{path}: {name} is {kind}, a tensor is needed")
        state[name.removeprefix(_PARALLEL)] = value
    return _with_counters(state)


def _with_counters(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """Adds the norms' counters of batches, which files of torch before 0.4.1 do not have."""
    for name in [name for name in state if name.endswith(".running_var")]:
        state.setdefault(f"{name.removesuffix('running_var')}num_batches_tracked", torch.tensor(0))
    return state


def _unwrapped(content: Any) -> Any:
    if isinstance(content, Mapping):
        for key in _WRAPPERS:
            if isinstance(content.get(key), Mapping):
                return content[key]
    return content


def _load(path: Path) -> Any:
    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CheckpointError(f"{path}: cannot be read ({reason}); check the path") from error
    except pickle.UnpicklingError as error:
        raise CheckpointError(
            f"{path}: refused, it is no plain torch file ({_first_line(error)}); "
            "use the published file"
        ) from error
    except (RuntimeError, EOFError, ValueError, KeyError, BadZipFile) as error:
        raise CheckpointError(
            f"{path}: not a whole torch file ({_first_line(error)}); fetch it again"
        ) from error


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__).strip()
