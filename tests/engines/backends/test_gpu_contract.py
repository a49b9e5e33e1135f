"""What every engine on a GPU keeps, whatever runs inside. Nothing of this has run yet."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from engines import EngineChoice, EngineError, LoadedEngine
from engines.accelerators import why_no_tensorrt, why_no_torch_cuda
from engines.backends.openvino import OpenVinoEngine
from engines.loading import load_engine, torch_engine
from engines.torch_options import is_torch
from tests.conftest import require_or_skip
from tests.engines.backends.tensorrt.conv3d_network import Conv3dNetwork
from tests.engines.colour_model import SPEC

pytestmark = pytest.mark.gpu
CLIPS = np.random.default_rng(0).integers(0, 256, (3, SPEC.clip_len, 32, 32, 3), np.uint8)
KINDS = ["tensorrt", "torch", "torch+channels_last", "torch+graph", "torch+compile"]
INFERENCES = 10_000
GROWTH_MB = 16
"""What other programs on the GPU may take meanwhile."""


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    runtime: str = request.param
    reason = why_no_torch_cuda() if is_torch(runtime) else why_no_tensorrt()
    if reason is not None:
        require_or_skip("gpu", reason)
    return runtime


@pytest.fixture
def engine(
    kind: str, conv3d_onnx: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[LoadedEngine]:
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path))
    if is_torch(kind):
        engine = torch_engine(Conv3dNetwork(), SPEC, kind, "fp16", "cuda")
    else:
        engine = load_engine(conv3d_onnx, device="cuda", runtime=kind, precision="fp16")
    yield engine
    engine.close()


def test_logits_are_those_of_the_cpu(engine: LoadedEngine, conv3d_onnx: Path) -> None:
    reference = OpenVinoEngine(conv3d_onnx, SPEC, EngineChoice("openvino", "fp32", "cpu"))
    expected = reference.infer(list(CLIPS))
    for _ in range(3):  # the first run, the recorded one, the replayed one
        np.testing.assert_allclose(engine.infer(list(CLIPS)), expected, atol=2e-2)


def test_logits_are_the_caller_s_to_keep(engine: LoadedEngine) -> None:
    first = engine.infer([CLIPS[0]])
    kept = first.copy()
    engine.infer([CLIPS[1]])
    np.testing.assert_array_equal(first, kept)
    assert engine.infer([]).shape == (0, 3)


def test_its_store_and_main_memory_give_the_same(engine: LoadedEngine) -> None:
    store = engine.new_store(SPEC.clip_len)
    for slot, frame in enumerate(CLIPS[0]):
        store.write(slot, frame)
    logits = engine.infer([store.window(range(SPEC.clip_len))])
    np.testing.assert_array_equal(logits, engine.infer([CLIPS[0]]))


def test_wrong_clips_and_closed_engines_are_refused(engine: LoadedEngine) -> None:
    with pytest.raises(EngineError, match="a clip of float32 given"):
        engine.infer([CLIPS[0].astype(np.float32)])
    engine.close()
    engine.close()
    with pytest.raises(EngineError, match="this engine is closed"):
        engine.infer([CLIPS[0]])


@pytest.mark.timeout(1200)
def test_gpu_memory_does_not_grow(engine: LoadedEngine) -> None:
    store = engine.new_store(SPEC.clip_len)
    for slot, frame in enumerate(CLIPS[0]):
        store.write(slot, frame)

    def infer(times: int) -> float:
        for _ in range(times):
            engine.infer([store.window(range(SPEC.clip_len))])
        return used_mb()

    before = infer(100)
    assert infer(INFERENCES) - before < GROWTH_MB


def used_mb() -> float:
    """GPU memory of all programs, as the driver counts it."""
    question = ["nvidia-smi", "--query-gpu=memory.used", "--format=csv,noheader,nounits", "--id=0"]
    return float(subprocess.run(question, capture_output=True, text=True, check=True).stdout)
