"""What mode auto loads, by what it was measured to cost; the costs are given, not measured."""

import pytest

from engines import Demand, EngineError
from engines.auto_mode import stream_that_suits
from engines.dial import DialCosts
from engines.stream_loading import StreamRequest

ASKED = StreamRequest("i3d.k400", precision="fp32")


@pytest.fixture(autouse=True)
def _costs(monkeypatch: pytest.MonkeyPatch) -> None:
    costs = DialCosts(window_ms=900, early_ms=190, stream_ms=110)
    monkeypatch.setattr("engines.auto_mode.measured_costs", lambda *_arguments: costs)


def test_early_answers_keep_the_lag_of_a_window() -> None:
    stream, passed_over = stream_that_suits(ASKED, Demand())
    assert stream is not None
    assert (stream.runtime, stream.precision, stream.device) == ("openvino", "fp32", "cpu")
    assert stream.lag_seconds == ASKED.spec.span_seconds
    assert "window" in {one.what for one in passed_over}


def test_two_streams_get_what_costs_least() -> None:
    stream, passed_over = stream_that_suits(ASKED, Demand(streams=2))
    assert stream is not None
    assert stream.lag_seconds is None
    assert {"window", "early answers"} <= {one.what for one in passed_over}


def test_too_many_streams_get_windows_and_the_reason() -> None:
    stream, passed_over = stream_that_suits(ASKED, Demand(streams=4))
    assert stream is None
    assert [one.what for one in passed_over] == ["early answers", "stream"]


def test_what_has_no_such_points_gets_windows() -> None:
    assert stream_that_suits(StreamRequest("i3d.k400", runtime="torch"), Demand()) == (None, ())


def test_what_cannot_be_had_is_refused() -> None:
    with pytest.raises(EngineError, match="'fp12'"):
        stream_that_suits(StreamRequest("i3d.k400", precision="fp12"), Demand())
