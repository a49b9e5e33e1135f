"""ResNets are compared with torchvision's, and R(2+1)D-34 with what IG-65M's port makes of them."""

from typing import Any

import pytest
import torch
from torch import Tensor, nn

from engines.models.resnet3d import ResNet3d, mc3_18, r2plus1d_18, r2plus1d_34, r3d_18
from tests.engines.models.torchvision_reference import torchvision_models

FAMILY = {"r3d_18": r3d_18, "mc3_18": mc3_18, "r2plus1d_18": r2plus1d_18}


@pytest.fixture(scope="module")
def models() -> Any:
    return torchvision_models()


def settled(network: nn.Module, x: Tensor) -> nn.Module:
    """In evaluation mode, with norms that have seen something, so that their place matters."""
    random = torch.Generator().manual_seed(0)
    for module in network.modules():
        if isinstance(module, nn.BatchNorm3d):
            module.momentum = 1.0  # the statistics of the next clips alone
            module.weight.data += 0.1 * torch.randn(module.weight.shape, generator=random)
    with torch.no_grad():
        network.train()(x)
    return network.eval()


def ig65m(models: Any) -> nn.Module:
    """R(2+1)D-34 as IG-65M's port builds it out of torchvision's parts."""
    parts = models.video.resnet
    convs = [parts.Conv2Plus1D] * 4
    network: nn.Module = parts.VideoResNet(
        parts.BasicBlock, convs, [3, 4, 6, 3], parts.R2Plus1dStem, num_classes=400
    )
    for layer, width, between in (
        ("layer2", 128, 288),
        ("layer3", 256, 576),
        ("layer4", 512, 1152),
    ):
        conv = parts.Conv2Plus1D(width, width, between)
        network.get_submodule(f"{layer}.0.conv2").register_module("0", conv)
    for module in network.modules():
        if isinstance(module, nn.BatchNorm3d):
            module.eps = 1e-3
    return network


def assert_same(ours: ResNet3d, theirs: nn.Module) -> None:
    """Every weight of theirs has its place in ours, and the outputs are equal."""
    x = torch.randn(2, 3, 9, 32, 40, generator=torch.Generator().manual_seed(1))
    ours.load_state_dict(settled(theirs, x).state_dict(), strict=True)
    with torch.inference_mode():
        outputs, expected = ours.eval()(x), theirs(x)
        from_embedding = ours.fc(outputs.embedding)
    assert expected.std() > 0.01
    torch.testing.assert_close(outputs.logits, expected)
    torch.testing.assert_close(from_embedding, expected)


@pytest.mark.parametrize("name", FAMILY)
def test_torchvision_s_weights_give_torchvision_s_outputs(name: str, models: Any) -> None:
    assert_same(FAMILY[name](11), getattr(models.video, name)(num_classes=11))


def test_ig65m_s_weights_give_its_port_s_outputs(models: Any) -> None:
    assert_same(r2plus1d_34(400), ig65m(models))


@pytest.mark.parametrize(
    ("name", "parameters"),
    [("r3d_18", 33_371_472), ("mc3_18", 11_695_440), ("r2plus1d_18", 31_505_325)],
)
def test_parameters_are_the_published_ones(name: str, parameters: int) -> None:
    assert sum(p.numel() for p in FAMILY[name](400).parameters()) == parameters


def test_channels_between_follow_caffe2_in_the_deep_one() -> None:
    """Without torchvision too: the names and shapes of IG-65M's published files."""
    state = r2plus1d_34(400).state_dict()

    assert state["layer2.0.conv1.0.0.weight"].shape == (230, 64, 1, 3, 3)
    assert state["layer2.0.conv2.0.0.weight"].shape == (288, 128, 1, 3, 3)
    assert state["layer3.0.conv2.0.3.weight"].shape == (256, 576, 3, 1, 1)
    assert state["layer4.0.conv2.0.1.running_var"].shape == (1152,)
    assert state["layer3.5.conv2.1.bias"].shape == (256,)
    assert state["fc.weight"].shape == (400, 512)
