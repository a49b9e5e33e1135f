"""What every runtime that answers early keeps, whatever runs inside."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from engines import EngineError
from engines.backends.openvino_early import OpenVinoEarlyRunner
from engines.backends.openvino_steps import OpenVinoStepRunner
from engines.backends.torch_steps import TorchStepRunner
from engines.mapped_graphs import mapped_graph
from engines.models.layers import FromPixels
from engines.step_runner import EarlyRunner, StepRunner, StreamStep
from tests.engines.backends.test_steps_contract import steps_of
from tests.engines.stepping_network import SPEC, STEP_FRAMES, EarlyNetwork

STEPS = 5
Pair = tuple[StepRunner, EarlyRunner]


@pytest.fixture(params=["torch", "torch together", "openvino fp32", "openvino mapped"])
def pair(
    request: pytest.FixtureRequest,
    stepping_network: EarlyNetwork,
    step_onnx: Path,
    early_onnx: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Pair]:
    pair: Pair
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path))
    if request.param.startswith("torch"):
        both = TorchStepRunner(stepping_network, SPEC, together="together" in request.param)
        pair = both, both
    else:
        early = mapped_graph(early_onnx) if "mapped" in request.param else early_onnx
        pair = OpenVinoStepRunner(step_onnx, "fp32"), OpenVinoEarlyRunner(early, "fp32")
    yield pair
    for runner in pair:
        runner.close()


def whole_video_that_ends(network: EarlyNetwork, frames: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The newest time step of the pass over what there is."""
    with torch.inference_mode():
        pixels = FromPixels(SPEC.mean, SPEC.std)(torch.from_numpy(frames[np.newaxis]))
        newest: NDArray[np.float32] = network.time_steps(pixels)[0, -1:].numpy()
    return newest


def test_it_says_what_a_video_that_ends_there_says(
    pair: Pair, stepping_network: EarlyNetwork
) -> None:
    runner, early = pair
    parts, caches, said = steps_of(0, STEPS), runner.new_caches(), []
    for number, frames in enumerate(parts, start=1):
        step = StreamStep(frames, number, caches)
        runner.step([step])
        (given,) = early.early([step])
        wanted = whole_video_that_ends(stepping_network, np.concatenate(parts[:number]))
        np.testing.assert_allclose(given, wanted, atol=1e-4)
        said.append(given)
    assert early.early_steps == 1
    assert np.ptp(said, axis=0).max() > 1e-3  # else anything would do


def test_who_asks_early_goes_on_as_who_does_not(pair: Pair) -> None:
    runner, early = pair
    asking, silent = runner.new_caches(), runner.new_caches()
    for number, frames in enumerate(steps_of(1, STEPS), start=1):
        one, other = StreamStep(frames, number, asking), StreamStep(frames, number, silent)
        first = runner.step([one])
        early.early([one])
        np.testing.assert_array_equal(first, runner.step([other]))


def test_streams_of_a_batch_say_what_they_say_alone(
    request: pytest.FixtureRequest, pair: Pair
) -> None:
    """At different steps; to the bit where they take turns."""
    runner, early = pair
    steps = []
    for camera in range(3):
        caches = runner.new_caches()
        for number, frames in enumerate(steps_of(camera, 2 + camera), start=1):
            step = StreamStep(frames, number, caches)
            runner.step([step])
        steps.append(step)
    alone = np.concatenate([early.early([step]) for step in steps])
    together = early.early(steps)
    assert together.shape == (3, 1, len(SPEC.labels))
    if "together" in request.node.name:
        np.testing.assert_allclose(together, alone, atol=1e-5)
    else:
        np.testing.assert_array_equal(together, alone)
    assert np.abs(np.diff(alone, axis=0)).max() > 1e-3


def test_one_that_rested_says_the_same(pair: Pair) -> None:
    runner, early = pair
    caches = runner.new_caches()
    for number, frames in enumerate(steps_of(0, 3), start=1):
        step = StreamStep(frames, number, caches)
        runner.step([step])
    before = early.early([step])
    early.rest()
    np.testing.assert_array_equal(early.early([step]), before)


def test_a_closed_one_says_so(pair: Pair) -> None:
    runner, early = pair
    frames = np.zeros((STEP_FRAMES, SPEC.crop_px, SPEC.crop_px, 3), np.uint8)
    step = StreamStep(frames, 1, runner.new_caches())
    early.close()
    early.close()
    with pytest.raises(EngineError, match="closed"):
        early.early([step])
