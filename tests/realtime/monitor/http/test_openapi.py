"""The OpenAPI document is kept to, whatever is asked."""

from typing import Any
from urllib.parse import quote, urlencode

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from realtime.monitor.http import answers
from realtime.monitor.http.openapi import openapi_document
from tests.realtime.monitor.http.bed import Bed, ask
from tests.realtime.outbox.event_messages import start

DOCUMENT = openapi_document()
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)


@st.composite
def requests(draw: st.DrawFn) -> tuple[str, str]:
    """A path of the document, and one that a client may make of it."""
    path = draw(st.sampled_from(sorted(DOCUMENT["paths"])))
    operation = DOCUMENT["paths"][path]["get"]
    event = draw(
        st.sampled_from([start(0).event_id, start(2).event_id])
        | st.text(st.characters(codec="utf-8"), max_size=20)
    )
    asked = {
        parameter["name"]: draw(_values(parameter["schema"]))
        for parameter in operation.get("parameters", [])
        if parameter["in"] == "query" and draw(st.booleans())
    }
    return path, path.replace("{event_id}", quote(event, safe="")) + "?" + urlencode(asked)


def _values(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    """What fits the schema, and what does not."""
    text = st.text(st.characters(codec="utf-8"), max_size=30)
    if schema.get("type") == "integer":
        return st.integers(-(2**70), 2**70).map(str) | text
    return st.sampled_from(["2h", "2023-11-14T22:14:30", "door", "arm wrestling"]) | text


@pytest.mark.usefixtures("bed")
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(request=requests())
def test_every_answer_is_one_of_the_document_whatever_is_asked(
    bed: Bed, url: str, request: tuple[str, str]
) -> None:
    path, asked = request
    bed.clock.advance(60.0)  # nobody is too fast for the rate limit
    reply = ask(url, asked)
    responses = DOCUMENT["paths"][path]["get"]["responses"]
    assert reply.status < 500, reply.body
    assert str(reply.status) in responses
    content = responses[str(reply.status)]["content"]
    (media,) = content
    if media == "application/json" and content[media]["schema"]:
        model: type[BaseModel] = getattr(answers, content[media]["schema"]["$ref"].rsplit("/")[-1])
        model.model_validate_json(reply.body)
    assert reply.headers["content-type"].startswith(media)


@pytest.mark.parametrize("path", sorted(DOCUMENT["paths"]))
def test_what_fits_the_document_is_answered_as_it_says(bed: Bed, url: str, path: str) -> None:
    """Schemathesis makes the questions and holds the answers against the document."""
    statuses: list[int] = []

    @settings(max_examples=12, deadline=None, derandomize=True)
    @given(case=SCHEMA[path]["GET"].as_strategy())
    def ask_it(case: "schemathesis.Case[Any]") -> None:
        bed.clock.advance(60.0)
        statuses.append(case.call_and_validate(base_url=url).status_code)

    ask_it()
    assert statuses
    assert max(statuses) < 500


def test_every_path_is_there_and_every_reference_leads_somewhere(url: str) -> None:
    document = ask(url, "/api/openapi.json").json()
    assert document == DOCUMENT
    for path in document["paths"]:
        asked = path.replace("{event_id}", start(0).event_id)
        if not path.endswith("/track"):
            assert ask(url, asked).status == 200, path
    text = str(document)
    for name in document["components"]["schemas"]:
        assert f"#/components/schemas/{name}" in text
    assert text.count("#/components/schemas/ProblemAnswer") > 5
