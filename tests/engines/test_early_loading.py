"""Which answers are early within a lag."""

from dataclasses import replace

import pytest

from engines import EngineChoice, EngineError
from engines.early_loading import Settled, engine_within
from tests.engines.test_streams import SPEC, PositionsAfter, RecordingRunner


@pytest.fixture
def settled() -> Settled:
    """A stream whose answers are about what was 3.12 s ago; there are no early ones."""
    choice = EngineChoice("openvino", "fp32", "cpu")
    return Settled(RecordingRunner, lambda _: None, SPEC, choice, "fp32")


@pytest.mark.parametrize("lag_seconds", [None, 3.2])
def test_what_is_within_the_lag_is_taken(settled: Settled, lag_seconds: float | None) -> None:
    engine = engine_within(lag_seconds, settled)
    assert engine.timing.answer_lag_frames * SPEC.sample_seconds == pytest.approx(3.12)
    assert engine.spec.first_frames == 64


def test_a_lag_that_nothing_keeps_is_refused(settled: Settled) -> None:
    with pytest.raises(EngineError, match=r"lag of 2 s given.*3\.12 s ago at best"):
        engine_within(2.0, settled)


@pytest.mark.parametrize(
    ("lag_seconds", "mode"), [(None, "stream"), (3.2, "stream"), (2.0, "early")]
)
def test_early_answers_are_given_where_the_lag_wants_them(
    settled: Settled, lag_seconds: float | None, mode: str
) -> None:
    """They begin each stream in any case: five steps of 0.32 s sooner."""
    able = replace(settled, load_early=lambda _: PositionsAfter())
    engine = engine_within(lag_seconds, able)
    assert engine.choice.mode == mode
    assert engine.spec.first_frames == 24


def test_a_lag_that_early_answers_do_not_keep_either_is_refused(settled: Settled) -> None:
    runner, early = RecordingRunner(), PositionsAfter()
    able = replace(settled, load=lambda: runner, load_early=lambda _: early)
    with pytest.raises(EngineError, match=r"lag of 1 s given.*1\.52 s ago at best"):
        engine_within(1.0, able)
    assert runner.closed and early.closed


def test_what_was_loaded_is_given_back_where_early_answers_fail(settled: Settled) -> None:
    runner = RecordingRunner()

    def fail(_runner: object) -> None:
        raise EngineError("no early answers")

    with pytest.raises(EngineError, match="no early answers"):
        engine_within(None, replace(settled, load=lambda: runner, load_early=fail))
    assert runner.closed
