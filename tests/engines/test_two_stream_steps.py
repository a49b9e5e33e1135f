"""Two-stream I3D over a live stream: pictures and their motion, computed as they come."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from engines import EngineChoice
from engines.backends.torch_steps import TorchStepRunner
from engines.models import model_card
from engines.models.i3d import TwoStreamI3d
from engines.models.layers import FromPixels
from engines.store_numpy import NumpyStore
from engines.streams import StepEngine
from tests.engines.moving_picture import landscape, seen
from tests.engines.random_weights import let_through

SIDE = 32
STEPS = 8
SPEC = replace(
    model_card("i3d_two_stream").spec,
    labels=tuple("abc"),
    resize_short_px=SIDE,
    crop_px=SIDE,
)


@pytest.fixture(scope="module")
def network() -> TwoStreamI3d:
    torch.manual_seed(4)
    network = TwoStreamI3d(len(SPEC.labels)).eval()
    for half in (network.rgb, network.flow):
        half.pool = torch.nn.AvgPool3d((2, 1, 1), stride=1)
    let_through(network)
    return network


def test_both_halves_step_as_they_see_the_whole_video(network: TwoStreamI3d) -> None:
    engine = StepEngine(TorchStepRunner(network, SPEC), SPEC, EngineChoice("torch", "fp32", "cpu"))
    store, whole = engine.new_store(8 * STEPS), NumpyStore(SPEC, 8 * STEPS)
    land = landscape(SIDE, SIDE)
    for number in range(8 * STEPS):
        picture = seen(land, number % 20, number // 4)
        for one in (store, whole):
            one.write(number, picture, 1 / 25 if number else None)
    clip = whole.window(range(8 * STEPS))
    assert np.ptp(clip[8, ..., 3]) > 0  # there is motion to see
    with torch.inference_mode():
        pixels = FromPixels(SPEC.mean, SPEC.std)(torch.from_numpy(clip[np.newaxis]))
        wanted = network.time_steps(pixels)[0].numpy()
        still = network.time_steps(torch.zeros_like(pixels))[0].numpy()
    assert np.abs(wanted - still).max() > 0.1

    (given,) = engine.infer([store.window(range(8 * STEPS))])

    np.testing.assert_allclose(given, wanted[0], atol=1e-4)
