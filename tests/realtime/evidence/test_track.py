"""What is remembered of a camera's decisions."""

from dataclasses import replace

from realtime.decision import Decision
from realtime.evidence.track import TRACK_POINTS, TrackMemory
from realtime.sinks.base import PredictionMessage
from tests.realtime.score_tracks import prediction
from tests.realtime.virtual_clock import VirtualClock


def decided(end_seconds: float, late_seconds: float = 0.0) -> PredictionMessage:
    seen = replace(prediction([0.1, 0.7, 0.2], end_seconds), latency_seconds=late_seconds)
    return PredictionMessage("door", Decision(None, seen, seen), "ok", 0.1)


def test_the_streams_time_is_known_from_its_decisions() -> None:
    clock = VirtualClock(1000.0)
    tracks = TrackMemory(clock)
    assert tracks.on_clock("door", 5.0) == 1000.0
    tracks.note(decided(5.0, late_seconds=2.0))
    assert tracks.on_clock("door", 5.0) == 998.0, "its last frame was here two seconds ago"
    assert tracks.on_clock("yard", 5.0) == 1000.0


def test_decisions_between_two_times_and_no_more_than_there_is_room_for() -> None:
    clock = VirtualClock(1000.0)
    tracks = TrackMemory(clock)
    for second in range(10):
        clock.advance(1.0)
        tracks.note(decided(float(second)))
    assert len(tracks.points("door", 1003.0, 1005.0)) == 3
    assert len(tracks.points("door", 1003.0, None)) == 8
    for _ in range(TRACK_POINTS):
        tracks.note(decided(11.0))
    assert len(tracks.points("door", 0.0, None)) == TRACK_POINTS
