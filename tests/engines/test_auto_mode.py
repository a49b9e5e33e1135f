"""What mode auto loads, by what it was measured to cost; the costs are given, not measured."""

from dataclasses import replace
from pathlib import Path

import pytest

from engines import Demand, EngineError
from engines.auto_mode import stream_that_suits
from engines.backends.openvino import runtime_identity
from engines.build import onnx_place
from engines.dial import DialCosts, DialPrecisions
from engines.int8.graphs import Int8Graph
from engines.int8.note import Int8Note, Measured
from engines.stream_loading import StreamRequest

ASKED = StreamRequest("i3d.k400", precision="fp32")
GOOD = Measured(("a.mp4",), 32, 24, 1.0, 0.1, 200.0, 50.0, runtime_identity())


@pytest.fixture(autouse=True)
def measured(monkeypatch: pytest.MonkeyPatch) -> list[DialPrecisions]:
    """The precisions that costs were asked for."""
    asked: list[DialPrecisions] = []

    def costs(_model: str, precisions: DialPrecisions, _progress: object) -> DialCosts:
        asked.append(precisions)
        if precisions.stream == "int8":
            return DialCosts(window_ms=900, early_ms=110, stream_ms=57)
        return DialCosts(window_ms=900, early_ms=190, stream_ms=110)

    monkeypatch.setattr("engines.auto_mode.measured_costs", costs)
    monkeypatch.setattr("engines.backends.openvino.has_bf16", lambda: False)
    return asked


class Int8Graphs:
    """What int8 graphs are in the cache; none at first."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch
        for room in ("openvino_loading", "stream_loading"):
            monkeypatch.setattr(f"engines.{room}.find_int8", lambda *_arguments: None)

    def add(self, room: str, held_out: int = 24, early: Measured | None = GOOD) -> None:
        """One that is four times as fast as fp32, found by this module of `engines`.

        And one of early answers, of which this was measured; None for none.
        """

        def find(path: Path, _spec: object) -> Int8Graph | None:
            is_early = path == onnx_place("i3d.k400", "early")
            measured = early if is_early else replace(GOOD, held_out_windows=held_out)
            if measured is None:
                return None
            return Int8Graph(Path("graph.xml"), Int8Note("i3d.k400", "", "", (), (), measured))

        self._patch.setattr(f"engines.{room}.find_int8", find)


@pytest.fixture(autouse=True)
def int8(monkeypatch: pytest.MonkeyPatch) -> Int8Graphs:
    return Int8Graphs(monkeypatch)


def test_early_answers_keep_the_lag_of_a_window() -> None:
    stream, passed_over = stream_that_suits(ASKED, Demand())
    assert stream is not None
    assert (stream.runtime, stream.precision, stream.device) == ("openvino", "fp32", "cpu")
    assert stream.lag_seconds == ASKED.spec.span_seconds
    assert "window" in {one.what for one in passed_over}


@pytest.mark.parametrize(
    ("lag_seconds", "streams", "lag_of_stream"),
    [(1.3, 1, None), (1.6, 1, 1.6), (5.0, 1, 2.52), (1.6, 2, None), (3.2, 2, 3.2)],
)
def test_of_what_keeps_the_lag_the_first_that_holds_is_taken(
    lag_seconds: float, streams: int, lag_of_stream: float | None
) -> None:
    """Early answers lie 1.52 s back, those that wait 3.12 s; two streams hold only the latter."""
    asked = replace(ASKED, lag_seconds=lag_seconds)
    stream, passed_over = stream_that_suits(asked, Demand(streams))
    assert (None if stream is None else stream.lag_seconds) == lag_of_stream
    late = [one.what for one in passed_over if f"at most {lag_seconds:g} s" in one.reason]
    assert late == ([] if lag_of_stream else ["early answers", "stream"][lag_seconds > 1.52 :])


def test_a_lag_that_nothing_keeps_is_refused() -> None:
    with pytest.raises(EngineError, match=r"lag of 1 s given.*1\.26 s ago at best; allow more"):
        stream_that_suits(replace(ASKED, lag_seconds=1.0), Demand())


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


def test_int8_streams_are_taken_where_they_were_compared_enough(
    int8: Int8Graphs, measured: list[DialPrecisions]
) -> None:
    int8.add("stream_loading")
    stream, passed_over = stream_that_suits(StreamRequest("i3d.k400"), Demand(streams=3))
    assert stream is not None and stream.precision == "int8"
    assert measured == [DialPrecisions(window="fp32", stream="int8", early="int8")]
    reasons = {one.what: one.reason for one in passed_over}
    assert "50 ms in int8, 200 ms in fp32" in reasons["fp32"]
    assert "900 ms" in reasons["window"]
    assert "110 ms" in reasons["early answers"]


def test_int8_streams_that_were_compared_too_little_are_passed_over_with_the_reason(
    int8: Int8Graphs, measured: list[DialPrecisions]
) -> None:
    int8.add("stream_loading", held_out=2)
    stream, passed_over = stream_that_suits(StreamRequest("i3d.k400"), Demand())
    assert stream is not None and stream.precision == "fp32"
    assert measured == [DialPrecisions("fp32", "fp32", "fp32")]
    reasons = {one.what: one.reason for one in passed_over}
    assert "on 2 streams held out, at least 10 are needed" in reasons["int8"]


def test_windows_and_streams_may_have_other_precisions(
    int8: Int8Graphs, measured: list[DialPrecisions]
) -> None:
    int8.add("openvino_loading")
    stream, passed_over = stream_that_suits(StreamRequest("i3d.k400"), Demand())
    assert measured == [DialPrecisions("int8", "fp32", "fp32")]
    assert stream is not None and stream.precision == "fp32"
    reasons = {one.what: one.reason for one in passed_over}
    assert "build i3d.k400 --mode stream --precision int8" in reasons["int8"]


@pytest.mark.parametrize(
    ("early", "reason"),
    [
        (None, "build i3d.k400 --mode stream --precision int8 --calibrate FOLDER"),
        (replace(GOOD, held_out_windows=9), "on 9 streams held out, at least 10 are needed"),
        (replace(GOOD, top1_agreement=0.9), "90.0% of 24 streams held out, at least 98%"),
        (replace(GOOD, int8_ms=190.0), "not faster on this CPU: a call takes 190 ms in int8"),
    ],
)
def test_after_int8_steps_early_answers_are_int8_only_where_that_is_good_too(
    int8: Int8Graphs, measured: list[DialPrecisions], early: Measured | None, reason: str
) -> None:
    int8.add("stream_loading", early=early)
    stream, passed_over = stream_that_suits(StreamRequest("i3d.k400"), Demand())
    assert stream is not None
    assert (stream.precision, stream.early_precision) == ("int8", "fp32")
    assert measured == [DialPrecisions(window="fp32", stream="int8", early="fp32")]
    (said,) = [one.reason for one in passed_over if one.what == "int8 early answers"]
    assert said.startswith("fp32 takes their place: ") and reason in said


INT8 = StreamRequest("i3d.k400", precision="int8")


def test_int8_asked_for_takes_int8_early_answers_unseen(
    int8: Int8Graphs, measured: list[DialPrecisions]
) -> None:
    int8.add("openvino_loading")
    int8.add("stream_loading", early=replace(GOOD, held_out_windows=2))
    stream, passed_over = stream_that_suits(INT8, Demand())
    assert stream is not None and stream.early_precision == "int8"
    assert measured == [DialPrecisions("int8", "int8", "int8")]
    assert "int8 early answers" not in {one.what for one in passed_over}


def test_int8_asked_for_takes_what_is_built_of_it(int8: Int8Graphs) -> None:
    with pytest.raises(EngineError, match=r"build i3d\.k400 --precision int8 --calibrate"):
        stream_that_suits(INT8, Demand())
    int8.add("stream_loading")
    stream, (window, *others) = stream_that_suits(INT8, Demand())
    assert stream is not None and stream.precision == "int8"
    assert "cuda" in {one.what for one in others}
    assert window.what == "window" and "in int8: none is built" in window.reason


def test_int8_windows_alone_stay_windows(int8: Int8Graphs) -> None:
    int8.add("openvino_loading")
    stream, (missing,) = stream_that_suits(INT8, Demand())
    assert stream is None
    assert missing.what == "stream" and "--mode stream --precision int8" in missing.reason
