"""The OpenAPI document, written from the models of questions and answers."""

from functools import cache
from importlib.metadata import version
from typing import Any

from pydantic.json_schema import models_json_schema

from realtime.monitor.http.answers import (
    Answer,
    CamerasAnswer,
    EventAnswer,
    EventsAnswer,
    EventsQuestion,
    HealthAnswer,
    ProblemAnswer,
    ReadyAnswer,
)

_REF = "#/components/schemas/{model}"
_EVENT_ID = {
    "name": "event_id",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "maxLength": 64, "pattern": "^[0-9a-zA-Z-]+$"},
}
_FILES = {"clip": "video/mp4", "snapshot": "image/jpeg", "track": "application/json"}

Json = dict[str, Any]


@cache
def openapi_document() -> Json:
    """The whole document; not to be changed."""
    models = (HealthAnswer, ReadyAnswer, CamerasAnswer, EventAnswer, EventsAnswer, ProblemAnswer)
    _, schemas = models_json_schema(
        [(model, "serialization") for model in models], ref_template=_REF
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "liveact-monitor",
            "version": version("liveact"),
            "description": "What cameras show and what happened, read only.",
        },
        "security": [{}, {"token": []}, {"login": []}],
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "login": {"type": "http", "scheme": "basic"},
            },
        },
        "paths": _paths(),
    }


def _paths() -> Json:
    paths = {
        "/healthz": _get("Whether all runs that should", HealthAnswer, also=(503,)),
        "/readyz": _get("Whether it has begun its work", ReadyAnswer, also=(503,)),
        "/metrics": _get_file("For Prometheus", "text/plain"),
        "/api/cameras": _get("All cameras", CamerasAnswer),
        "/api/events": _get("Events, the newest first", EventsAnswer, _questions(), (), (422, 503)),
        "/api/events/{event_id}": _get("One event", EventAnswer, [_EVENT_ID], (), (404, 503)),
    }
    for kind, media in _FILES.items():
        paths[f"/api/events/{{event_id}}/{kind}"] = _get_file(
            f"The {kind} of an event", media, [_EVENT_ID], (404, 503)
        )
    return paths


def _get(
    summary: str,
    answer: type[Answer],
    parameters: list[Json] | None = None,
    also: tuple[int, ...] = (),
    problems: tuple[int, ...] = (),
) -> Json:
    """An operation that answers with JSON, under other statuses too."""
    responses = {str(status): _json_response(summary, answer) for status in (200, *also)}
    return _operation(summary, responses, parameters, problems)


def _get_file(
    summary: str,
    media: str,
    parameters: list[Json] | None = None,
    problems: tuple[int, ...] = (),
) -> Json:
    response = {"description": summary, "content": {media: {"schema": {}}}}
    return _operation(summary, {"200": response}, parameters, problems)


def _operation(
    summary: str, responses: Json, parameters: list[Json] | None, problems: tuple[int, ...]
) -> Json:
    refused = {
        str(status): _json_response("Refused", ProblemAnswer) for status in (401, 429, *problems)
    }
    operation: Json = {"summary": summary, "responses": responses | refused}
    return {"get": operation | ({"parameters": parameters} if parameters else {})}


def _json_response(text: str, answer: type[Answer]) -> Json:
    schema = {"$ref": _REF.format(model=answer.__name__)}
    return {"description": text, "content": {"application/json": {"schema": schema}}}


def _questions() -> list[Json]:
    properties = EventsQuestion.model_json_schema()["properties"]
    return [
        {"name": name, "in": "query", "required": False, "schema": _without_null(schema)}
        for name, schema in properties.items()
    ]


def _without_null(schema: Json) -> Json:
    """A question that is left out is not null: an address cannot say that."""
    kept = {key: value for key, value in schema.items() if value is not None}
    if "anyOf" in kept:
        kept["anyOf"] = [one for one in kept["anyOf"] if one.get("type") != "null"]
    return kept
