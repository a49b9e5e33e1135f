"""Reads pickles that hold arrays and plain containers, and refuses all that could run code."""

import pickle
import struct
from pathlib import Path
from typing import Any

import numpy as np

from engines.errors import CheckpointError

_reconstruct = np.empty(0).__reduce__()[0]
_scalar = np.float32(0).__reduce__()[0]
_from_buffer = np.empty(0).__reduce_ex__(5)[0]

_ADMITTED: dict[tuple[str, str], Any] = {
    ("numpy", "ndarray"): np.ndarray,
    ("numpy", "dtype"): np.dtype,
    # numpy 2 moved its core; files of either age name what they knew.
    ("numpy.core.multiarray", "_reconstruct"): _reconstruct,
    ("numpy._core.multiarray", "_reconstruct"): _reconstruct,
    ("numpy.core.multiarray", "scalar"): _scalar,
    ("numpy._core.multiarray", "scalar"): _scalar,
    ("numpy.core.numeric", "_frombuffer"): _from_buffer,
    ("numpy._core.numeric", "_frombuffer"): _from_buffer,
}

_DAMAGE = (
    pickle.UnpicklingError,
    struct.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    ImportError,
    LookupError,
    MemoryError,
    TypeError,
    ValueError,
)
"""What the unpickler raises for bytes that are no pickle, by where they break it."""


class _PlainUnpickler(pickle.Unpickler):
    """Finds only what arrays are made of; nothing of the file's choice is imported or called."""

    def find_class(self, module: str, name: str) -> Any:
        """The admitted global, or `CheckpointError` with its name."""
        try:
            return _ADMITTED[module, name]
        except KeyError:
            raise CheckpointError(
                f"refused: the pickle asks for {module}.{name}; only numpy arrays in plain "
                "containers are read, use the published file"
            ) from None


def read_plain_pickle(path: Path) -> Any:
    """What a pickle holds, where that is numpy arrays, numbers, strings and plain containers.

    Raises:
        CheckpointError: Another global is asked for (it is named), or the file is no pickle.
    """
    try:
        with path.open("rb") as file:
            return _PlainUnpickler(file).load()
    except CheckpointError as error:
        raise CheckpointError(f"{path}: {error}") from None
    except OSError as error:
        raise CheckpointError(
            f"{path}: cannot be read ({error.strerror}); check the path"
        ) from error
    except _DAMAGE as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise CheckpointError(f"{path}: not a whole pickle ({reason}); fetch it again") from error
