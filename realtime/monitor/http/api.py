"""The answers of a monitor to requests, each made anew from how it stands."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Literal

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, generate_latest
from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response

from realtime.errors import SettingsError
from realtime.monitor.http.answers import (
    CamerasAnswer,
    EventAnswer,
    EventsAnswer,
    EventsQuestion,
    ProblemAnswer,
)
from realtime.monitor.http.facts import MonitorFacts
from realtime.monitor.http.health import camera_answer, health_of, readiness_of
from realtime.monitor.http.openapi import openapi_document
from realtime.monitor.http.page import PAGE_EVENTS, status_page
from realtime.monitor.http.page_style import STYLE
from realtime.monitor.times import parse_since
from realtime.outbox.errors import StoreError
from realtime.outbox.messages import StoredEvent, event_fields
from realtime.outbox.reader import EventQuery, EventReader

FileKind = Literal["clip", "snapshot", "track"]

MEDIA_TYPES: dict[FileKind, str] = {
    "clip": "video/mp4",
    "snapshot": "image/jpeg",
    "track": "application/json",
}


class Api:
    """One method for each address; called from several threads."""

    def __init__(self, facts: MonitorFacts, registry: CollectorRegistry) -> None:
        """Ask nothing yet."""
        self._facts = facts
        self._registry = registry

    def health(self, _request: Request) -> Response:
        """503 where something that should run does not."""
        health = health_of(self._facts.snapshot(), self._facts.outputs())
        return _json(health, 200 if health.status == "ok" else 503)

    def ready(self, _request: Request) -> Response:
        """503 until it does its work, and while it ends."""
        ready = readiness_of(self._facts.snapshot(), self._facts.outputs())
        return _json(ready, 200 if ready.ready else 503)

    def metrics(self, _request: Request) -> Response:
        """For Prometheus."""
        text = generate_latest(self._registry)
        return Response(text, headers={"content-type": CONTENT_TYPE_PLAIN_0_0_4})

    def cameras(self, _request: Request) -> Response:
        """All cameras."""
        cameras = self._facts.snapshot().cameras
        return _json(CamerasAnswer(cameras=tuple(camera_answer(camera) for camera in cameras)))

    def events(self, request: Request) -> Response:
        """A page of events, the newest first."""
        question = _question(request)
        query = self._query(question)
        with self._reader() as reader:
            # One more than wanted tells whether there is another page.
            found = reader.page(
                query, after=question.cursor, limit=question.limit + 1, newest_first=True
            )
        events = found[: question.limit]
        more = events[-1].sequence if len(found) > len(events) else None
        answers = tuple(event_answer(event) for event in events)
        return _json(EventsAnswer(events=answers, next_cursor=more))

    def event(self, request: Request) -> Response:
        """One event."""
        return _json(event_answer(self._one(request)))

    def file_of(self, kind: FileKind) -> Callable[[Request], Response]:
        """Files of events: only what the store names, whatever the address says."""

        def file(request: Request) -> Response:
            named = getattr(self._one(request).evidence, kind)
            if not named or not Path(named).is_file():
                raise HTTPException(404, f"this event has no {kind}, or it is kept no more")
            return FileResponse(named, media_type=MEDIA_TYPES[kind])

        return file

    def openapi(self, _request: Request) -> Response:
        """What can be asked, for programs."""
        return JSONResponse(openapi_document())

    def page(self, _request: Request) -> Response:
        """What a phone shows."""
        health = health_of(self._facts.snapshot(), self._facts.outputs())
        try:
            with self._reader() as reader:
                found = reader.page(EventQuery(), limit=PAGE_EVENTS, newest_first=True)
        except HTTPException:
            found = []  # the page says what is wrong with the store
        events = [event_answer(event) for event in found]
        return HTMLResponse(status_page(health, events, self._facts.clock.wall()))

    def style(self, _request: Request) -> Response:
        """How the page looks."""
        return Response(STYLE, media_type="text/css")

    def _query(self, question: EventsQuestion) -> EventQuery:
        now = self._facts.clock.wall()
        try:
            since = parse_since(question.since, now, "since") if question.since else None
            until = parse_since(question.until, now, "until") if question.until else None
        except SettingsError as error:
            raise HTTPException(422, str(error)) from error
        return EventQuery(camera=question.camera, label=question.label, since=since, until=until)

    def _one(self, request: Request) -> StoredEvent:
        with self._reader() as reader:
            event = reader.one(request.path_params["event_id"])
        if event is None:
            raise HTTPException(404, "no such event")
        return event

    @contextmanager
    def _reader(self) -> Iterator[EventReader]:
        """The store, read apart from those who write it."""
        try:
            with closing(EventReader(self._facts.store)) as reader:
                yield reader
        except StoreError as error:
            raise HTTPException(503, "the event store cannot be read just now") from error


def event_answer(event: StoredEvent) -> EventAnswer:
    """An event with paths below this server in place of the machine's own."""
    fields = event_fields(event)
    del fields["type"], fields["last_sequence"]
    for kind in MEDIA_TYPES:
        if fields[kind]:
            fields[kind] = f"/api/events/{event.event_id}/{kind}"
    return EventAnswer(**fields)


def problem(_request: Request, error: Exception) -> Response:
    """An error as JSON; of one that nobody foresaw nothing is told."""
    if isinstance(error, HTTPException):
        return _json(ProblemAnswer(error=error.detail), error.status_code)
    return _json(ProblemAnswer(error="this is a fault of the monitor; see its log"), 500)


def _question(request: Request) -> EventsQuestion:
    given = request.query_params
    try:
        return EventsQuestion.model_validate(dict(given))
    except ValidationError as error:
        first = error.errors()[0]
        where = first["loc"][0] if first["loc"] else "query"
        raise HTTPException(422, f"{where}: {first['msg']}") from error


def _json(answer: BaseModel, status: int = 200) -> Response:
    return JSONResponse(answer.model_dump(mode="json"), status)
