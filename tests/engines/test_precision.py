from collections.abc import Sequence
from pathlib import Path

import pytest

from engines import ProgressEvent, precision
from engines.backends import openvino
from engines.int8.note import Measured
from engines.precision import best_call_ms, choose_precision
from tests.engines.colour_model import SPEC, write_colour_model

PATH = Path("model.onnx")


class Stopwatch:
    """Stands for measuring: gives the times that a test wants and counts the calls."""

    def __init__(self, fp32_ms: float, bf16_ms: float) -> None:
        self.times = {"fp32": fp32_ms, "bf16": bf16_ms}
        self.calls = 0

    def __call__(
        self, _path: object, _spec: object, precisions: Sequence[str], _tell: object
    ) -> list[float]:
        self.calls += 1
        return [self.times[precision] for precision in precisions]


@pytest.fixture(autouse=True)
def bf16_cpu(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(openvino, "has_bf16", lambda: True)
    monkeypatch.setattr(openvino, "runtime_identity", lambda: "this CPU")


def int8(
    *,
    ms: float = 40.0,
    top1: float = 0.99,
    cpu: str = "this CPU",
    held_out: int = 24,
    difference: float = 0.1,
) -> Measured:
    """Measured beside fp32's 100 ms."""
    return Measured(("a.mp4",), 32, held_out, top1, difference, 100.0, ms, cpu)


def test_the_faster_one_is_chosen_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precision, "_clip_ms", Stopwatch(100.0, 55.0))

    chosen, (passed, _) = choose_precision(PATH, SPEC)

    assert (chosen, passed.what) == ("bf16", "fp32")
    assert "55 ms in bf16, 100 ms in fp32" in passed.reason


@pytest.mark.parametrize("bf16_ms", [95.0, 170.0])
def test_bf16_must_be_clearly_faster(monkeypatch: pytest.MonkeyPatch, bf16_ms: float) -> None:
    monkeypatch.setattr(precision, "_clip_ms", Stopwatch(100.0, bf16_ms))

    chosen, (passed, _) = choose_precision(PATH, SPEC)

    assert (chosen, passed.what) == ("fp32", "bf16")


def test_the_choice_stays_though_the_times_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precision, "_clip_ms", Stopwatch(100.0, 50.0))
    first = choose_precision(PATH, SPEC)
    later = Stopwatch(50.0, 100.0)
    monkeypatch.setattr(precision, "_clip_ms", later)

    assert choose_precision(PATH, SPEC) == first
    assert later.calls == 0


def test_another_cpu_is_measured_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    stopwatch = Stopwatch(100.0, 50.0)
    monkeypatch.setattr(precision, "_clip_ms", stopwatch)
    choose_precision(PATH, SPEC)
    monkeypatch.setattr(openvino, "runtime_identity", lambda: "another CPU")

    choose_precision(PATH, SPEC)

    assert stopwatch.calls == 2


def test_a_damaged_note_is_measured_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(precision, "_clip_ms", Stopwatch(100.0, 50.0))
    choose_precision(PATH, SPEC)
    (note,) = (tmp_path / "engines").glob("precision-*.json")
    for damaged in ("", "[]", '{"fp32_ms": null, "bf16_ms": 1}'):
        note.write_text(damaged)

        assert choose_precision(PATH, SPEC)[0] == "bf16"


def test_a_cpu_without_bf16_is_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openvino, "has_bf16", lambda: False)
    stopwatch = Stopwatch(100.0, 1.0)
    monkeypatch.setattr(precision, "_clip_ms", stopwatch)

    chosen, (passed, _) = choose_precision(PATH, SPEC)

    assert (chosen, passed.what, stopwatch.calls) == ("fp32", "bf16", 0)


def test_measuring_runs_the_model_and_tells_its_progress(tmp_path: Path) -> None:
    events: list[ProgressEvent] = []

    choose_precision(write_colour_model(tmp_path / "colour.onnx"), SPEC, progress=events.append)

    assert [event.done for event in events] == list(range(11))
    assert {event.total for event in events} == {10}


@pytest.mark.parametrize("bf16_ms", [50.0, 150.0])
def test_int8_is_chosen_where_it_is_fastest_and_accurate(
    monkeypatch: pytest.MonkeyPatch, bf16_ms: float
) -> None:
    monkeypatch.setattr(precision, "_clip_ms", Stopwatch(100.0, bf16_ms))

    chosen, passed = choose_precision(PATH, SPEC, int8(ms=40.0))

    assert chosen == "int8"
    assert {one.what for one in passed} == {"fp32", "bf16"}
    assert "40 ms in int8, 100 ms in fp32" in passed[0].reason


@pytest.mark.parametrize(
    ("measured", "reason"),
    [
        (None, "liveact-engine build colour.test --precision int8 --calibrate FOLDER"),
        (int8(held_out=9, top1=1.0), "on 9 windows held out, at least 10 are needed"),
        (int8(difference=0.6), "logits differ by 0.6 of the largest, at most 0.5 is allowed"),
        (int8(top1=0.97), "97.0% of 24 windows held out, at least 98% are needed"),
        (int8(ms=48.0), "not faster on this CPU: a call takes 48 ms in int8"),
        (int8(cpu="that CPU"), "measured with another CPU or OpenVINO (that CPU); build it again"),
    ],
)
def test_int8_is_passed_over_with_its_reason(
    monkeypatch: pytest.MonkeyPatch, measured: Measured | None, reason: str
) -> None:
    monkeypatch.setattr(precision, "_clip_ms", Stopwatch(100.0, 50.0))

    chosen, (_, passed) = choose_precision(PATH, SPEC, measured)

    assert (chosen, passed.what) == ("bf16", "int8")
    assert reason in passed.reason


def test_of_a_step_graph_it_is_said_how_many_streams_were_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(openvino, "has_bf16", lambda: False)

    _, passed = choose_precision(PATH, SPEC, int8(held_out=2), mode="stream")

    assert "on 2 streams held out, at least 10 are needed" in passed[-1].reason


def test_int8_needs_no_bf16_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openvino, "has_bf16", lambda: False)

    assert choose_precision(PATH, SPEC, int8(ms=60.0))[0] == "int8"


def test_calls_are_timed_in_turn_and_no_round_is_begun_after_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now, told = [0.0], []
    monkeypatch.setattr("engines.precision.time.perf_counter", lambda: now[0])

    def take(seconds: float) -> None:
        now[0] += seconds

    calls = [lambda: take(6), lambda: take(5)]
    assert best_call_ms(calls, lambda: told.append(now[0]), enough_seconds=10) == [6000, 5000]
    assert told == [6, 11]
    assert best_call_ms(calls, enough_seconds=30) == [6000, 5000]
    assert now == [11 + 33]
