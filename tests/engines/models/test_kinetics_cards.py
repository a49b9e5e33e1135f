"""Files with the published names and shapes, and random values, are what cards lead to."""

from pathlib import Path

import pytest
import torch

from engines import CheckpointError
from engines.artifacts import DownloadFile
from engines.models import create_model, list_models, model_card

TORCHVISION = {"r3d_18": "b3b3357e", "mc3_18": "a90a0ba3", "r2plus1d_18": "91a641e6"}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """MC3-18, the smallest, as torchvision publishes it."""
    torch.manual_seed(0)
    path = tmp_path_factory.mktemp("published") / "mc3_18-a90a0ba3.pth"
    torch.save(create_model("mc3_18", num_classes=400).state_dict(), path)
    return path


@pytest.mark.parametrize("arch", TORCHVISION)
def test_torchvision_s_files_are_fetched_from_its_own_home(arch: str) -> None:
    weights = model_card(f"{arch}.k400").weights

    assert isinstance(weights, DownloadFile)
    assert weights.url == f"https://download.pytorch.org/models/{weights.file_name}"
    assert weights.file_name == f"{arch}-{TORCHVISION[arch]}.pth"
    assert weights.sha256_prefix == TORCHVISION[arch]


@pytest.mark.parametrize("name", [*(f"{arch}.k400" for arch in TORCHVISION), "r2plus1d_34.k400"])
def test_kinetics_is_told_apart_as_published(name: str) -> None:
    spec = model_card(name).spec

    assert len(spec.labels) == 400
    assert spec.labels == model_card("i3d.k400").spec.labels
    assert (spec.stretch_px, spec.crop_px) == ((128, 171), 112)
    assert spec.mean == (0.43216, 0.394666, 0.37645)
    assert spec.std == (0.22803, 0.22145, 0.216989)
    assert spec.licence


def test_ig65m_has_networks_of_8_and_of_32_frames() -> None:
    cards = [model_card(name) for name in list_models("r2plus1d_34.*")]
    files = {card.spec.clip_len: card.weights for card in cards}

    assert files.keys() == {8, 32}
    for clip_len, prefix in ((8, "0aa0550b"), (32, "ade133f1")):
        weights = files[clip_len]
        assert isinstance(weights, DownloadFile)
        assert weights.url.startswith("https://github.com/moabitcoin/ig65m-pytorch/releases/")
        assert weights.file_name.startswith(f"r2plus1d_34_clip{clip_len}_ft_kinetics_from_ig65m-")
        assert weights.sha256_prefix == weights.file_name[-12:-4] == prefix


def test_a_published_file_is_read_as_it_is(published: Path) -> None:
    network = create_model("mc3_18.k400", pretrained=published)

    state = torch.load(published, weights_only=True)
    for name, tensor in network.state_dict().items():
        assert torch.equal(tensor, state[name]), name


def test_a_published_file_is_the_start_for_other_labels(published: Path) -> None:
    network = create_model("mc3_18.k400", num_classes=7, pretrained=published)

    state = torch.load(published, weights_only=True)
    own = network.state_dict()
    assert own["fc.weight"].shape == (7, 512)
    assert torch.equal(own["layer4.1.conv2.0.weight"], state["layer4.1.conv2.0.weight"])


def test_wrong_files_are_refused(published: Path) -> None:
    with pytest.raises(CheckpointError, match="for 400 labels given, 7 expected"):
        create_model("mc3_18", num_classes=7, pretrained=published)
    with pytest.raises(
        CheckpointError,
        match=r"layer2\.0\.conv1\.0\.weight has shape \(128, 64, 1, 3, 3\), "
        r"the network needs \(128, 64, 3, 3, 3\)",
    ):
        create_model("r3d_18.k400", pretrained=published)
    with pytest.raises(
        CheckpointError,
        match=r"stem\.0\.weight has shape \(64, 3, 3, 7, 7\), .* \(45, 3, 1, 7, 7\)",
    ):
        create_model("r2plus1d_34.k400", pretrained=published)
