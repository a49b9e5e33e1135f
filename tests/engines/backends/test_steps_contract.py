"""What every runtime that steps streams keeps, whatever runs inside."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from engines import EngineChoice, EngineError
from engines.backends.openvino_steps import OpenVinoStepRunner
from engines.backends.torch_steps import TorchStepRunner
from engines.models.layers import FromPixels
from engines.step_runner import StepRunner, StreamStep
from engines.streams import StepClip, StepEngine
from tests.engines.stepping_network import SPEC, SteppingNetwork

STEP = 4
CAMERAS = 8
ROUNDS = 16
KINDS = ["torch", "torch together", "openvino fp32", "openvino side by side"]


@pytest.fixture(params=KINDS)
def runner(
    request: pytest.FixtureRequest, stepping_network: SteppingNetwork, step_onnx: Path
) -> Iterator[StepRunner]:
    runner: StepRunner
    if request.param.startswith("torch"):
        runner = TorchStepRunner(stepping_network, SPEC, together="together" in request.param)
    else:
        side_by_side = 2 if "side" in request.param else 1
        runner = OpenVinoStepRunner(step_onnx, "fp32", side_by_side=side_by_side)
    yield runner
    runner.close()


def film(camera: int, frame: int) -> NDArray[np.uint8]:
    """What a camera shows at a time; no two pictures are the same."""
    random = np.random.default_rng(1000 * camera + frame)
    return random.integers(0, 256, (SPEC.crop_px, SPEC.crop_px, 3), np.uint8)


def steps_of(camera: int, count: int) -> list[NDArray[np.uint8]]:
    frames = np.stack([film(camera, number) for number in range(count * STEP)])
    return np.split(frames, count)


def test_its_timing_is_the_network_s(runner: StepRunner, stepping_network: SteppingNetwork) -> None:
    assert runner.timing == stepping_network.timing(SPEC.clip_len)


def test_every_settled_step_says_what_the_whole_video_says(
    runner: StepRunner, stepping_network: SteppingNetwork
) -> None:
    parts = steps_of(0, 6)
    caches = runner.new_caches()
    given = [
        runner.step([StreamStep(frames, number, caches)])[0]
        for number, frames in enumerate(parts, start=1)
    ]
    pixels = FromPixels(SPEC.mean, SPEC.std)(torch.from_numpy(np.concatenate(parts)[np.newaxis]))
    with torch.inference_mode():
        wanted = stepping_network.time_steps(pixels)[0].numpy()
    settled = given[runner.timing.first_settled_step - 1 :]
    for place, logits in enumerate(settled):
        np.testing.assert_allclose(logits, wanted[place], atol=1e-4)


def test_streams_that_step_at_the_same_time_say_what_they_say_alone(step_onnx: Path) -> None:
    runner = OpenVinoStepRunner(step_onnx, "fp32", side_by_side=2)

    def watch(camera: int) -> NDArray[np.float32]:
        caches = runner.new_caches()
        return np.concatenate(
            [
                runner.step([StreamStep(frames, number, caches)])
                for number, frames in enumerate(steps_of(camera, ROUNDS), start=1)
            ]
        )

    alone = [watch(camera) for camera in range(CAMERAS)]
    with ThreadPoolExecutor(3) as threads:  # one more than have a request
        together = list(threads.map(watch, range(CAMERAS)))
    np.testing.assert_array_equal(together, alone)
    assert np.ptp(alone, axis=0).max() > 1e-3, "else anything would do"


def test_answers_are_the_caller_s_to_keep(runner: StepRunner) -> None:
    one, two = steps_of(0, 2)
    caches = runner.new_caches()
    first = runner.step([StreamStep(one, 1, caches)])
    kept = first.copy()
    runner.step([StreamStep(two, 2, caches)])
    np.testing.assert_array_equal(first, kept)
    assert first.dtype == np.float32
    assert first.shape == (1, len(SPEC.labels))


def test_cameras_that_come_and_go_change_nothing_for_the_others(
    request: pytest.FixtureRequest, runner: StepRunner
) -> None:
    """Eight cameras at random; each says what it says alone, to the bit where they take turns."""
    engine = StepEngine(runner, SPEC, EngineChoice("test", "fp32", "cpu"))
    random = np.random.default_rng(0)
    together = {camera: _Camera(engine, camera) for camera in range(CAMERAS)}
    alone = {camera: _Camera(engine, camera) for camera in range(CAMERAS)}
    for _ in range(ROUNDS):
        for camera in together:
            if random.random() < 0.1:  # a gap, a reconnect
                missed = int(random.integers(1, 40))
                together[camera].miss(missed)
                alone[camera].miss(missed)
        here = [camera for camera in together if random.random() < 0.6]
        random.shuffle(here)
        given = engine.infer([together[camera].window() for camera in here])
        for camera, logits in zip(here, given, strict=True):
            (wanted,) = engine.infer([alone[camera].window()])
            if "together" in request.node.name:
                np.testing.assert_allclose(logits, wanted, atol=1e-5)
            else:
                np.testing.assert_array_equal(logits, wanted)


def test_a_closed_runner_says_so(runner: StepRunner) -> None:
    caches = runner.new_caches()
    runner.close()
    runner.close()
    with pytest.raises(EngineError, match="closed"):
        runner.step([StreamStep(steps_of(0, 1)[0], 1, caches)])


class _Camera:
    """Shows one more step before each window."""

    def __init__(self, engine: StepEngine, number: int) -> None:
        self._number = number
        self._clip_len = engine.spec.clip_len
        self._capacity = 4 * self._clip_len
        self._store = engine.new_store(self._capacity)
        self._shown = 0
        self._since = 0
        self._written = 0

    def miss(self, frames: int) -> None:
        """Frames that nobody saw; the next window has none from before."""
        self._shown += frames
        self._since = 0

    def window(self) -> StepClip:
        for _ in range(self._clip_len if not self._since else STEP):
            self._store.write(self._written % self._capacity, film(self._number, self._shown))
            self._shown += 1
            self._written += 1
        self._since += 1
        newest = range(self._written - self._clip_len, self._written)
        return self._store.clip([number % self._capacity for number in newest])
