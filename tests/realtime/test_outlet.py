"""What is remembered of a stream for those who look."""

import pytest

from realtime.outlet import StreamOutlet
from realtime.sinks.base import PredictionMessage
from realtime.status import StreamState, StreamStatus
from tests.realtime.score_tracks import decision

SEEN = decision([0.9, 0.1, 0.0], 3.0)


@pytest.fixture
def outlet() -> StreamOutlet:
    outlet = StreamOutlet("door", [])
    turn(outlet, StreamState.LIVE)
    outlet.tell(PredictionMessage("door", SEEN, "ok", 0.1))
    return outlet


def turn(outlet: StreamOutlet, state: StreamState, reason: str = "") -> None:
    outlet.note(StreamStatus("door", state, reason))
    outlet.tell_statuses()


def test_a_picture_that_stands_still_is_still_decided_about(outlet: StreamOutlet) -> None:
    turn(outlet, StreamState.FROZEN)
    assert (outlet.decision, outlet.integrity) == (SEEN, "ok")


@pytest.mark.parametrize("state", [StreamState.STALLED, StreamState.RECONNECTING])
def test_while_no_pictures_come_there_is_no_decision(
    outlet: StreamOutlet, state: StreamState
) -> None:
    turn(outlet, state)
    assert (outlet.decision, outlet.integrity) == (None, None)


def test_why_a_stream_was_lost_is_remembered_when_it_is_back(outlet: StreamOutlet) -> None:
    turn(outlet, StreamState.RECONNECTING, "no route")
    turn(outlet, StreamState.LIVE)
    assert outlet.trouble == "no route"
    assert outlet.is_connected
