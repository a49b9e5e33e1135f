import os
from pathlib import Path

import pytest
import torch

from engines import CheckpointError
from engines.checkpoints.torch_file import read_state

STATE = {"fc.weight": torch.arange(6.0).reshape(3, 2), "fc.bias": torch.zeros(3)}


def saved(folder: Path, content: object, **options: bool) -> Path:
    path = folder / "weights.pth"
    torch.save(content, path, **options)
    return path


@pytest.mark.parametrize(
    "content",
    [
        STATE,
        {"state_dict": STATE, "epoch": 3},
        {"model": STATE, "optimizer": {"lr": 0.1}},
        {f"module.{name}": tensor for name, tensor in STATE.items()},
    ],
    ids=["plain", "trainer", "reference scripts", "several GPUs"],
)
def test_weights_are_found_however_they_are_wrapped(content: object, tmp_path: Path) -> None:
    state = read_state(saved(tmp_path, content))

    assert state.keys() == STATE.keys()
    assert torch.equal(state["fc.weight"], STATE["fc.weight"])


def test_old_files_are_read(tmp_path: Path) -> None:
    """Before torch 1.6 files were no archives, before 0.4.1 norms did not count batches."""
    norm = {"norm.running_var": torch.ones(2)}

    state = read_state(saved(tmp_path, norm, _use_new_zipfile_serialization=False))

    assert state["norm.num_batches_tracked"] == 0


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch /tmp/liveact-was-here",)


@pytest.mark.parametrize("zipped", [True, False])
def test_code_in_a_file_is_never_run(zipped: bool, tmp_path: Path) -> None:
    path = saved(tmp_path, {"x": Evil()}, _use_new_zipfile_serialization=zipped)

    with pytest.raises(CheckpointError, match=r"weights\.pth: refused, it is no plain torch file"):
        read_state(path)
    assert not Path("/tmp/liveact-was-here").exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ([1, 2], "list given, a state dict is needed"),
        ({}, "dict given, a state dict is needed"),
        ({"fc.weight": 3}, r"fc\.weight is int, a tensor is needed"),
    ],
)
def test_other_contents_are_refused(content: object, message: str, tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=message):
        read_state(saved(tmp_path, content))


def test_files_that_cannot_be_read_are_said(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"gone\.pth: cannot be read \(No such file"):
        read_state(tmp_path / "gone.pth")


@pytest.mark.parametrize("kept", [0, 10, 300])
def test_cut_files_are_said(kept: int, tmp_path: Path) -> None:
    path = saved(tmp_path, STATE)
    path.write_bytes(path.read_bytes()[:kept])

    with pytest.raises(CheckpointError, match=r"weights\.pth: "):
        read_state(path)
