import pytest
import torch

from engines.models import create_model
from engines.models.i3d import FEATURES, InceptionI3d
from tests.engines.two_stream import random_network


def test_parameters(random_i3d: InceptionI3d) -> None:
    parameters = list(random_i3d.parameters())
    scales = [p for p in parameters if not p.requires_grad]

    assert sum(p.numel() for p in parameters) == 12_697_264
    assert sum(p.numel() for p in scales) == 7_280  # of the norms: the published ones have none
    assert all((scale == 1).all() for scale in scales)


def test_norms_are_those_of_the_paper_s_code(random_i3d: InceptionI3d) -> None:
    norms = [m for m in random_i3d.modules() if isinstance(m, torch.nn.BatchNorm3d)]

    assert len(norms) == 57
    assert {norm.eps for norm in norms} == {1e-3}


@pytest.mark.parametrize("frames", [16, 17, 23, 24])
def test_every_length_from_16_on_gives_steps_of_8_frames(
    random_i3d: InceptionI3d, frames: int
) -> None:
    with torch.inference_mode():
        features = random_i3d.trunk(torch.zeros(1, 3, frames, 224, 224))

    assert features.shape == (1, FEATURES, -(-frames // 8), 7, 7)


def test_logits_are_the_mean_over_the_steps(random_i3d: InceptionI3d) -> None:
    x = torch.randn(1, 3, 32, 224, 224, generator=torch.Generator().manual_seed(1))
    with torch.inference_mode():
        steps = random_i3d.logits(random_i3d.pool(random_i3d.trunk(x)))
        outputs = random_i3d(x)

    assert steps.shape == (1, 400, 3, 1, 1)
    torch.testing.assert_close(outputs.logits, steps.mean(2)[:, :, 0, 0])
    assert outputs.embedding.shape == (1, FEATURES)


def test_flow_has_two_channels_and_nothing_else_is_different(random_i3d: InceptionI3d) -> None:
    flow, rgb = create_model("i3d_flow", num_classes=400).state_dict(), random_i3d.state_dict()

    different = [name for name in rgb if flow[name].shape != rgb[name].shape]
    assert list(flow) == list(rgb)
    assert different == ["trunk.Conv3d_1a_7x7.conv.weight"]
    assert flow[different[0]].shape == (64, 2, 7, 7, 7)


def test_two_streams_add_their_logits() -> None:
    network = random_network()
    x = torch.randn(1, 5, 16, 224, 224, generator=torch.Generator().manual_seed(1))

    with torch.inference_mode():
        both, rgb, flow = network(x), network.rgb(x[:, :3]), network.flow(x[:, 3:])

    assert min(rgb.logits.std(), flow.logits.std()) > 0.05
    torch.testing.assert_close(both.logits, rgb.logits + flow.logits)
    torch.testing.assert_close(both.embedding, torch.cat([rgb.embedding, flow.embedding], 1))
    assert both.embedding.shape == (1, 2 * FEATURES)
