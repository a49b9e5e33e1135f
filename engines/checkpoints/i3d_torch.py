"""Reads I3D as piergiaj's PyTorch port saves it, WLASL's included: RGB or flow, any labels."""

from pathlib import Path

from torch import Tensor

from engines.checkpoints.torch_file import read_state as read_named

_BRANCHES = {
    "b0": "Branch_0.Conv3d_0a_1x1",
    "b1a": "Branch_1.Conv3d_0a_1x1",
    "b1b": "Branch_1.Conv3d_0b_3x3",
    "b2a": "Branch_2.Conv3d_0a_1x1",
    "b2b": "Branch_2.Conv3d_0b_3x3",
    "b3b": "Branch_3.Conv3d_0b_1x1",
}
_LAYERS = {"conv3d": "conv", "bn": "norm"}


def read_state(path: Path) -> dict[str, Tensor]:
    """The state dict for `InceptionI3d`, which pads and normalises as that port does.

    Names that are not the port's stay as they are: what this project saved is read too, and
    another architecture is told by its names.

    Raises:
        CheckpointError: The file cannot be read, or holds anything but named tensors.
    """
    return {_our_name(name): value for name, value in read_named(path).items()}


def _our_name(name: str) -> str:
    """`Mixed_3b.b1a.bn.bias` -> `trunk.Mixed_3b.Branch_1.Conv3d_0a_1x1.norm.bias`."""
    if name.startswith("logits.conv3d."):
        return name.replace("conv3d.", "")
    if not name.startswith(("Conv3d_", "Mixed_")):
        return name
    unit, *parts = name.split(".")
    renamed = [_BRANCHES.get(part) or _LAYERS.get(part, part) for part in parts]
    return ".".join(["trunk", unit, *renamed])
