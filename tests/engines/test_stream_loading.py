"""What is loaded for streams: steps, and what comes early after them."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engines import EngineError, PassedOver
from engines.backends import openvino_early
from engines.backends.openvino import runtime_identity
from engines.backends.openvino_early import OpenVinoEarlyRunner
from engines.backends.tensorrt import loading
from engines.backends.torch_steps import TorchStepRunner
from engines.int8.graphs import Int8Graph
from engines.int8.note import Int8Note, Measured
from engines.mapped_graphs import mapped_graph
from engines.stream_loading import StreamRequest, choose_stream, early_of_torch, load_stream
from tests.engines.stepping_network import SPEC, EarlyNetwork, SteppingNetwork
from tests.engines.test_streams import RecordingRunner

Loaded = list[tuple[Path, str]]


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Loaded:
    """The graphs of early answers that were loaded, each with its precision."""
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path))
    graphs: Loaded = []

    def load(path: Path, precision: str, **options: Any) -> OpenVinoEarlyRunner:
        graphs.append((path, precision))
        return OpenVinoEarlyRunner(path, precision, **options)

    monkeypatch.setattr(openvino_early, "OpenVinoEarlyRunner", load)
    return graphs


@pytest.fixture
def add_int8(
    step_onnx: Path, early_onnx: Path, monkeypatch: pytest.MonkeyPatch, loaded: Loaded
) -> Callable[[Path, int], None]:
    """Adds an int8 graph of a file, compared on so many streams; `auto` takes that of the steps."""
    files = {"step": step_onnx, "early": early_onnx}
    graphs: dict[Path, Int8Graph] = {}

    def built(_name: str, _progress: object, kind: str = "clip") -> Path:
        return files.get(kind, step_onnx)

    def add(path: Path, held_out: int) -> None:
        measured = Measured(("a.mp4",), 32, held_out, 1.0, 0.1, 9.0, 3.0, runtime_identity())
        note = Int8Note("i3d.k400", "", "", (), (), measured)
        graphs[path] = Int8Graph(mapped_graph(path), note)

    monkeypatch.setattr("engines.stream_loading.find_int8", lambda path, _spec: graphs.get(path))
    monkeypatch.setattr("engines.stream_loading.built_onnx", built)
    monkeypatch.setattr("engines.backends.openvino.has_bf16", lambda: False)
    add(step_onnx, 24)
    assert not loaded
    return add


BY_NAME = StreamRequest("i3d.k400", "cpu", "openvino", "int8")
BY_ITSELF = replace(BY_NAME, precision="auto")


@pytest.mark.parametrize(
    ("asked", "held_out", "early", "reason"),
    [
        (BY_NAME, 2, "int8", ""),
        (BY_NAME, None, "fp32", "build i3d.k400 --mode stream --precision int8 --calibrate"),
        (BY_ITSELF, 24, "int8", ""),
        (BY_ITSELF, 2, "fp32", "on 2 streams held out, at least 10 are needed"),
        (BY_ITSELF, None, "fp32", "build i3d.k400 --mode stream --precision int8 --calibrate"),
        (replace(BY_NAME, early_precision="fp32"), 24, "fp32", ""),
    ],
)
def test_early_answers_after_int8_steps_are_int8_where_that_was_built_and_suits(
    loaded: Loaded,
    add_int8: Callable[[Path, int], None],
    early_onnx: Path,
    asked: StreamRequest,
    held_out: int | None,
    early: str,
    reason: str,
) -> None:
    """An int8 graph of steps from before early answers were quantised goes on as it is."""
    if held_out is not None:
        add_int8(early_onnx, held_out)
    engine = load_stream(asked)
    assert (engine.choice.precision, engine.choice.mode) == ("int8", "stream")
    assert engine.spec.min_clip_len < engine.spec.clip_len  # provisional answers
    assert loaded == [(mapped_graph(early_onnx), early)]
    said = [one.reason for one in engine.choice.passed_over if one.what == "int8 early answers"]
    assert len(said) == bool(reason)
    assert reason in "".join(said)


@pytest.mark.parametrize(
    ("streams", "cores", "side_by_side"), [(1, 8, 1), (3, 8, 3), (3, 2, 2), (9, 8, 4)]
)
def test_streams_that_share_an_engine_step_side_by_side(
    step_onnx: Path,
    monkeypatch: pytest.MonkeyPatch,
    loaded: Loaded,
    streams: int,
    cores: int,
    side_by_side: int,
) -> None:
    """No more of them than there are cores, or than are worth their memory."""
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    asked = StreamRequest(step_onnx, "cpu", "openvino", "fp32", streams=streams)
    with closing(load_stream(asked)) as engine:
        assert engine.choice.side_by_side == side_by_side
    assert not loaded


def test_steps_on_a_gpu_are_given_back_where_early_answers_fail_there(
    step_onnx: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The CPU takes their place, and the GPU's memory is free again."""
    runner = RecordingRunner()

    def fail(*_arguments: object) -> None:
        raise EngineError("no plan for early answers")

    monkeypatch.setattr("engines.stream_loading.built_onnx", lambda *_, **__: step_onnx)
    monkeypatch.setattr("engines.stream_loading.choose_device", lambda *_: ("cuda", ()))
    monkeypatch.setattr(loading, "load_step_runner", lambda *_: runner)
    monkeypatch.setattr(loading, "load_early_runner", fail)
    monkeypatch.setattr("engines.stream_loading.choose_precision", lambda *_, **__: ("fp32", ()))

    choice, passed_over = choose_stream(StreamRequest("i3d.k400"))

    assert choice.precision == "fp32"
    assert passed_over == (PassedOver("tensorrt", "no plan for early answers"),)
    assert runner.closed


def test_torch_answers_early_where_its_network_does() -> None:
    able = TorchStepRunner(EarlyNetwork().eval(), SPEC)
    assert early_of_torch(able) is able
    assert early_of_torch(TorchStepRunner(SteppingNetwork().eval(), SPEC)) is None
