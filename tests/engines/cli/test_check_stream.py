"""Which streams `liveact-engine check --mode stream` finds outside their budget."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from engines import EngineChoice, PassedOver
from engines.cli import check_stream
from engines.cli.check_stream import StreamLimits, check_streams
from engines.engine_process import EngineRequest
from engines.stream_loading import LoadedRunner
from engines.stream_parity import StepDifference
from tests.engines.test_streams import SPEC, RecordingRunner

LABELS = "top-1 agreement 90.00%, at least 98.00% is needed"


@pytest.mark.parametrize(
    ("precision", "difference", "same", "limits", "outside"),
    [
        ("int8", 3.0, 10, StreamLimits(None, None), ""),
        ("int8", 5.1, 10, StreamLimits(None, None), "clip.mp4"),
        ("int8", 3.0, 9, StreamLimits(None, None), LABELS),
        ("int8", 3.0, 9, StreamLimits(None, 0.9), ""),
        ("fp32", 9e-4, 10, StreamLimits(None, None), ""),
        ("fp32", 2e-3, 10, StreamLimits(None, None), "clip.mp4"),
        ("fp32", 2e-3, 10, StreamLimits(0.01, None), ""),
    ],
)
def test_differences_and_labels_have_a_budget(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    precision: str,
    difference: float,
    same: int,
    limits: StreamLimits,
    outside: str,
) -> None:
    found = StepDifference("clip.mp4", 10, difference, largest_logit=10.0, same_best_label=same)
    passed_over = PassedOver("int8 early answers", "fp32 takes their place: none is built")
    choice = EngineChoice("openvino", precision, "cpu", (passed_over,))

    def loaded(*_arguments: Any) -> LoadedRunner:
        return LoadedRunner(RecordingRunner(), SPEC, choice)

    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(check_stream, "_loaded", loaded)
    monkeypatch.setattr(check_stream, "_compared", lambda *_arguments: [[found]])
    request = EngineRequest("steps.test", "openvino", precision, "cpu")
    inside = check_streams([request], Path("clips"), limits, as_json=False)
    assert inside == (not outside)
    said = capsys.readouterr().out
    assert f"outside: {outside or 'none'}" in said
    assert "\nnot int8 early answers: fp32 takes their place: none is built\n" in said
    check_streams([request], Path("clips"), limits, as_json=True)
    (stream,) = json.loads(capsys.readouterr().out)["streams"]
    assert stream["passed_over"] == [asdict(passed_over)]
