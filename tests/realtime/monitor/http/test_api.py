"""Events and their files by HTTP, from a real store."""

import sqlite3
from contextlib import closing
from pathlib import Path

from realtime.monitor.http.answers import CamerasAnswer, EventsAnswer, HealthAnswer
from tests.realtime.monitor.http.bed import BROKEN, Bed, ask
from tests.realtime.outbox.event_messages import start


def events(url: str, question: str = "") -> EventsAnswer:
    reply = ask(url, f"/api/events{question}")
    assert reply.status == 200, reply.body
    return EventsAnswer.model_validate_json(reply.body)


def test_pages_go_back_in_time_and_end(url: str, bed: Bed) -> None:
    first = events(url, "?limit=2")
    second = events(url, f"?limit=2&cursor={first.next_cursor}")
    ids = [event.id for event in (*first.events, *second.events)]
    assert ids == [start(number).event_id for number in (2, 1, 0)]
    assert second.next_cursor is None
    assert bed.store.is_file()


def test_only_what_is_asked_for(url: str) -> None:
    assert len(events(url, "?camera=door&label=arm%20wrestling").events) == 3
    assert not events(url, "?camera=yard").events
    assert not events(url, "?label=yoga").events
    from_second = events(url, "?since=2023-11-14T22:14:30%2B00:00").events
    assert [event.id for event in from_second] == [start(2).event_id]
    before = events(url, "?until=2023-11-14T22:14:30%2B00:00").events
    assert [event.id for event in before] == [start(1).event_id, start(0).event_id]


def test_a_wrong_question_is_told_what_is_wrong(url: str) -> None:
    for question in ("limit=0", "limit=501", "cursor=-1", "cursor=x", "since=soon", "camra=door"):
        reply = ask(url, f"/api/events?{question}")
        assert reply.status == 422
        assert question.partition("=")[0] in reply.json()["error"]


def test_files_of_events_and_no_others(url: str, bed: Bed) -> None:
    first = start(0).event_id
    (listed,) = [event for event in events(url).events if event.id == first]
    assert listed.clip == f"/api/events/{first}/clip"
    assert str(bed.folder) not in ask(url, "/api/events").body.decode()
    assert ask(url, listed.clip).body == b"clip bytes"
    part = ask(url, listed.clip, headers={"Range": "bytes=5-9"})
    assert (part.status, part.body) == (206, b"bytes"), "a player may jump"
    assert ask(url, f"/api/events/{first}/snapshot").headers["content-type"] == "image/jpeg"
    assert ask(url, f"/api/events/{first}/track").status == 404
    assert ask(url, f"/api/events/{start(1).event_id}/clip").status == 404
    (bed.folder / "one.mp4").unlink()
    assert ask(url, listed.clip).status == 404


LEADING_OUT = (
    "/api/events/../../../../etc/passwd",
    "/api/events/..%2f..%2f..%2fetc%2fpasswd/clip",
    "/api/events/%2e%2e/clip",
    "/api/events//etc/passwd/clip",
    "/..%2fone.mp4",
    "/one.mp4",
    "/%00",
)


def test_no_path_leads_out(url: str) -> None:
    for path in LEADING_OUT:
        reply = ask(url, path)
        assert reply.status == 404, path
        assert set(reply.json()) == {"error"}


def test_a_camera_that_is_missing_makes_it_503(url: str, bed: Bed) -> None:
    assert ask(url, "/healthz").status == 200
    bed.monitor = type(bed.monitor)((BROKEN,), bed.monitor.engines, 1, "", 1.0, False)
    reply = ask(url, "/healthz")
    assert reply.status == 503
    assert HealthAnswer.model_validate_json(reply.body).status == "failing"
    cameras = CamerasAnswer.model_validate_json(ask(url, "/api/cameras").body).cameras
    assert [(camera.name, camera.is_live) for camera in cameras] == [("yard", False)]


def test_a_store_that_cannot_be_read_is_503_and_no_more(url: str, bed: Bed) -> None:
    with closing(sqlite3.connect(bed.store)) as connection:
        connection.execute("PRAGMA user_version=99")
    assert ask(url, "/api/events").status == 503
    assert ask(url, "/").status == 200
    assert ask(url, "/healthz").status == 200
    assert str(Path(bed.folder)) not in ask(url, "/api/events").body.decode()
