"""Reads both streams of I3D: one file that torch saved, or a folder with the two published ones."""

from pathlib import Path

from torch import Tensor

from engines.checkpoints import i3d_torch
from engines.errors import CheckpointError

_STREAMS = ("rgb", "flow")


def read_state(path: Path) -> dict[str, Tensor]:
    """The state dict for `TwoStreamI3d`.

    Args:
        path: One file for both streams, or a folder with `rgb*.pt` and `flow*.pt` as piergiaj's
            port publishes them, each as `i3d_torch` reads it.

    Raises:
        CheckpointError: A stream's file is missing or there are several, or it cannot be read.
    """
    if not path.is_dir():
        return i3d_torch.read_state(path)
    return {
        f"{stream}.{name}": value
        for stream in _STREAMS
        for name, value in i3d_torch.read_state(_file_of(stream, path)).items()
    }


def _file_of(stream: str, folder: Path) -> Path:
    files = sorted(folder.glob(f"{stream}*.pt"))
    if len(files) != 1:
        found = ", ".join(file.name for file in files) or "none"
        raise CheckpointError(
            f"{folder}: {found} given for the {stream} stream, exactly one {stream}*.pt is needed"
        )
    return files[0]
