"""The whole way on a real GPU: what no fake can say."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engines import EngineChoice, LoadedEngine
from engines.accelerators import why_no_tensorrt
from engines.backends.openvino import OpenVinoEngine
from tests.conftest import require_or_skip
from tests.engines.colour_model import SPEC

if TYPE_CHECKING:
    from engines.backends.tensorrt.engine import TensorRtEngine

pytestmark = pytest.mark.gpu
CLIPS = np.random.default_rng(0).integers(0, 256, (7, SPEC.clip_len, 32, 32, 3), np.uint8)


@pytest.fixture
def engine(conv3d_onnx: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "TensorRtEngine":
    reason = why_no_tensorrt()
    if reason is not None:
        require_or_skip("gpu", reason)
    from engines.backends.tensorrt.loading import load_tensorrt

    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path))
    return load_tensorrt(conv3d_onnx, SPEC, EngineChoice("tensorrt", "fp16", "cuda"))


@pytest.fixture
def reference(conv3d_onnx: Path) -> LoadedEngine:
    return OpenVinoEngine(conv3d_onnx, SPEC, EngineChoice("openvino", "fp32", "cpu"))


def test_logits_are_those_of_the_cpu(engine: "TensorRtEngine", reference: LoadedEngine) -> None:
    for count in (1, 2, 3, 7, 7, 7):  # the first run, the recorded one, the replayed one
        expected = reference.infer(list(CLIPS[:count]))
        np.testing.assert_allclose(engine.infer(CLIPS[:count]), expected, atol=2e-2)
    engine.close()


def test_its_store_and_main_memory_give_the_same(engine: "TensorRtEngine") -> None:
    store = engine.new_store(SPEC.clip_len)
    for slot, frame in enumerate(CLIPS[0]):
        store.write(slot, frame)

    logits = engine.infer([store.window(range(SPEC.clip_len))])

    np.testing.assert_array_equal(logits, engine.infer([CLIPS[0]]))
    engine.close()


def test_two_threads_get_their_own_answers(engine: "TensorRtEngine") -> None:
    expected = np.concatenate([engine.infer(CLIPS[one : one + 1]) for one in range(7)])
    with ThreadPoolExecutor(2, "engine") as pool:
        answers = [pool.submit(engine.infer, CLIPS[one % 7 : one % 7 + 1]) for one in range(100)]
        got = np.concatenate([answer.result(60) for answer in answers])
    engine.close()

    np.testing.assert_allclose(got, np.resize(expected, got.shape), atol=1e-3)
