from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import torch

from engines import CheckpointError
from engines.models import create_model
from tests.engines.checkpoints.piergiaj_checkpoint import State, as_published

if TYPE_CHECKING:
    from engines.models.i3d import InceptionI3d


@pytest.fixture(scope="module")
def wlasl(random_i3d: "InceptionI3d") -> State:
    """A state for seven signs whose norms have scales of their own."""
    state = {name: tensor.clone() for name, tensor in random_i3d.state_dict().items()}
    random = torch.Generator().manual_seed(0)
    for name in state:
        if name.endswith("norm.weight"):
            state[name] = torch.rand(state[name].shape, generator=random) + 0.5
    state["logits.weight"], state["logits.bias"] = torch.randn(7, 1024, 1, 1, 1), torch.randn(7)
    return state


@pytest.fixture(scope="module")
def published(wlasl: State, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("wlasl") / "FINAL_nslt_7.pt"
    torch.save(as_published(wlasl), path)
    return path


def test_the_names_are_the_port_s(wlasl: State) -> None:
    names = as_published(wlasl).keys()

    assert {
        "Conv3d_1a_7x7.conv3d.weight",
        "Conv3d_1a_7x7.bn.weight",
        "Mixed_3b.b0.conv3d.weight",
        "Mixed_5c.b3b.bn.running_var",
        "logits.conv3d.weight",
        "logits.conv3d.bias",
    } <= names
    assert len(names) == 57 * 5 + 2


def test_every_weight_finds_its_place_scales_too(published: Path, wlasl: State) -> None:
    network = create_model("i3d", num_classes=7, pretrained=published)

    for name, tensor in network.state_dict().items():
        assert torch.equal(tensor, wlasl[name]), name


def test_another_number_of_labels_is_refused(published: Path) -> None:
    with pytest.raises(CheckpointError, match="for 7 labels given, 9 expected"):
        create_model("i3d", num_classes=9, pretrained=published)


def test_another_architecture_is_told_by_its_first_name(tmp_path: Path) -> None:
    path = tmp_path / "r3d.pth"
    torch.save({"stem.0.weight": torch.zeros(64, 3, 3, 7, 7)}, path)

    with pytest.raises(
        CheckpointError,
        match=r"trunk\.Conv3d_1a_7x7\.conv\.weight \(64, 3, 7, 7, 7\) is missing, "
        r"the file has stem\.0\.weight \(64, 3, 3, 7, 7\)",
    ):
        create_model("i3d", num_classes=7, pretrained=path)
