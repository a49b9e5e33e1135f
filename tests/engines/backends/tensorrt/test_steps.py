"""Steps on the GPU: who keeps what where. The GPU and TensorRT are in-memory ones."""

import ctypes
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engines import EngineError
from engines.backends.tensorrt.library import TensorRt
from engines.backends.tensorrt.step_batch import CachePlaces
from engines.backends.tensorrt.step_plan import StepPlan
from engines.backends.tensorrt.steps import TensorRtEarlyRunner, TensorRtStepRunner
from engines.device import CudaStream
from engines.export import EARLY, EMBEDDING, FRAMES, LOGITS, STEPS
from engines.step_runner import StreamStep
from engines.step_timing import StepTiming
from tests.engines.backends.tensorrt.fake_tensorrt import GOOD_PLAN, Mode
from tests.engines.device.fake_cuda import FakeCuda

BATCHES = (1, 2, 4)
FRAMES_SHAPE = (4, 8, 8, 3)
TIMING = StepTiming(4, 2, 3, 9.0)
Kinds = Mapping[str, tuple[str, type[np.generic], tuple[int, ...]]]
"""Of a plan's inputs and outputs: TensorRT's type, numpy's, and the shape of one stream."""
KINDS: Kinds = {
    FRAMES: ("UINT8", np.uint8, FRAMES_SHAPE),
    STEPS: ("INT64", np.int64, ()),
    "cache0": ("HALF", np.float16, (3,)),
    "cache1": ("HALF", np.float16, (2, 5)),
    LOGITS: ("FLOAT", np.float32, (3,)),
    EMBEDDING: ("FLOAT", np.float32, (4,)),
    "next0": ("HALF", np.float16, (3,)),
    "next1": ("HALF", np.float16, (2, 5)),
}
EARLY_KINDS: Kinds = {
    STEPS: KINDS[STEPS],
    "cache1": KINDS["cache1"],
    EARLY: ("FLOAT", np.float32, (2, 3)),
}
OUTPUTS = (LOGITS, EMBEDDING, "next0", "next1", EARLY)


class FakeContext:
    """Adds the first pixel of each frame to cache0; cache1 becomes the step's number.

    A row whose cache1 is not the number before says NaN.
    """

    def __init__(self, cuda: FakeCuda, kinds: Kinds) -> None:
        self._cuda, self._kinds = cuda, kinds
        self._addresses: dict[str, int] = {}
        self._batch = 0

    def set_optimization_profile_async(self, profile: int, _handle: int) -> bool:
        self._batch = BATCHES[profile]
        return True

    def set_input_shape(self, name: str, shape: tuple[int, ...]) -> bool:
        assert shape == (self._batch, *self._kinds[name][2])
        return True

    def set_tensor_address(self, name: str, address: int) -> bool:
        self._addresses[name] = address
        return True

    def get_tensor_shape(self, name: str) -> tuple[int, ...]:
        return self._batch, *self._kinds[name][2]

    def execute_async_v3(self, handle: int) -> bool:
        stream = next(stream for stream in self._cuda.streams if stream.handle == handle)
        stream.queue.append(self._work)
        return True

    def _work(self) -> None:
        if EARLY in self._kinds:
            return self._look_ahead()
        frames, numbers = self._read(FRAMES), self._read(STEPS)
        sums = self._read("cache0") + frames[:, :, 0, 0].sum(1)
        before = self._read("cache1").reshape(self._batch, -1)
        is_next = (before == numbers[:, None] - 1).all(1)[:, None]
        self._write("next0", sums)
        self._write("next1", np.broadcast_to(numbers[:, None, None], (self._batch, 2, 5)))
        self._write(LOGITS, np.where(is_next, sums, np.nan))

    def _look_ahead(self) -> None:
        """Says what cache1 holds, for a stream whose last step it holds; else NaN."""
        numbers, kept = self._read(STEPS), self._read("cache1").reshape(self._batch, -1)
        said = np.where((kept == numbers[:, None]).all(1)[:, None], kept[:, :6], np.nan)
        self._write(EARLY, said.reshape(self._batch, 2, 3))

    def _read(self, name: str) -> NDArray[Any]:
        _, kind, _ = self._kinds[name]
        shape = self.get_tensor_shape(name)
        size = int(np.prod(shape)) * np.dtype(kind).itemsize
        return self._cuda.read(self._addresses[name], size).view(kind).reshape(shape)

    def _write(self, name: str, values: NDArray[Any]) -> None:
        typed = np.ascontiguousarray(values, self._kinds[name][1])
        ctypes.memmove(self._addresses[name], typed.tobytes(), typed.nbytes)


class FakeEngine:
    num_optimization_profiles = len(BATCHES)

    def __init__(self, cuda: FakeCuda, kinds: Kinds) -> None:
        self._cuda, self._kinds = cuda, kinds
        self.num_io_tensors = len(kinds)

    def get_tensor_profile_shape(self, name: str, profile: int) -> list[tuple[int, ...]]:
        return [(BATCHES[profile], *self._kinds[name][2])] * 3

    def get_tensor_name(self, number: int) -> str:
        return list(self._kinds)[number]

    def get_tensor_mode(self, name: str) -> Mode:
        return Mode.OUTPUT if name in OUTPUTS else Mode.INPUT

    def get_tensor_dtype(self, name: str) -> SimpleNamespace:
        return SimpleNamespace(name=self._kinds[name][0])

    def create_execution_context(self) -> FakeContext:
        return FakeContext(self._cuda, self._kinds)


class Replay:
    """A CUDA graph that calls the work again."""

    def __init__(self, _stream: CudaStream, work: Callable[[], None]) -> None:
        self.launch = work

    def close(self) -> None: ...


@pytest.fixture
def cuda() -> FakeCuda:
    return FakeCuda()


@pytest.fixture
def runner(cuda: FakeCuda, tmp_path: Path) -> TensorRtStepRunner:
    return TensorRtStepRunner(loaded(KINDS, cuda, tmp_path), TIMING)


def loaded(
    kinds: Kinds, cuda: FakeCuda, folder: Path, places: CachePlaces | None = None
) -> StepPlan:
    """A plan with these inputs and outputs."""
    plan = folder / "good.plan"
    plan.write_bytes(GOOD_PLAN)
    engine = SimpleNamespace(deserialize_cuda_engine=lambda _plan: FakeEngine(cuda, kinds))
    api = SimpleNamespace(Runtime=lambda _logger: engine, TensorIOMode=Mode)
    library = TensorRt("tensorrt", "11.0", api, SimpleNamespace(errors=[]))
    return StepPlan(plan, library, cuda, Replay, places)


class Camera:
    """A stream and what its logits must be."""

    def __init__(self, runner: TensorRtStepRunner, number: int) -> None:
        self._random = np.random.default_rng(number)
        self._caches = runner.new_caches()
        self._steps = 0
        self.sums = np.zeros(3)

    def step(self) -> StreamStep:
        frames = self._random.integers(0, 4, FRAMES_SHAPE, np.uint8)
        self._steps += 1
        self.sums += frames[:, 0, 0].sum(0)
        return StreamStep(frames, self._steps, self._caches)


def test_streams_come_and_go_in_batches_of_the_plan(runner: TensorRtStepRunner) -> None:
    """Every cache goes round with its own stream; else the fake says NaN."""
    random = np.random.default_rng(0)
    cameras = {number: Camera(runner, number) for number in range(8)}
    for round_ in range(40):
        if round_ % 5 == 4:  # a gap: the stream begins anew
            cameras[int(random.integers(8))] = Camera(runner, 100 + round_)
        here = [camera for camera in cameras.values() if random.random() < 0.6]
        if not here:
            continue
        random.shuffle(here)
        logits = runner.step([camera.step() for camera in here])
        np.testing.assert_array_equal(logits, [camera.sums for camera in here])


def test_memory_of_streams_that_ended_is_used_again(
    runner: TensorRtStepRunner, cuda: FakeCuda
) -> None:
    Camera(runner, 0)
    taken = len(cuda.memory)
    for number in range(20):
        runner.step([Camera(runner, number).step()])
    assert len(cuda.memory) <= taken + len(KINDS) + 1  # those of the batch of one


def test_caches_never_cross_the_bus(runner: TensorRtStepRunner, cuda: FakeCuda) -> None:
    camera = Camera(runner, 0)
    runner.step([camera.step()])
    uploads = len(cuda.uploads)
    runner.step([camera.step()])
    assert len(cuda.uploads) == uploads + 2  # the frames and the numbers


def test_closing_gives_everything_back_and_the_gpu_last(
    runner: TensorRtStepRunner, cuda: FakeCuda
) -> None:
    step = Camera(runner, 0).step()
    runner.step([step])
    runner.close()
    runner.close()
    assert (len(cuda.memory), len(cuda.pinned), cuda.closed) == (0, 0, 1)
    assert runner.timing == TIMING
    with pytest.raises(EngineError, match="this engine is closed"):
        runner.step([step])
    with pytest.raises(EngineError, match="this engine is closed"):
        runner.new_caches()


def test_early_answers_read_what_each_stream_keeps(
    runner: TensorRtStepRunner, cuda: FakeCuda, tmp_path: Path
) -> None:
    """Of the one cache that the plan wants, wherever the stream was in the batch; nothing is
    written and nothing crosses the bus but the numbers."""
    timing = replace(TIMING, early_steps=2)
    early = TensorRtEarlyRunner(loaded(EARLY_KINDS, cuda, tmp_path, runner.places), timing)
    cameras = [Camera(runner, number) for number in range(7)]
    for round_ in range(1, 4):
        steps = [camera.step() for camera in cameras]
        runner.step(steps)
        uploads = len(cuda.uploads)
        said = early.early([steps[5], steps[2], steps[6]])
        assert len(cuda.uploads) == uploads + 1
        np.testing.assert_array_equal(said, np.full((3, early.early_steps, 3), round_))
    early.close()
    early.close()
    with pytest.raises(EngineError, match="this engine is closed"):
        early.early(steps)
    last = [camera.step() for camera in cameras]
    np.testing.assert_array_equal(runner.step(last), [camera.sums for camera in cameras])
