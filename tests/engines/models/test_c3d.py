from pathlib import Path

import pytest
import torch
from torch import nn

from engines import CheckpointError
from engines.models import create_model
from engines.models.c3d import C3d

WIDTHS = {
    "conv1": (3, 64),
    "conv2": (64, 128),
    "conv3a": (128, 256),
    "conv3b": (256, 256),
    "conv4a": (256, 512),
    "conv4b": (512, 512),
    "conv5a": (512, 512),
    "conv5b": (512, 512),
}
LINEAR = {"fc6": (8192, 4096), "fc7": (4096, 4096), "fc8": (4096, 487)}


@pytest.fixture(scope="module")
def network() -> C3d:
    torch.manual_seed(0)
    return C3d(487).eval()


def test_names_and_shapes_are_those_of_sports_1m_s_usual_torch_form(network: C3d) -> None:
    shapes = {name: tuple(value.shape) for name, value in network.state_dict().items()}
    expected: dict[str, tuple[int, ...]] = {}
    for name, (inputs, outputs) in WIDTHS.items():
        expected |= {f"{name}.weight": (outputs, inputs, 3, 3, 3), f"{name}.bias": (outputs,)}
    for name, (inputs, outputs) in LINEAR.items():
        expected |= {f"{name}.weight": (outputs, inputs), f"{name}.bias": (outputs,)}

    assert shapes == expected


def test_parameters(network: C3d) -> None:
    convolutions = sum(27 * i * o + o for i, o in WIDTHS.values())
    linear = sum(i * o + o for i, o in LINEAR.values())

    assert convolutions == 27_655_936
    assert sum(p.numel() for p in network.parameters()) == convolutions + linear == 79_991_015


def test_sixteen_frames_are_what_the_paper_s_network_sees(network: C3d) -> None:
    """The layers one after the other, as the usual torch form runs them."""
    clip = torch.randn(1, 3, 16, 112, 112, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        x = clip
        for names, pool in (
            (["conv1"], nn.MaxPool3d((1, 2, 2), (1, 2, 2))),
            (["conv2"], nn.MaxPool3d(2, 2)),
            (["conv3a", "conv3b"], nn.MaxPool3d(2, 2)),
            (["conv4a", "conv4b"], nn.MaxPool3d(2, 2)),
            (["conv5a", "conv5b"], nn.MaxPool3d(2, 2, (0, 1, 1))),
        ):
            for name in names:
                x = network.get_submodule(name)(x).relu()
            x = pool(x)
        hidden = network.fc7(network.fc6(x.reshape(1, 8192)).relu()).relu()
        outputs = network(clip)

        torch.testing.assert_close(outputs.embedding, hidden)
        torch.testing.assert_close(outputs.logits, network.fc8(hidden))


def test_another_architecture_s_weights_are_refused(tmp_path: Path) -> None:
    torch.save({"features.0.weight": torch.zeros(64, 3, 3, 3, 3)}, tmp_path / "other.pth")

    with pytest.raises(
        CheckpointError,
        match=r"conv1\.weight \(64, 3, 3, 3, 3\) is missing, the file has features\.0\.weight",
    ):
        create_model("c3d", num_classes=487, pretrained=tmp_path / "other.pth")
