from pathlib import Path

import pytest
import torch

from engines.checkpoints.i3d_two_stream import read_state
from engines.errors import CheckpointError
from engines.models import create_model
from engines.models.i3d import TwoStreamI3d
from tests.engines.two_stream import LABELS, random_network

CLASSES = len(LABELS)


@pytest.fixture(scope="module")
def network() -> TwoStreamI3d:
    return random_network()


def same(network: TwoStreamI3d, other: torch.nn.Module) -> bool:
    values, others = network.state_dict(), other.state_dict()
    return all(torch.equal(value, others[name]) for name, value in values.items())


def test_a_folder_holds_a_file_for_each_stream(network: TwoStreamI3d, tmp_path: Path) -> None:
    torch.save(network.rgb.state_dict(), tmp_path / "rgb_imagenet.pt")
    torch.save(network.flow.state_dict(), tmp_path / "flow_imagenet.pt")

    loaded = create_model("i3d_two_stream", num_classes=CLASSES, pretrained=tmp_path)

    assert same(network, loaded)


def test_one_file_holds_both(network: TwoStreamI3d, tmp_path: Path) -> None:
    path = tmp_path / "mine.pt"
    torch.save(network.state_dict(), path)

    assert same(network, create_model("i3d_two_stream", num_classes=CLASSES, pretrained=path))


def test_streams_in_each_other_s_place_are_refused(network: TwoStreamI3d, tmp_path: Path) -> None:
    torch.save(network.flow.state_dict(), tmp_path / "rgb.pt")
    torch.save(network.rgb.state_dict(), tmp_path / "flow.pt")

    with pytest.raises(
        CheckpointError, match=r"rgb\.trunk\.Conv3d_1a_7x7\.conv\.weight has shape \(64, 2"
    ):
        create_model("i3d_two_stream", num_classes=CLASSES, pretrained=tmp_path)


def test_each_stream_needs_exactly_one_file(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"none given for the rgb stream, exactly one rgb\*"):
        read_state(tmp_path)
    for name in ("rgb_charades.pt", "rgb_imagenet.pt"):
        (tmp_path / name).touch()
    with pytest.raises(CheckpointError, match=r"rgb_charades\.pt, rgb_imagenet\.pt given for"):
        read_state(tmp_path)
