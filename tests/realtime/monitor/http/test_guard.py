"""Who may ask, how often, and what every answer carries."""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from itertools import product

import pytest

from realtime.monitor.http.app import new_app
from realtime.monitor.http.guard import SECURITY_HEADERS
from realtime.monitor.http.server import HttpServer
from realtime.monitor.http.settings import HttpSettings
from tests.realtime.monitor.http.bed import Bed, ask

TOKEN = "correct horse battery"
PATHS = ("/", "/healthz", "/metrics", "/api/events", "/api/openapi.json", "/nothing/here")


@pytest.fixture
def guarded(bed: Bed) -> Iterator[str]:
    settings = HttpSettings.model_validate({"port": 0, "token": TOKEN})
    with closing(HttpServer(settings)) as server:
        server.start(new_app(bed.facts, settings))
        yield server.url


def basic(password: str) -> str:
    return "Basic " + b64encode(f"phone:{password}".encode()).decode()


WRONG = ("", f"Bearer {TOKEN}x", "Bearer", basic(TOKEN[:-1]), "Basic §", f"Digest {TOKEN}")


def test_without_the_token_nothing_is_told(guarded: str) -> None:
    for path, given in product(PATHS, WRONG):
        reply = ask(guarded, path, headers={"Authorization": given} if given else {})
        assert reply.status == 401
        assert reply.json() == {"error": "the token is missing or wrong"}
        assert "Basic" in reply.headers["www-authenticate"], "a phone's browser asks for it"


def test_with_it_everything_is(guarded: str) -> None:
    for given in (f"Bearer {TOKEN}", f"bearer {TOKEN}", basic(TOKEN)):
        headers = {"Authorization": given, "Host": "monitor.example"}
        assert ask(guarded, "/healthz", headers=headers).status == 200


def test_every_answer_is_safe_in_a_browser(url: str) -> None:
    for path in PATHS:
        headers = ask(url, path, headers={"Origin": "https://evil.example"}).headers
        assert headers.items() >= SECURITY_HEADERS.items()
        assert "server" not in headers
        assert not [name for name in headers if name.startswith("access-control-")]


def test_a_name_of_the_web_that_leads_here_reads_nothing(url: str) -> None:
    port = url.rpartition(":")[2]
    for host, status in (("evil.example", 421), ("", 421), (f"localhost:{port}", 200)):
        assert ask(url, "/api/events", headers={"Host": host}).status == status


def test_requests_only_read(url: str) -> None:
    assert ask(url, "/api/events", method="POST", body=b"x").status == 405
    assert ask(url, "/api/events", method="DELETE").status == 405
    assert ask(url, "/api/events", body=b"{}").status == 413
    assert ask(url, f"/api/events?label={'x' * 5000}").status == 414
    assert ask(url, "/healthz", method="HEAD").status == 200


def test_who_asks_too_often_waits(bed: Bed, url: str) -> None:
    statuses = [ask(url, "/style.css").status for _ in range(101)]
    assert statuses == [200] * 100 + [429]
    bed.clock.advance(1.0)
    assert ask(url, "/style.css").status == 200
