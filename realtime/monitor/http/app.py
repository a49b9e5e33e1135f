"""The application: which address is answered by what."""

from typing import get_args

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Route
from starlette.types import ASGIApp

from realtime.monitor.http.api import Api, FileKind, problem
from realtime.monitor.http.buckets import TokenBuckets
from realtime.monitor.http.facts import MonitorFacts
from realtime.monitor.http.guard import Guard
from realtime.monitor.http.metrics import new_registry
from realtime.monitor.http.settings import HttpSettings


def new_app(facts: MonitorFacts, settings: HttpSettings) -> ASGIApp:
    """An ASGI application for one monitor, guarded as its settings say."""
    api = Api(facts, new_registry(facts))
    routes = [
        Route("/", api.page),
        Route("/style.css", api.style),
        Route("/healthz", api.health),
        Route("/readyz", api.ready),
        Route("/metrics", api.metrics),
        Route("/api/openapi.json", api.openapi),
        Route("/api/cameras", api.cameras),
        Route("/api/events", api.events),
        Route("/api/events/{event_id}", api.event),
    ]
    for kind in get_args(FileKind):
        path = f"/api/events/{{event_id}}/{kind}"
        routes.append(Route(path, api.file_of(kind)))
    app = Starlette(routes=routes, exception_handlers={HTTPException: problem, Exception: problem})
    app.router.redirect_slashes = False
    token = settings.token.get_secret_value() if settings.token else ""
    return Guard(app, token=token, buckets=TokenBuckets(facts.clock))
