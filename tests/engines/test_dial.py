"""What `auto` takes, by what an answer costs."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from engines import EngineChoice, dial
from engines.artifacts import Progress
from engines.dial import Demand, DialCosts, DialPrecisions, choose_point, has_dial, measured_costs
from engines.stream_loading import StreamRequest
from engines.streams import StepEngine
from tests.engines.test_streams import SPEC, STEP, PositionRunner, PositionsAfter


@pytest.mark.parametrize(
    ("costs", "demand", "mode", "is_early", "passed_over"),
    [
        (DialCosts(100, 40, 30), Demand(), "window", False, []),
        (DialCosts(900, 190, 130), Demand(), "stream", True, ["window"]),
        (DialCosts(2000, 400, 220), Demand(), "stream", False, ["window", "early answers"]),
        (DialCosts(2000, 400, 300), Demand(), "stream", False, ["window", "early answers"]),
        (DialCosts(2000, 400, 310), Demand(), "window", False, ["early answers", "stream"]),
        (DialCosts(900, 190, 110), Demand(streams=2), "stream", False, ["window", "early answers"]),
        (DialCosts(900, 190, 110), Demand(streams=4), "window", False, ["early answers", "stream"]),
        (DialCosts(700, 190, 110), Demand(step_seconds=1.0), "window", False, []),
        (DialCosts(900, 190, 110), Demand(step_seconds=1.0), "stream", True, ["window"]),
    ],
)
def test_the_machine_decides(
    costs: DialCosts, demand: Demand, mode: str, is_early: bool, passed_over: list[str]
) -> None:
    choice = choose_point(costs, demand)
    assert (choice.mode, choice.is_early) == (mode, is_early)
    assert [one.what for one in choice.passed_over] == passed_over


def test_the_reason_says_what_was_wanted() -> None:
    window, early = choose_point(DialCosts(900, 290, 110), Demand(2, 1.0)).passed_over
    wanted = "on this CPU; one is wanted every {} ms for each of 2 streams"
    assert window.reason == f"a whole window takes 900 ms {wanted.format(1000)}"
    assert early.reason == f"a step with them takes 290 ms {wanted.format(320)}"


def test_only_models_with_such_graphs_have_a_choice(tmp_path: Path) -> None:
    assert has_dial("i3d.k400")
    assert not has_dial("c3d.ucf101")
    assert not has_dial(tmp_path / "i3d.k400.onnx")


BOTH_FP32 = DialPrecisions("fp32", "fp32", "fp32")


def test_it_is_measured_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path))
    measured: list[DialPrecisions] = []

    def measure(_model: str, precisions: DialPrecisions, _progress: Progress | None) -> DialCosts:
        measured.append(precisions)
        return DialCosts(3.0, 2.0, 1.0)

    monkeypatch.setattr(dial, "_measure", measure)
    monkeypatch.setattr(dial, "_is_busy", lambda: True)
    measured_costs("i3d.k400", BOTH_FP32)
    assert not list(tmp_path.rglob("dial-*.json"))  # other programs slow it down: not for keeps
    measured.clear()
    monkeypatch.setattr(dial, "_is_busy", lambda: False)
    first = measured_costs("i3d.k400", BOTH_FP32)
    assert measured_costs("i3d.k400", BOTH_FP32) == first == DialCosts(3.0, 2.0, 1.0)
    assert measured == [BOTH_FP32]
    (note,) = tmp_path.rglob("dial-*.json")
    words = {"window_ms": "fast", "early_ms": 2, "stream_ms": 1}
    for damage in ("", "[]", '{"window_ms": 1}', json.dumps(words)):
        note.write_text(damage)
        assert measured_costs("i3d.k400", BOTH_FP32) == first
    assert len(measured) == 5  # a damaged note is no figure
    for _ in range(2):
        measured_costs("i3d.k400", DialPrecisions("fp32", "int8", "fp32"))
        (tmp_path / "engines" / "i3d.k400-int8-0").mkdir(exist_ok=True)
    assert len(measured) == 7  # another int8 graph was built in between
    measured_costs("i3d.k400", DialPrecisions("fp32", "int8", "int8"))
    assert len(measured) == 8


class CountedEngine:
    """Stands for an engine of windows; counts its calls."""

    spec = SPEC

    def __init__(self) -> None:
        self.calls, self.closed = 0, False

    def infer(self, clips: Sequence[NDArray[np.uint8]]) -> None:
        assert [len(clip) for clip in clips] == [SPEC.clip_len]
        self.calls += 1

    def close(self) -> None:
        self.closed = True


def test_windows_and_settled_streams_are_measured_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streams with early answers and those that wait for theirs share one set of graphs."""
    window, runner, early = CountedEngine(), PositionRunner(), PositionsAfter()

    def load_stream(request: StreamRequest, _progress: Progress | None) -> StepEngine:
        assert (request.precision, request.early_precision) == ("int8", "fp32")
        assert request.lag_seconds == request.spec.span_seconds
        choice = EngineChoice("openvino", "int8", "cpu")
        return StepEngine(runner, SPEC, choice, early, always_early=True)

    monkeypatch.setattr(dial, "built_onnx", lambda *_: Path("i3d.onnx"))
    monkeypatch.setattr("engines.openvino_loading.load_openvino", lambda *_: window)
    monkeypatch.setattr("engines.stream_loading.load_stream", load_stream)
    costs = dial._measure("i3d.k400", DialPrecisions("fp32", "int8", "fp32"), None)
    assert min(costs.window_ms, costs.early_ms, costs.stream_ms) > 0
    for frames in runner.streams:  # each begun, then gone on with
        assert len(frames) == SPEC.clip_len + STEP * window.calls
    assert len(runner.streams) == 2
    assert len(early.batches) == 1 + window.calls
    assert window.closed and runner.closed and early.closed
