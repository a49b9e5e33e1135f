import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from engines.models.features import FrameFeatures
from engines.models.i3d import Unit3d
from engines.models.layers import (
    FromPixels,
    SameConv3d,
    SameMaxPool3d,
    Size3d,
    fold_norms,
    same_padding,
)
from engines.models.resnet3d import r2plus1d_18

SIZES = range(1, 9)


def padded(values: list[float], window: int, step: int, outside: float) -> list[list[float]]:
    """The windows of TensorFlow's 'SAME' over one axis, written out from its definition."""
    count = math.ceil(len(values) / step)
    total = max((count - 1) * step + window - len(values), 0)
    before = total // 2
    whole = [outside] * before + values + [outside] * (total - before)
    return [whole[i * step : i * step + window] for i in range(count)]


@pytest.mark.parametrize(("window", "step"), [(1, 1), (2, 2), (3, 1), (3, 2), (7, 2)])
@pytest.mark.parametrize("size", SIZES)
def test_convolution_in_time_pads_as_tensorflow_does(size: int, window: int, step: int) -> None:
    conv = SameConv3d(1, 1, (window, 1, 1), (step, 1, 1))
    weights = torch.arange(1.0, window + 1)
    conv.weight.data = weights.reshape(1, 1, window, 1, 1)
    values = [float(value + 1) for value in range(size)]

    given = conv(torch.tensor(values).reshape(1, 1, size, 1, 1)).flatten().tolist()

    assert given == [
        float(np.dot(part, weights.numpy())) for part in padded(values, window, step, 0.0)
    ]


@pytest.mark.parametrize(("window", "step"), [(2, 2), (3, 1), (3, 2)])
@pytest.mark.parametrize("size", SIZES)
def test_pool_sees_nothing_outside(size: int, window: int, step: int) -> None:
    values = [-float(value + 1) for value in range(size)]  # zeros outside would win
    pool = SameMaxPool3d((1, window, 1), (1, step, 1))

    given = pool(torch.tensor(values).reshape(1, 1, 1, size, 1)).flatten().tolist()

    assert given == [max(part) for part in padded(values, window, step, -math.inf)]


@pytest.mark.parametrize("kernel", [(3, 3, 3), (2, 2, 2), (2, 3, 4)])
@pytest.mark.parametrize("stride", [(1, 1, 1), (2, 2, 2), (1, 2, 3)])
@pytest.mark.parametrize("sizes", [(4, 7, 7), (5, 8, 8), (6, 7, 8)])
def test_pool_pads_itself_as_a_layer_before_it_would(
    kernel: Size3d, stride: Size3d, sizes: Size3d
) -> None:
    x, pool = torch.randn(1, 2, *sizes) - 5, SameMaxPool3d(kernel, stride)
    pads = same_padding(sizes, kernel, stride)
    for given, padding in ((pool(x), pads), (pool.within(x), [*pads[:4], 0, 0])):
        padded_by_hand = F.pad(x, padding, value=-torch.inf)
        assert torch.equal(given, F.max_pool3d(padded_by_hand, kernel, stride))


@pytest.mark.parametrize("kernel", [(1, 1, 1), (3, 3, 3)])
def test_padding_without_steps_is_the_same_both_ways(kernel: Size3d) -> None:
    x = torch.randn(1, 2, 5, 6, 7)
    conv = SameConv3d(2, 3, kernel)
    pads = same_padding(x.shape[2:], kernel, (1, 1, 1))

    by_hand = torch.nn.functional.conv3d(torch.nn.functional.pad(x, pads), conv.weight)

    torch.testing.assert_close(conv(x), by_hand)


def test_pixels_become_normalised_channels_first() -> None:
    clips = torch.zeros(1, 2, 3, 4, 3, dtype=torch.uint8)
    clips[0, 1, 2, 3] = torch.tensor([255, 51, 0])

    values = FromPixels((0.5, 0.1, 0.0), (0.5, 0.2, 1.0))(clips)

    assert values.shape == (1, 3, 2, 3, 4)
    assert values.dtype == torch.float32
    torch.testing.assert_close(values[0, :, 1, 2, 3], torch.tensor([1.0, 0.5, 0.0]))
    torch.testing.assert_close(values[0, :, 0, 0, 0], torch.tensor([-1.0, -0.5, 0.0]))


def test_folded_norms_say_the_same_and_leave_the_network_alone() -> None:
    unit = Unit3d(2, 3, (3, 3, 3), (2, 2, 2))
    norm = unit.norm
    norm.running_mean, norm.running_var = torch.tensor([1.0, -2, 3]), torch.tensor([0.5, 2, 4])
    norm.bias.data = torch.tensor([0.1, 0.2, -0.3])
    network = torch.nn.Sequential(unit).eval()
    x = torch.randn(1, 2, 5, 6, 7, generator=torch.Generator().manual_seed(0))

    folded = fold_norms(network)

    torch.testing.assert_close(folded(x), network(x))
    assert not any(isinstance(module, torch.nn.BatchNorm3d) for module in folded.modules())
    assert unit.norm is norm


def test_norms_are_folded_wherever_a_network_keeps_them() -> None:
    norms = (torch.nn.BatchNorm2d, torch.nn.BatchNorm3d)
    for network in (FrameFeatures(), r2plus1d_18(3)):
        x = torch.randn(2, 3, 8, 32, 32, generator=torch.Generator().manual_seed(0))
        with torch.no_grad():
            network.train()(x)  # the norms have seen something
            folded, whole = fold_norms(network)(x), network.eval()(x)

        assert any(isinstance(module, norms) for module in network.modules())
        assert not any(isinstance(module, norms) for module in fold_norms(network).modules())
        torch.testing.assert_close(tuple(folded), tuple(whole), rtol=1e-3, atol=1e-4)
