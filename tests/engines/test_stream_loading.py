"""What is loaded for streams: steps, and what comes early after them."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from engines.backends import openvino_early
from engines.backends.openvino_early import OpenVinoEarlyRunner
from engines.backends.torch_steps import TorchStepRunner
from engines.mapped_graphs import mapped_graph
from engines.stream_loading import StreamRequest, early_of_torch, load_stream
from tests.engines.stepping_network import SPEC, EarlyNetwork, SteppingNetwork

Loaded = list[tuple[Path, str]]


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Loaded:
    """The graphs of early answers that were loaded, each with its precision."""
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path))
    graphs: Loaded = []

    def load(path: Path, precision: str, *, threads: int | None) -> OpenVinoEarlyRunner:
        graphs.append((path, precision))
        return OpenVinoEarlyRunner(path, precision, threads=threads)

    monkeypatch.setattr(openvino_early, "OpenVinoEarlyRunner", load)
    return graphs


@pytest.mark.parametrize("is_quantised", [False, True])
def test_early_answers_after_int8_steps_are_int8_where_that_was_built(
    loaded: Loaded,
    step_onnx: Path,
    early_onnx: Path,
    is_quantised: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An int8 graph of steps from before early answers were quantised goes on as it is."""
    files = {"step": step_onnx, "early": early_onnx}
    int8 = {step_onnx: mapped_graph(step_onnx)}
    if is_quantised:
        int8[early_onnx] = mapped_graph(early_onnx)

    def find_int8(path: Path, _spec: object) -> SimpleNamespace | None:
        return SimpleNamespace(path=int8[path]) if path in int8 else None

    monkeypatch.setattr("engines.stream_loading.find_int8", find_int8)
    monkeypatch.setattr("engines.stream_loading.built_onnx", lambda _name, _p, kind: files[kind])

    engine = load_stream(StreamRequest("i3d.k400", "cpu", "openvino", "int8"))

    assert (engine.choice.precision, engine.choice.mode) == ("int8", "stream")
    assert engine.spec.min_clip_len < engine.spec.clip_len  # provisional answers
    assert loaded == [(mapped_graph(early_onnx), "int8" if is_quantised else "fp32")]


def test_torch_answers_early_where_its_network_does() -> None:
    able = TorchStepRunner(EarlyNetwork().eval(), SPEC)
    assert early_of_torch(able) is able
    assert early_of_torch(TorchStepRunner(SteppingNetwork().eval(), SPEC)) is None
