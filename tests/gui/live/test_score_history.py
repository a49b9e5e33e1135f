from dataclasses import replace

import pytest

from gui.live.score_history import ScoreHistory
from realtime import ActionEvent, StreamState, StreamStatus
from realtime.decision import Decision
from realtime.sinks.base import PredictionMessage
from tests.realtime.monitor.snapshots import LIVE, RECONNECTING
from tests.realtime.score_tracks import prediction

LABELS = ("waving", "clapping", "sitting")


def said(seconds: float, scores: tuple[float, ...] = (0.7, 0.2, 0.1)) -> PredictionMessage:
    one = prediction(list(scores), seconds, labels=LABELS)
    return PredictionMessage("test", Decision(None, one, one), "ok", 0.1)


def history_of(*times: float) -> ScoreHistory:
    history = ScoreHistory()
    for seconds in times:
        history.add(said(seconds))
    return history


def spans(history: ScoreHistory) -> list[tuple[float, float]]:
    return [(gap.start_seconds, gap.end_seconds) for gap in history.gaps()]


def test_steady_predictions_have_no_gap() -> None:
    assert spans(history_of(1.0, 1.3, 1.6, 1.9)) == []


def test_a_slow_engine_makes_no_gap() -> None:
    history = history_of(4.0, 8.0, 12.0, 16.0)
    history.pass_time(20.0)
    assert spans(history) == []


def test_a_lost_stream_is_a_gap_until_the_next_prediction() -> None:
    history = history_of(1.0, 1.3)
    history.add(StreamStatus("test", StreamState.RECONNECTING, "gone", 0, 1.0))
    history.pass_time(4.0)
    assert spans(history) == [(1.3, 4.0)]
    history.add(said(6.0))
    history.add(said(6.3))
    assert spans(history) == [(1.3, 6.0)]


def test_time_goes_on_while_the_stream_is_lost_and_what_went_on_does_not() -> None:
    history = history_of(99.0, 99.3)
    history.add_event(ActionEvent("start", "waving", 0.6, 99.0, None, "test"))
    history.pass_time(100.0)
    assert not history.pass_outage(replace(LIVE, frames=7, seconds=140.0))
    lost = StreamStatus("test", StreamState.STALLED, "no frame for 2 s")
    assert history.pass_outage(replace(LIVE, status=lost, frames=7, seconds=142.1))
    history.add(lost)
    assert spans(history) == [(99.3, history.now_seconds)]
    assert history.now_seconds == pytest.approx(102.1)
    (known,) = history.events
    assert known.span(history.told_seconds).end_seconds == 99.3
    history.pass_time(104.0)
    assert not history.pass_outage(replace(LIVE, frames=8, seconds=144.0))
    assert history.now_seconds == 104.0


def test_what_never_came_has_no_time() -> None:
    history = ScoreHistory()
    assert not history.pass_outage(replace(RECONNECTING, frames=0, seconds=20.0))
    assert history.now_seconds == 0.0


def test_a_long_silence_is_a_gap_though_nobody_said_so() -> None:
    assert spans(history_of(1.0, 1.3, 1.6, 9.0, 9.3)) == [(1.6, 9.0)]


def test_leading_labels_are_those_that_were_once_high() -> None:
    history = history_of(1.0)
    history.add(said(50.0, (0.1, 0.15, 0.75)))
    assert history.leading(0.0) == ["sitting", "waving", "clapping"]
    assert history.leading(40.0) == ["sitting", "clapping", "waving"]


def test_values_are_read_where_there_are_some() -> None:
    history = history_of(1.0, 1.3, 1.6, 9.0)
    near = history.nearest(1.35)
    assert near is not None
    assert near.seconds == 1.3
    assert history.nearest(5.0) is None
    assert history.nearest(40.0) is None


def test_an_event_grows_until_its_end() -> None:
    history = ScoreHistory()
    history.add_event(ActionEvent("start", "waving", 0.6, 2.0, None, "test"))
    (known,) = history.events
    assert known.span(7.0).end_seconds == 7.0
    history.add_event(ActionEvent("end", "waving", 0.8, 2.0, 5.0, "test"))
    (known,) = history.events
    assert (known.span(7.0).end_seconds, known.event.score) == (5.0, 0.8)


def test_another_time_line_starts_anew() -> None:
    history = history_of(50.0, 50.3)
    history.add(said(1.0))
    assert [sample.seconds for sample in history.samples] == [1.0]
