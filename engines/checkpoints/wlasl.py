"""Reads WLASL's I3D: piergiaj's port, but trained on pictures as OpenCV decodes them."""

from pathlib import Path

from torch import Tensor

from engines.checkpoints import i3d_torch

_FIRST = "trunk.Conv3d_1a_7x7.conv.weight"


def read_state(path: Path) -> dict[str, Tensor]:
    """The state dict for `InceptionI3d`, its first layer turned from blue, green, red to RGB.

    WLASL's loader of videos (`datasets/nslt_dataset.py`) leaves the order of OpenCV; mean and
    std are the same for all three, so turning the kernel round is exact.

    Raises:
        CheckpointError: The file cannot be read, or holds anything but named tensors.
    """
    state = i3d_torch.read_state(path)
    if _FIRST in state:
        state[_FIRST] = state[_FIRST].flip(1)
    return state
