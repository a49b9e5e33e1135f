from pathlib import Path
from typing import ClassVar, Self

import numpy as np
import pytest
from numpy.typing import NDArray

from engines import benchmark as module
from engines.artifacts import ProgressEvent
from engines.benchmark import benchmark
from engines.engine_process import EngineRequest, TimedLogits
from engines.errors import EngineError
from tests.engines.colour_model import SPEC, write_colour_model

CLIPS = [np.full((2, 4, 4, 3), number, np.uint8) for number in range(4)]
REFERENCE = EngineRequest("colour.test", "torch", "fp32", "cpu")
FASTER = EngineRequest("colour.test", "openvino", "fp32", "cpu")
STREAM = EngineRequest("colour.test", "openvino", "fp32", "cpu", "stream")
GFLOPS = {"window": 5.0}


class FakeProcess:
    """Takes 40 ms or 10 ms, a step 2 ms; the faster one is wrong about every fourth clip."""

    calls: ClassVar[list[tuple[str, int]]] = []
    refused: ClassVar[set[str]] = set()
    load_seconds = 3.0
    step_frames = 1

    def __init__(self, request: EngineRequest) -> None:
        if str(request) in self.refused:
            raise EngineError(f"{request} cannot be had")
        self.request = request

    def infer(self, clip: NDArray[np.uint8]) -> TimedLogits:
        number = int(clip.flat[0])
        self.calls.append((f"{self.request.runtime}/{len(clip)}", number))
        is_reference = self.request == REFERENCE
        best = 1 if is_reference or number != 3 else 2
        logits = np.eye(3, dtype=np.float32)[best]
        seconds = 0.040 if is_reference else 0.010 if self.request.mode == "window" else 0.002
        return TimedLogits(logits, seconds)

    def peak_rss_mb(self) -> float:
        return 123.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        """Nothing to end."""


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> type[FakeProcess]:
    monkeypatch.setattr(module, "EngineProcess", FakeProcess)
    monkeypatch.setattr(FakeProcess, "calls", [])
    monkeypatch.setattr(FakeProcess, "refused", set())
    return FakeProcess


@pytest.mark.usefixtures("fake")
def test_the_figures_of_each_engine() -> None:
    torch, openvino = benchmark([REFERENCE, FASTER], CLIPS, 8, GFLOPS).rows
    assert (torch.runtime, openvino.runtime) == ("torch", "openvino")
    assert (torch.p50_ms, openvino.p50_ms, openvino.p95_ms, openvino.p99_ms) == (40, 10, 10, 10)
    assert openvino.clips_per_second == 100.0
    assert (openvino.gflops, openvino.gflops_per_second) == (5.0, 500.0)
    assert (torch.speedup_vs_torch, openvino.speedup_vs_torch) == (1.0, 4.0)
    assert (torch.top1_agreement, openvino.top1_agreement) == (1.0, 0.75)
    assert (openvino.peak_rss_mb, openvino.first_result_seconds) == (123.0, 3.01)
    assert openvino.clip == "2x4x4"
    assert openvino.speedup_vs_window is None


@pytest.mark.usefixtures("fake")
def test_a_stream_is_measured_by_the_step() -> None:
    rows = benchmark([REFERENCE, FASTER, STREAM], CLIPS, 3, GFLOPS).rows
    assert [row.mode for row in rows] == ["window", "window", "stream"]
    assert [row.ms_per_prediction for row in rows] == [40, 10, 2]
    assert (rows[2].speedup_vs_window, rows[2].speedup_vs_torch) == (5.0, 20.0)
    assert (rows[2].gflops, rows[2].gflops_per_second) == (None, None)
    assert rows[2].top1_agreement == 1.0  # beside itself: a stream is compared with a stream


def test_a_stream_is_settled_before_it_counts(fake: type[FakeProcess]) -> None:
    (row,) = benchmark([STREAM], CLIPS, 2, GFLOPS).rows
    first, *warm_up = fake.calls[:3]
    assert first == ("openvino/2", 2)  # a whole clip, that before the last
    assert warm_up == [("openvino/1", 3)] * 2
    assert fake.calls[3:] == [("openvino/1", clip) for clip in (0, 0, 1, 1)]
    assert row.clips_per_second == 500.0


def test_engines_take_turns_on_the_same_clip(fake: type[FakeProcess]) -> None:
    benchmark([REFERENCE, FASTER, STREAM], CLIPS[:2], 2, GFLOPS)
    warm_up, rounds = fake.calls[:5], fake.calls[5:]
    steps = "openvino/1"
    assert warm_up[:2] == [("torch/2", 0), ("openvino/2", 0)]
    assert rounds == [
        *(("torch/2", 0), ("openvino/2", 0), (steps, 0), (steps, 0)),
        *((steps, 1), (steps, 1), ("openvino/2", 1), ("torch/2", 1)),
    ]


def test_without_torch_the_others_are_compared_with_the_first(fake: type[FakeProcess]) -> None:
    fake.refused.add("torch fp32")
    report = benchmark([REFERENCE, FASTER], CLIPS, 4, GFLOPS)
    (row,) = report.rows
    assert (row.speedup_vs_torch, row.top1_agreement) == (None, 1.0)
    (left_out,) = report.left_out
    assert (left_out.what, left_out.reason) == ("torch fp32", "torch fp32 cannot be had")


def test_nothing_is_left(fake: type[FakeProcess]) -> None:
    fake.refused.add("torch fp32")
    with pytest.raises(EngineError, match="no engine can be had: torch fp32 cannot be had"):
        benchmark([REFERENCE], CLIPS, 4, GFLOPS)


@pytest.mark.usefixtures("fake")
def test_progress_is_told() -> None:
    events: list[ProgressEvent] = []
    benchmark([REFERENCE, FASTER], CLIPS, 3, GFLOPS, events.append)
    assert [(event.stage, event.done, event.total) for event in events] == [
        ("loading the engines", 0, 2),
        ("loading the engines", 1, 2),
        ("measuring", 0, 3),
        ("measuring", 1, 3),
        ("measuring", 2, 3),
    ]


@pytest.mark.parametrize(("clips", "rounds"), [([], 3), (CLIPS, 0)])
def test_nothing_to_measure(clips: list[NDArray[np.uint8]], rounds: int) -> None:
    with pytest.raises(EngineError, match="at least 1 of each is needed"):
        benchmark([REFERENCE], clips, rounds, GFLOPS)


def test_real_engines_side_by_side(tmp_path: Path) -> None:
    model = str(write_colour_model(tmp_path / "colour.onnx"))
    request = EngineRequest(model, "openvino", "fp32", "cpu")
    clips = [np.full((SPEC.clip_len, 32, 32, 3), 9, np.uint8)]
    first, second = benchmark([request, request], clips, 2, {}).rows
    assert second.top1_agreement == 1.0
    assert 0 < second.p50_ms <= second.p95_ms <= second.p99_ms
    assert first.peak_rss_mb > 10
    assert first.first_result_seconds > 0
