from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from engines import Clip, EngineChoice, EngineError, ProgressEvent
from engines.intel import choose_intel_gpu
from engines.store_numpy import NumpyStore
from tests.engines.colour_model import SPEC

PATH = Path("model.onnx")


class Machine:
    """Stands for a machine with an Intel GPU: none was ever at hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, gpu_ms: float, error: float = 0.0) -> None:
        self.error = error
        self.loaded: list[str] = []
        monkeypatch.setattr("engines.intel.best_ms", lambda *_: [100.0, gpu_ms])

    def load(self, choice: EngineChoice) -> "FakeEngine":
        self.loaded.append(f"{choice.device} {choice.precision}")
        return FakeEngine(self.error if choice.device == "intel-gpu" else 0.0)


class FakeEngine:
    """Gives the mean colour, a little wrong."""

    spec = SPEC

    def __init__(self, error: float) -> None:
        self._error = error

    def new_store(self, capacity: int) -> NumpyStore:
        return NumpyStore(SPEC, capacity)

    def infer(self, clips: Sequence[Clip]) -> NDArray[np.float32]:
        means = np.stack([clip.mean(axis=(0, 1, 2)) for clip in clips])
        return (means * (1 + self._error)).astype(np.float32)

    def close(self) -> None:
        return


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path))


def test_a_faster_gpu_that_says_the_same_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch, gpu_ms=30.0)
    events: list[ProgressEvent] = []

    device, passed = choose_intel_gpu(machine.load, PATH, SPEC, "a CPU, a GPU", events.append)

    assert (device, passed.what) == ("intel-gpu", "cpu")
    assert "30 ms on it, 100 ms on the CPU" in passed.reason
    assert machine.loaded == ["cpu fp32", "intel-gpu fp16"]
    assert [event.done for event in events] == [0, 1]


@pytest.mark.parametrize(
    ("gpu_ms", "error", "reason"),
    [
        (95.0, 0.0, "not faster here: a clip takes 95 ms on it"),
        (30.0, 0.1, "logits differ by 0.1 of the largest, at most 0.02 is allowed"),
        (30.0, float("nan"), "logits differ by nan"),
    ],
)
def test_another_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, gpu_ms: float, error: float, reason: str
) -> None:
    machine = Machine(monkeypatch, gpu_ms, error)

    device, passed = choose_intel_gpu(machine.load, PATH, SPEC, "a CPU, a GPU")

    assert (device, passed.what) == ("cpu", "intel-gpu")
    assert reason in passed.reason


def test_they_are_compared_once_a_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch, gpu_ms=30.0)
    for identity in ("a CPU, a GPU", "a CPU, a GPU", "a CPU, another GPU"):
        choose_intel_gpu(machine.load, PATH, SPEC, identity)

    assert len(machine.loaded) == 4


def test_a_gpu_that_refuses_the_model_is_passed_over() -> None:
    def refuse(_choice: EngineChoice) -> FakeEngine:
        raise EngineError("OpenVINO cannot compile it for GPU")

    device, passed = choose_intel_gpu(refuse, PATH, SPEC, "a CPU, a GPU")

    assert (device, passed.reason) == ("cpu", "OpenVINO cannot compile it for GPU")
