import torch

from engines.models.conv3d import FEATURES, ThreeConv3d


def test_there_are_three_convolutions() -> None:
    network = ThreeConv3d(3)
    convolutions = [m for m in network.modules() if isinstance(m, torch.nn.Conv3d)]

    assert len(convolutions) == 3
    assert {conv.kernel_size for conv in convolutions} == {(3, 5, 5)}


def test_each_layer_halves_time_and_size() -> None:
    network = ThreeConv3d(3).eval()
    with torch.inference_mode():
        assert network.layers(torch.zeros(1, 3, 16, 32, 48)).shape == (1, FEATURES, 2, 4, 6)
