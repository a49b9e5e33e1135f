from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

import numpy as np
import pytest
from numpy.typing import NDArray

from engines import benchmark as module
from engines.artifacts import ProgressEvent
from engines.benchmark import benchmark, default_requests
from engines.engine_process import EngineRequest, TimedLogits
from engines.errors import EngineError
from tests.engines.colour_model import SPEC, write_colour_model

CLIPS = [np.full((2, 4, 4, 3), number, np.uint8) for number in range(4)]
REFERENCE = EngineRequest("colour.test", "torch", "fp32", "cpu")
FASTER = EngineRequest("colour.test", "openvino", "fp32", "cpu")


class FakeProcess:
    """Takes 40 ms or 10 ms; the faster one is wrong about every fourth clip."""

    calls: ClassVar[list[tuple[str, int]]] = []

    def __init__(self, request: EngineRequest) -> None:
        self.request = request

    def infer(self, clip: NDArray[np.uint8]) -> TimedLogits:
        number = int(clip.flat[0])
        self.calls.append((self.request.runtime, number))
        is_reference = self.request == REFERENCE
        best = 1 if is_reference or number != 3 else 2
        logits = np.eye(3, dtype=np.float32)[best]
        return TimedLogits(logits, 0.040 if is_reference else 0.010)

    def peak_rss_mb(self) -> float:
        return 123.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing to end."""


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> type[FakeProcess]:
    monkeypatch.setattr(module, "EngineProcess", FakeProcess)
    monkeypatch.setattr(FakeProcess, "calls", [])
    return FakeProcess


@pytest.mark.usefixtures("fake")
def test_the_figures_of_each_engine() -> None:
    torch, openvino = benchmark([REFERENCE, FASTER], CLIPS, 8)
    assert (torch.runtime, openvino.runtime) == ("torch", "openvino")
    assert (torch.p50_ms, openvino.p50_ms, openvino.p95_ms) == (40.0, 10.0, 10.0)
    assert openvino.clips_per_second == 100.0
    assert (torch.speedup_vs_torch, openvino.speedup_vs_torch) == (1.0, 4.0)
    assert (torch.top1_agreement, openvino.top1_agreement) == (1.0, 0.75)
    assert openvino.peak_rss_mb == 123.0
    assert openvino.clip == "2x4x4"


def test_engines_take_turns_on_the_same_clip(fake: type[FakeProcess]) -> None:
    benchmark([REFERENCE, FASTER], CLIPS[:2], 3)
    warm_up, rounds = fake.calls[:2], fake.calls[2:]
    assert warm_up == [("torch", 0), ("openvino", 0)]
    assert rounds == [
        ("torch", 0),
        ("openvino", 0),
        ("openvino", 1),
        ("torch", 1),
        ("torch", 0),
        ("openvino", 0),
    ]


@pytest.mark.usefixtures("fake")
def test_progress_is_told() -> None:
    events: list[ProgressEvent] = []
    benchmark([REFERENCE, FASTER], CLIPS, 3, events.append)
    assert [(event.stage, event.done, event.total) for event in events] == [
        ("loading the engines", 0, 2),
        ("loading the engines", 1, 2),
        ("measuring", 0, 3),
        ("measuring", 1, 3),
        ("measuring", 2, 3),
    ]


@pytest.mark.parametrize(("clips", "rounds"), [([], 3), (CLIPS, 0)])
def test_nothing_to_measure(clips: list[NDArray[np.uint8]], rounds: int) -> None:
    with pytest.raises(EngineError, match="at least 1 is needed"):
        benchmark([REFERENCE], clips, rounds)


def test_real_engines_side_by_side(tmp_path: Path) -> None:
    model = str(write_colour_model(tmp_path / "colour.onnx"))
    request = EngineRequest(model, "openvino", "fp32", "cpu")
    clips = [np.full((SPEC.clip_len, 32, 32, 3), 9, np.uint8)]
    first, second = benchmark([request, request], clips, 2)
    assert second.top1_agreement == 1.0
    assert 0 < second.p50_ms <= second.p95_ms
    assert first.peak_rss_mb > 10


def test_torch_comes_first() -> None:
    first, *others = default_requests("i3d.k400")
    assert (first.runtime, first.precision) == ("torch", "fp32")
    assert ("openvino", "fp32") in {(other.runtime, other.precision) for other in others}
