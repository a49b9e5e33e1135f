import json
from collections.abc import Iterator

import pytest

from realtime.clock import MonotonicClock
from realtime.outbox.errors import DeliveryError, RefusedError
from realtime.outbox.messages import StoredMessage
from realtime.outbox.webhook import WebhookTarget
from tests.realtime.outbox.event_messages import FIRST, end
from tests.webhook_receiver import SECRET, Receiver, receiving

STORED = StoredMessage(7, FIRST)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def target(url: str, *, secret: str = SECRET, timeout_seconds: float = 5.0) -> WebhookTarget:
    return WebhookTarget(
        "hook",
        url,
        MonotonicClock(),
        secret=secret,
        headers={"X-Site": "north"},
        timeout_seconds=timeout_seconds,
    )


def test_a_signed_request_that_says_which_message_it_is(receiver: Receiver) -> None:
    hook = target(receiver.url)
    hook.deliver(STORED)
    hook.deliver(StoredMessage(8, end(FIRST)))
    hook.close()
    assert not receiver.forged
    assert [request["phase"] for request in receiver.requests] == ["start", "end"]
    headers = receiver.headers[0]
    assert headers["idempotency-key"] == receiver.requests[0]["key"] == f"{FIRST.event_id}-start"
    assert headers["content-type"] == "application/json"
    assert headers["x-site"] == "north"


def test_another_secret_is_noticed(receiver: Receiver) -> None:
    hook = target(receiver.url, secret="another")
    with pytest.raises(DeliveryError, match="answers 401"):
        hook.deliver(STORED)
    hook.close()
    assert receiver.forged == 1


@pytest.mark.parametrize("status", [500, 503, 404, 429])
def test_a_failure_is_to_be_sent_again(receiver: Receiver, status: int) -> None:
    receiver.answers = [status]
    hook = target(receiver.url)
    with pytest.raises(DeliveryError, match=f"answers {status}"):
        hook.deliver(STORED)
    hook.deliver(STORED)
    hook.close()
    assert receiver.keys == [FIRST.key]


def test_a_message_that_it_does_not_like_is_given_up(receiver: Receiver) -> None:
    receiver.answers = [422]
    hook = target(receiver.url)
    with pytest.raises(RefusedError, match="422"):
        hook.deliver(STORED)
    hook.close()


def test_a_receiver_that_hangs_or_breaks_off_has_not_confirmed(receiver: Receiver) -> None:
    receiver.answers = ["hang", "break"]
    hook = target(receiver.url, timeout_seconds=0.2)
    with pytest.raises(DeliveryError, match=r"no answer within 0\.2 s"):
        hook.deliver(STORED)
    with pytest.raises(DeliveryError, match="the connection broke"):
        hook.deliver(STORED)
    hook.close()


def test_a_redirect_is_not_followed_and_says_where_to(receiver: Receiver) -> None:
    with receiving() as other:
        receiver.answers = [f"http://localhost:{other.port}/hooks/0TH3R"]
        hook = target(receiver.url)
        with pytest.raises(DeliveryError, match="a redirect to localhost") as raised:
            hook.deliver(STORED)
        hook.close()
        assert not other.headers
    assert "0TH3R" not in str(raised.value)


def test_nobody_there_is_said_without_the_path_which_may_be_a_key() -> None:
    with receiving() as gone:
        url = gone.url
    hook = target(url)
    with pytest.raises(DeliveryError, match=r"127\.0\.0\.1: cannot be reached") as raised:
        hook.deliver(STORED)
    hook.close()
    assert "T0K3N" not in str(raised.value)


def test_a_user_in_the_address_becomes_a_header(receiver: Receiver) -> None:
    hook = target(receiver.url.replace("//", "//me:secret@"))
    hook.deliver(STORED)
    hook.close()
    assert receiver.headers[0]["authorization"].startswith("Basic ")


def test_the_body_is_what_the_files_hold_too(receiver: Receiver) -> None:
    hook = target(receiver.url)
    hook.deliver(STORED)
    hook.close()
    assert json.dumps(receiver.requests[0]) == json.dumps(
        {
            "type": "event",
            "id": FIRST.event_id,
            "key": FIRST.key,
            "sequence": 7,
            "phase": "start",
            "camera": "door",
            "label": "arm wrestling",
            "score": 0.625,
            "started_at": "2023-11-14T22:13:20.000Z",
            "ended_at": None,
            "duration_seconds": None,
            "note": "",
            "clip": None,
            "snapshot": None,
            "track": None,
            "evidence_note": None,
        }
    )
