"""Against a real broker in a process of its own."""

import gc
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from realtime.outbox.errors import DeliveryError
from realtime.outbox.messages import StoredMessage
from realtime.outbox.mqtt import MqttLogin, MqttTarget
from realtime.outbox.topics import Topics, topic_name
from realtime.status import StreamState, StreamStatus
from tests.conftest import require_or_skip
from tests.mqtt_broker import Broker, Subscriber, broker_program
from tests.realtime.outbox.event_messages import end, start, update

pytestmark = pytest.mark.mqtt

TOPICS = Topics("home/liveact")
LIVE = StreamStatus("door", StreamState.LIVE)


@pytest.fixture(autouse=True)
def needs_a_broker() -> None:
    if broker_program() is None:
        require_or_skip("mqtt", "mosquitto is not installed; make test installs it")


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    with Broker(tmp_path) as broker:
        yield broker


@contextmanager
def connected(login: MqttLogin, timeout_seconds: float = 15.0) -> Iterator[MqttTarget]:
    target = MqttTarget(
        login, TOPICS, timeout_seconds=timeout_seconds, discovery_prefix="homeassistant"
    )
    try:
        yield target
    finally:
        target.close()
        target.close()


def login(broker: Broker) -> MqttLogin:
    return MqttLogin("127.0.0.1", broker.port, keep_alive_seconds=5)


def test_events_states_and_availability(broker: Broker) -> None:
    one, two = start(1), start(2)
    steps = [one, two, update(one), end(two), end(update(one))]
    with Subscriber(broker.port) as home:
        with connected(login(broker)) as target:
            target.note(LIVE)
            for sequence, message in enumerate(steps):
                target.deliver(StoredMessage(sequence, message))
        home.wait_for(TOPICS.availability, 2)
        home.wait_for(TOPICS.state("door"), 5)
        events = home.bodies("home/liveact/door/event")
        assert [event["key"] for event in events] == [message.key for message in steps]
        states = home.bodies("home/liveact/door/state")
        assert [state["active"] for state in states] == ["ON", "ON", "ON", "ON", "OFF"]
        assert states[3]["id"] == one.event_id
        assert home.texts(TOPICS.availability) == ["online", "offline"]
        assert home.bodies(TOPICS.status("door")) == [{"state": "live", "reason": ""}]
    with Subscriber(broker.port) as late:
        late.wait_for(TOPICS.state("door"), 1)
        late.wait_for(TOPICS.availability, 1)
        assert late.bodies("home/liveact/door/event") == [], "old events are not retained"


def test_home_assistant_is_told_of_a_camera_and_again_when_it_starts(broker: Broker) -> None:
    config = "homeassistant/binary_sensor/home_liveact_{0}_door/action/config"
    config = config.format(topic_name("home/liveact").removeprefix("home_liveact_"))
    with Subscriber(broker.port) as home, connected(login(broker)) as target:
        target.note(LIVE)
        home.wait_for(config, 1)
        home.publish("homeassistant/status", "online")
        home.wait_for(config, 2)
        sensor = home.bodies(config)[0]
        assert sensor["state_topic"] == TOPICS.state("door")
        assert sensor["availability"][0] == {"topic": TOPICS.availability}
        assert sensor["device"]["name"] == "door"


def test_the_broker_says_offline_when_the_monitor_dies(broker: Broker) -> None:
    with Subscriber(broker.port) as home, connected(login(broker)) as target:
        home.wait_for(TOPICS.availability, 1)
        sock = target._client.socket()
        assert sock is not None
        target._client.reconnect_delay_set(30, 30)
        sock.close()  # as the system does with a process that was killed
        home.wait_for(TOPICS.availability, 2)
        assert home.texts(TOPICS.availability) == ["online", "offline"]


def test_a_broker_that_is_killed_and_returns_gets_the_rest(broker: Broker) -> None:
    with (
        Subscriber(broker.port) as home,
        connected(login(broker), timeout_seconds=1.0) as target,
    ):
        target.note(LIVE)
        target.deliver(StoredMessage(1, start(1)))
        home.wait_for(TOPICS.status("door"), 1)
        home.wait_for(TOPICS.event("door"), 1)
        home.expect_loss()
        broker.kill()
        with pytest.raises(DeliveryError, match="broker 127"):
            target.deliver(StoredMessage(2, end(start(1))))
        broker.start()
        home.await_return()
        _until_delivered(target, StoredMessage(2, end(start(1))))
        home.wait_for(TOPICS.event("door"), 2)
        keys = list(dict.fromkeys(event["key"] for event in home.bodies(TOPICS.event("door"))))
        assert keys == [start(1).key, end(start(1)).key]
        home.wait_for(TOPICS.status("door"), 2)


def test_a_broker_that_hangs_has_not_confirmed_and_gets_it_once_it_goes_on(broker: Broker) -> None:
    with (
        Subscriber(broker.port) as home,
        connected(login(broker), timeout_seconds=0.4) as target,
    ):
        home.wait_for(TOPICS.availability, 1)
        broker.pause()
        with pytest.raises(DeliveryError, match="has not confirmed"):
            target.deliver(StoredMessage(1, start(1)))
        broker.resume()
        _until_delivered(target, StoredMessage(1, start(1)))
        home.wait_for(TOPICS.event("door"), 1)
        assert len(home.bodies(TOPICS.event("door"))) == 1


def test_a_wrong_password_is_said(tmp_path: Path) -> None:
    passwords = tmp_path / "passwords"
    passwords.write_text("", encoding="utf-8")
    with (
        Broker(tmp_path, f"password_file {passwords}") as broker,
        connected(
            MqttLogin("127.0.0.1", broker.port, username="me", password="no"), timeout_seconds=1.0
        ) as target,
        pytest.raises(DeliveryError, match="Not authorized"),
    ):
        target.deliver(StoredMessage(1, start(1)))


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Of the broker; its key lies beside it."""
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
    command += f"-subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 -keyout {key}"
    subprocess.run([*command.split(), "-out", certificate], check=True, capture_output=True)
    return certificate


@pytest.fixture
def tls_broker(tmp_path: Path, certificate: Path) -> Iterator[Broker]:
    key = certificate.with_name("key.pem")
    with Broker(tmp_path, f"certfile {certificate}", f"keyfile {key}") as broker:
        yield broker


def test_tls_with_the_brokers_certificate(tls_broker: Broker, certificate: Path) -> None:
    trusting = MqttLogin("127.0.0.1", tls_broker.port, tls=True, ca_file=certificate)
    with Subscriber(tls_broker.port, certificate) as home, connected(trusting) as target:
        target.deliver(StoredMessage(1, start(1)))
        home.wait_for(TOPICS.event("door"), 1)
        assert [event["key"] for event in home.bodies(TOPICS.event("door"))] == [start(1).key]


# paho leaves a socket open where the certificate is not trusted, and sometimes its own two.
@pytest.mark.filterwarnings("ignore:unclosed <ssl.SSLSocket:ResourceWarning")
@pytest.mark.filterwarnings("ignore:unclosed <socket.socket:ResourceWarning")
def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tls_broker: Broker) -> None:
    doubting = MqttLogin("127.0.0.1", tls_broker.port, tls=True)
    with (
        connected(doubting, timeout_seconds=0.3) as target,
        pytest.raises(DeliveryError, match="cannot be reached"),
    ):
        target.deliver(StoredMessage(1, start(1)))
    del target
    gc.collect()


def test_every_camera_has_a_topic_of_its_own() -> None:
    names = ["door", "Tür 1", "T_r 1", "a/b", "a+b", "#", "+", "a_b"]
    topics = [topic_name(name) for name in names]
    assert len(set(topics)) == len(names)
    assert topics[0] == "door"
    assert not [topic for topic in topics if set(topic) & set("/+#$ ")]


def _until_delivered(target: MqttTarget, stored: StoredMessage) -> None:
    for _ in range(40):
        try:
            return target.deliver(stored)
        except DeliveryError:
            continue
    raise AssertionError("never confirmed")
