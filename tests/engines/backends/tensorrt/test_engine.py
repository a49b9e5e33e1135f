"""The engine's own logic: batches, threads, memory. The GPU and TensorRT are in-memory ones."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from engines import EngineChoice, EngineError
from engines.backends.tensorrt.engine import TensorRtEngine, profile_for
from engines.device import CudaStream
from tests.engines.backends.tensorrt.fake_tensorrt import GOOD_PLAN, fake_library
from tests.engines.colour_model import SPEC
from tests.engines.device.fake_cuda import FakeCuda

CLIPS = np.random.default_rng(0).integers(0, 256, (7, SPEC.clip_len, 32, 32, 3), np.uint8)
MEANS = CLIPS.mean((1, 2, 3))
CHOICE = EngineChoice("tensorrt", "fp16", "cuda")


class Replay:
    """A CUDA graph that calls the work again."""

    recorded = 0

    def __init__(self, _stream: CudaStream, work: Callable[[], None]) -> None:
        Replay.recorded += 1
        self._work = work

    def launch(self) -> None:
        self._work()

    def close(self) -> None: ...


@pytest.fixture
def cuda() -> FakeCuda:
    return FakeCuda()


@pytest.fixture
def log() -> list[str]:
    return []


@pytest.fixture
def engine(cuda: FakeCuda, log: list[str], tmp_path: Path) -> TensorRtEngine:
    plan = tmp_path / "good.plan"
    plan.write_bytes(GOOD_PLAN)
    Replay.recorded = 0
    return TensorRtEngine(plan, SPEC, CHOICE, fake_library(cuda, log), cuda, Replay)


@pytest.mark.parametrize(
    ("clips", "batches"),
    [(0, []), (1, [1]), (2, [2]), (3, [4]), (4, [4]), (7, [4, 4]), (6, [4, 2])],
)
def test_clips_are_put_into_the_plan_s_batches(
    engine: TensorRtEngine, log: list[str], clips: int, batches: list[int]
) -> None:
    logits = engine.infer(CLIPS[:clips])

    assert logits.shape == (clips, 3)
    np.testing.assert_allclose(logits, MEANS[:clips], rtol=1e-5)
    assert [line for line in log if line != "context"] == [f"run {batch}" for batch in batches]


def test_the_smallest_profile_that_holds_them_is_taken() -> None:
    assert [profile_for(count, [1, 2, 4, 8]) for count in (1, 2, 3, 5, 8, 20)] == [0, 1, 2, 3, 3, 3]


def test_clips_of_its_store_never_cross_the_bus_again(
    engine: TensorRtEngine, cuda: FakeCuda
) -> None:
    store = engine.new_store(10)
    for slot in range(10):
        store.write(slot, CLIPS[slot % 2, slot % 8])
    uploads = len(cuda.uploads)
    windows = [store.window(range(first, first + 8)) for first in range(3)]

    logits = engine.infer(windows)

    frames = np.stack([CLIPS[slot % 2, slot % 8] for slot in range(10)])
    expected = [frames[first : first + 8].mean((0, 1, 2)) for first in range(3)]
    np.testing.assert_allclose(logits, expected, rtol=1e-5)
    assert len(cuda.uploads) == uploads


def test_work_is_recorded_after_it_ran_once_and_then_replayed(engine: TensorRtEngine) -> None:
    results = [engine.infer(CLIPS[place : place + 1]) for place in range(5)]

    assert Replay.recorded == 1
    np.testing.assert_allclose(np.concatenate(results), MEANS[:5], rtol=1e-5)


def test_many_calls_take_no_more_memory(engine: TensorRtEngine, cuda: FakeCuda) -> None:
    engine.infer(CLIPS[:2])
    taken = len(cuda.memory), len(cuda.pinned)
    for _ in range(200):
        engine.infer(CLIPS[:2])

    assert (len(cuda.memory), len(cuda.pinned)) == taken


def test_threads_have_their_own_streams_and_contexts(
    engine: TensorRtEngine, cuda: FakeCuda, log: list[str]
) -> None:
    with ThreadPoolExecutor(2, "engine") as pool:
        results = [pool.submit(engine.infer, CLIPS[place : place + 1]) for place in range(7)]
        logits = np.concatenate([result.result(60) for result in results])

    np.testing.assert_allclose(logits, MEANS, rtol=1e-5)
    assert log.count("context") == len(cuda.streams) in (1, 2)


def test_a_plan_takes_one_length(engine: TensorRtEngine) -> None:
    longer = np.concatenate([CLIPS[0], CLIPS[1][:1]])

    with pytest.raises(EngineError, match=r"takes \(8, 32, 32, 3\) only; load it with clip_len=9"):
        engine.infer([longer])
    with pytest.raises(EngineError, match="a clip of float32 given"):
        engine.infer([CLIPS[0].astype(np.float32)])


def test_closing_gives_everything_back_and_the_gpu_last(
    engine: TensorRtEngine, cuda: FakeCuda
) -> None:
    store = engine.new_store(4)
    engine.infer(CLIPS)
    engine.close()
    engine.close()

    assert (len(cuda.memory), len(cuda.pinned), cuda.closed) == (0, 0, 1)
    for use in (lambda: engine.infer(CLIPS[:1]), lambda: engine.new_store(1)):
        with pytest.raises(EngineError, match="this engine is closed"):
            use()
    with pytest.raises(EngineError, match="closed"):
        store.window([0])


@pytest.mark.parametrize("plan", [b"", b"of another version"])
def test_a_plan_that_is_refused_is_one_clear_line(
    cuda: FakeCuda, tmp_path: Path, plan: bytes
) -> None:
    path = tmp_path / "bad.plan"
    path.write_bytes(plan)

    with pytest.raises(EngineError, match=r"bad\.plan: TensorRT 11\.0 cannot load this plan \(ser"):
        TensorRtEngine(path, SPEC, CHOICE, fake_library(cuda, []), cuda, None)
    with pytest.raises(EngineError, match=r"gone\.plan: cannot be read"):
        TensorRtEngine(tmp_path / "gone.plan", SPEC, CHOICE, fake_library(cuda, []), cuda, None)
