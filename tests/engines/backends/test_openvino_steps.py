"""OpenVINO's steps say what torch's steps say, from the package's graph with random weights."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from engines import EngineError, ModelSpec
from engines.backends.openvino_steps import OpenVinoStepRunner
from engines.graphs import fill_graph, shipped_graph
from engines.models.layers import FromPixels
from engines.models.streaming import Tape
from engines.step_runner import StreamStep
from engines.step_timing import StepTiming

if TYPE_CHECKING:
    from engines.models.i3d import InceptionI3d

STEPS = 3


@pytest.fixture(scope="module")
def step_onnx(
    random_i3d: "InceptionI3d", spec: ModelSpec, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    graph = shipped_graph("i3d.k400", "step")
    assert graph is not None
    path = tmp_path_factory.mktemp("steps") / "step.onnx"
    state = {name: tensor.numpy() for name, tensor in random_i3d.state_dict().items()}
    fill_graph(graph, state, spec, path, Path("random"))
    return path


@pytest.fixture(scope="module")
def runner(step_onnx: Path) -> OpenVinoStepRunner:
    return OpenVinoStepRunner(step_onnx, "fp32")


@pytest.fixture(scope="module")
def frames() -> NDArray[np.uint8]:
    """(steps, 8, H, W, 3)."""
    return np.random.default_rng(2).integers(0, 256, (STEPS, 8, 224, 224, 3), dtype=np.uint8)


@pytest.fixture(scope="module")
def wanted(
    random_i3d: "InceptionI3d", spec: ModelSpec, frames: NDArray[np.uint8]
) -> list[NDArray[np.float32]]:
    """What torch says after each step."""
    from_pixels, caches, answers = FromPixels(spec.mean, spec.std), None, []
    with torch.inference_mode():
        for number, eight in enumerate(frames, start=1):
            tape = Tape(caches)
            clip = from_pixels(torch.from_numpy(eight[np.newaxis]))
            answers.append(random_i3d.step(clip, torch.tensor([number]), tape).logits[0].numpy())
            caches = tape.new
    return answers


def test_every_step_says_what_torch_says(
    runner: OpenVinoStepRunner, frames: NDArray[np.uint8], wanted: list[NDArray[np.float32]]
) -> None:
    caches = runner.new_caches()
    for number, (eight, expected) in enumerate(zip(frames, wanted, strict=True), start=1):
        (given,) = runner.step([StreamStep(eight, number, caches)])
        assert np.abs(given - expected).max() <= 1e-4 * max(1.0, np.abs(expected).max())


def test_streams_of_a_batch_say_what_they_say_alone(
    runner: OpenVinoStepRunner, frames: NDArray[np.uint8]
) -> None:
    alone = runner.new_caches()
    wanted = [
        runner.step([StreamStep(eight, number, alone)])[0]
        for number, eight in enumerate(frames, start=1)
    ]
    one, other = runner.new_caches(), runner.new_caches()
    for number, eight in enumerate(frames, start=1):
        steps = [StreamStep(frames[0], number, other), StreamStep(eight, number, one)]
        assert np.array_equal(runner.step(steps)[1], wanted[number - 1])


def test_the_file_says_its_timing(runner: OpenVinoStepRunner) -> None:
    assert runner.timing == StepTiming(8, 8, 7, 54.0)


def test_a_closed_runner_says_so(step_onnx: Path, frames: NDArray[np.uint8]) -> None:
    runner = OpenVinoStepRunner(step_onnx, "fp32")
    caches = runner.new_caches()
    runner.close()
    with pytest.raises(EngineError, match="closed"):
        runner.step([StreamStep(frames[0], 1, caches)])
