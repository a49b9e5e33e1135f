"""From a file to an engine: what is asked first, and what is done about a refused plan."""

from pathlib import Path

import pytest

from engines import EngineChoice, EngineError
from engines.backends.tensorrt import loading
from engines.backends.tensorrt.library import TensorRt
from engines.backends.tensorrt.plans import PlanKey
from engines.device import GpuInfo
from engines.device.graph import CudaGraph
from tests.engines.backends.tensorrt.fake_tensorrt import GOOD_PLAN, fake_library
from tests.engines.colour_model import SPEC, write_colour_model
from tests.engines.device.fake_cuda import FakeCuda

CHOICE = EngineChoice("tensorrt", "fp16", "cuda")


@pytest.fixture
def cuda(monkeypatch: pytest.MonkeyPatch) -> FakeCuda:
    cuda = FakeCuda()
    monkeypatch.setattr(loading, "open_cuda", lambda: cuda)
    monkeypatch.setattr(loading, "load_library", lambda: fake_library(cuda, []))
    return cuda


@pytest.fixture
def onnx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path / "cache"))
    return write_colour_model(tmp_path / "colour.onnx")


def builds(monkeypatch: pytest.MonkeyPatch, *plans: bytes) -> list[PlanKey]:
    """Let the builder write these plans, one after the other."""
    keys: list[PlanKey] = []

    def built(key: PlanKey, _onnx: Path, _progress: object) -> Path:
        place = key.place()
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(plans[len(keys)])
        keys.append(key)
        return place

    monkeypatch.setattr(loading, "built_plan", built)
    return keys


def test_the_plan_is_this_gpu_s(
    cuda: FakeCuda, onnx: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = builds(monkeypatch, GOOD_PLAN)

    engine = loading.load_tensorrt(onnx, SPEC, CHOICE)

    assert (engine.spec, engine.choice) == (SPEC, CHOICE)
    assert [(key.gpu, key.compute_capability) for key in keys] == [("Test GPU", "8.9")]
    engine.close()
    assert cuda.closed == 1


def test_a_plan_built_ahead_for_such_a_gpu_is_taken(
    cuda: FakeCuda, onnx: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = builds(monkeypatch, GOOD_PLAN, GOOD_PLAN)
    monkeypatch.setattr(loading, "load_library", lambda: fake_library(cuda, [], "tensorrt_rtx"))
    here: list[bool] = []
    monkeypatch.setattr(loading, "damage_of", lambda _key: None if here else "it is not there")

    loading.load_tensorrt(onnx, SPEC, CHOICE).close()
    here.append(True)
    loading.load_tensorrt(onnx, SPEC, CHOICE).close()

    assert [(key.gpu, key.compute_capability) for key in keys] == [
        ("Test GPU", "8.9"),
        ("", "8.9"),
    ]


def test_a_refused_plan_is_built_again_once(
    cuda: FakeCuda, onnx: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = builds(monkeypatch, b"of an older driver", GOOD_PLAN)
    loading.load_tensorrt(onnx, SPEC, CHOICE).close()
    assert len(keys) == 2

    builds(monkeypatch, b"bad", b"still bad")
    with pytest.raises(EngineError, match="cannot load this plan"):
        loading.load_tensorrt(onnx, SPEC, CHOICE)
    assert cuda.closed == 2  # it is not left open


def test_bf16_needs_a_gpu_that_has_it(
    cuda: FakeCuda, onnx: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cuda.gpu = GpuInfo("Old GPU", (7, 5), 12000, 1 << 30)
    builds(monkeypatch, GOOD_PLAN)

    with pytest.raises(EngineError, match=r"Old GPU of compute capability 7\.5 has none; .* fp16"):
        loading.load_tensorrt(onnx, SPEC, EngineChoice("tensorrt", "bf16", "cuda"))


def test_a_missing_driver_is_said(onnx: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "load_library", lambda: TensorRt("tensorrt", "11.0", None, None))
    monkeypatch.setattr("engines.device.opening.has_driver", lambda: False)

    with pytest.raises(EngineError, match="the GPU cannot be used: no NVIDIA driver"):
        loading.load_tensorrt(onnx, SPEC, CHOICE)


def test_rtx_records_its_own_graphs(cuda: FakeCuda) -> None:
    assert loading._recorder(fake_library(cuda, [], "tensorrt")) is CudaGraph
    assert loading._recorder(fake_library(cuda, [], "tensorrt_rtx")) is None
