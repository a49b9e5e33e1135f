"""One time axis through reconnects, and an honest 'behind live'."""

import pytest

from realtime.timeline import LiveEdge, StreamTimeline
from tests.realtime.index_engine import index_frame


def test_a_stream_begins_at_zero_whatever_the_camera_says() -> None:
    timeline = StreamTimeline()
    assert timeline.began_seconds is None
    placed = [timeline.place(index_frame(i, 777.0 + i / 25), 50.0 + i) for i in range(3)]
    assert [frame.pts_seconds for frame in placed] == pytest.approx([0, 0.04, 0.08])
    assert timeline.began_seconds == 777.0


def test_a_new_connection_goes_on_where_the_clock_is() -> None:
    timeline = StreamTimeline()
    timeline.place(index_frame(0, 9000.0), 100.0)
    again = timeline.place(index_frame(0, 3.0, connection_id=1), 130.0)
    later = timeline.place(index_frame(1, 3.5, connection_id=1), 131.7)
    assert again.pts_seconds == pytest.approx(30.0)
    assert later.pts_seconds == pytest.approx(30.5)


def test_behind_live_counts_from_the_soonest_arrival() -> None:
    edge = LiveEdge()
    for i, delay in enumerate([1.1, 0.7, 0.2, 0.2, 0.6]):  # a backlog, live, a burst
        edge.add(index_frame(i, i / 25), i / 25 + delay)
    assert edge.behind_seconds(4 / 25, 4 / 25 + 0.6) == pytest.approx(0.4)


def test_behind_live_grows_when_frames_come_later_and_later() -> None:
    edge = LiveEdge()
    for i in range(500):
        edge.add(index_frame(i, i / 25), i / 25 * 1.5)
    now = 499 / 25 * 1.5
    assert edge.behind_seconds(499 / 25, now) == pytest.approx(0.5 * 499 / 25)


def test_a_drifting_clock_is_followed() -> None:
    edge = LiveEdge(span_seconds=10.0)
    for i in range(25 * 600):
        edge.add(index_frame(i, i / 25), i / 25 * 1.001)
    now = 25 * 600 / 25 * 1.001
    behind = edge.behind_seconds(25 * 600 / 25, now)
    assert behind is not None
    assert behind < 0.02


def test_nothing_is_known_before_the_first_frame_and_forgotten_with_a_connection() -> None:
    edge = LiveEdge()
    assert edge.behind_seconds(1.0, 2.0) is None
    edge.add(index_frame(0, 0.0), 0.0)
    edge.add(index_frame(0, 0.0, connection_id=1), 70.0)
    assert edge.behind_seconds(0.0, 70.5) == pytest.approx(0.5)
