"""Which graph answers within a lag."""

from pathlib import Path

import pytest

from engines import EngineChoice, EngineError
from engines.early_loading import Settled, engine_within
from tests.engines.test_streams import SPEC, RecordingRunner


@pytest.fixture
def settled() -> Settled:
    """A stream whose answers are about what was 3.12 s ago; there is no graph with early ones."""
    choice = EngineChoice("openvino", "fp32", "cpu")
    return Settled(RecordingRunner, SPEC, choice, Path("steps.onnx"), None)


@pytest.mark.parametrize("lag_seconds", [None, 3.2])
def test_what_is_within_the_lag_is_taken(settled: Settled, lag_seconds: float | None) -> None:
    engine = engine_within(lag_seconds, settled)
    assert engine.timing.answer_lag_frames * SPEC.sample_seconds == pytest.approx(3.12)
    assert engine.spec.first_frames == 64


def test_a_lag_that_nothing_keeps_is_refused(settled: Settled) -> None:
    with pytest.raises(EngineError, match=r"lag of 2 s given.*3\.12 s ago at best"):
        engine_within(2.0, settled)
