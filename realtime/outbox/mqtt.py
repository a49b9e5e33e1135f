"""Events by MQTT: QoS 1, last will, retained states, Home Assistant's discovery."""

import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from realtime.outbox.errors import DeliveryError
from realtime.outbox.messages import EventMessage, StoredMessage, iso_time, to_payload
from realtime.outbox.topics import Topics, discovery
from realtime.status import StreamStatus

logger = logging.getLogger(__name__)

ONLINE, OFFLINE = "online", "offline"
_POLL_SECONDS = 0.2
_LONGEST_RECONNECT_SECONDS = 30
_CONNECT_SECONDS = 3.0
_LEAVE_SECONDS = 1.5


class _NotPublishedError(DeliveryError):
    """paho did not take a message."""


@dataclass(frozen=True, slots=True)
class MqttLogin:
    """How a broker is reached."""

    host: str
    port: int
    client_id: str = "liveact"
    username: str = ""
    password: str | None = None
    tls: bool = False
    ca_file: Path | None = None
    """Certificates to trust; None for the system's."""
    certificate: Path | None = None
    private_key: Path | None = None
    keep_alive_seconds: int = 30


class MqttTarget:
    """Publishes each message; the broker's PUBACK confirms it.

    paho keeps the connection in a thread of its own and connects again by itself. What is under
    way when the broker dies is sent again by paho, so that this run sends nothing twice.
    """

    name = "mqtt"

    def __init__(
        self,
        login: MqttLogin,
        topics: Topics,
        *,
        timeout_seconds: float = 10.0,
        discovery_prefix: str = "",
    ) -> None:
        """Begin to connect; returns at once.

        Args:
            login: the broker.
            topics: where to publish.
            timeout_seconds: a delivery that is not confirmed by then fails.
            discovery_prefix: Home Assistant's; empty for no discovery.
        """
        self._topics = topics
        self._address = f"{login.host}:{login.port}"
        self._timeout_seconds = timeout_seconds
        self._discovery_prefix = discovery_prefix
        self._connected = threading.Event()
        self._closed = threading.Event()
        self._reason = "cannot be reached"
        self._statuses: dict[str, str] = {}
        self._running: dict[str, dict[str, EventMessage]] = {}
        self._under_way: tuple[str, list[paho.MQTTMessageInfo]] = ("", [])
        self._client = self._new_client(login)
        self._client.connect_async(login.host, login.port, login.keep_alive_seconds)
        self._client.loop_start()

    def deliver(self, stored: StoredMessage) -> None:
        """Publish a message and the camera's new state; returns when the broker has both."""
        self._wait_for_connection()
        key, _ = self._under_way
        if key != stored.message.key:
            self._under_way = (stored.message.key, list(self._publish_event(stored)))
        try:
            for info in self._under_way[1]:
                self._wait_for_confirmation(info)
        except _NotPublishedError:
            self._under_way = ("", [])  # paho does not have it either: published anew next time
            raise
        self._under_way = ("", [])

    def note(self, status: StreamStatus) -> None:
        """Publish where a camera stands, now or once there is a connection; retained."""
        payload = json.dumps({"state": status.state.value, "reason": status.reason})
        is_new = status.source_id not in self._statuses
        self._statuses[status.source_id] = payload
        if self._connected.is_set():
            if is_new:
                self._discover(status.source_id)
            self._client.publish(self._topics.status(status.source_id), payload, 1, retain=True)

    def close(self) -> None:
        """Say that the monitor is off and leave; calling it again does nothing."""
        if self._closed.is_set():
            return
        self._closed.set()
        if self._connected.is_set():
            with suppress(DeliveryError), _publish_errors(self._address):
                info = self._client.publish(self._topics.availability, OFFLINE, 1, retain=True)
                info.wait_for_publish(1.0)
        self._client.disconnect()
        # paho's thread may be waiting for a broker that does not answer; it ends after that.
        ending = threading.Thread(
            target=self._client.loop_stop, name="liveact-mqtt-end", daemon=True
        )
        ending.start()
        ending.join(_LEAVE_SECONDS)

    def _new_client(self, login: MqttLogin) -> paho.Client:
        client = paho.Client(CallbackAPIVersion.VERSION2, client_id=login.client_id)
        if login.username:
            client.username_pw_set(login.username, login.password)
        if login.tls:
            client.tls_set(
                ca_certs=_text(login.ca_file),
                certfile=_text(login.certificate),
                keyfile=_text(login.private_key),
            )
        client.will_set(self._topics.availability, OFFLINE, 1, retain=True)
        client.reconnect_delay_set(1, _LONGEST_RECONNECT_SECONDS)
        client.connect_timeout = _CONNECT_SECONDS
        client.on_connect = self._on_connect
        client.on_disconnect = self._on_disconnect
        client.on_message = self._on_message
        return client

    def _publish_event(self, stored: StoredMessage) -> Iterator[paho.MQTTMessageInfo]:
        message = stored.message
        payload = json.dumps(to_payload(stored), ensure_ascii=False, allow_nan=False)
        yield self._client.publish(self._topics.event(message.camera), payload, 1)
        if message.phase != "evidence":
            state = json.dumps(self._state_after(message), ensure_ascii=False)
            yield self._client.publish(self._topics.state(message.camera), state, 1, retain=True)

    def _state_after(self, message: EventMessage) -> dict[str, Any]:
        """What goes on at a camera: the newest event that has no end, else the last one."""
        running = self._running.setdefault(message.camera, {})
        running.pop(message.event_id, None)
        if message.phase != "end":
            running[message.event_id] = message
        shown = next(reversed(running.values()), message)
        return {
            "active": "ON" if running else "OFF",
            "label": shown.label,
            "score": round(shown.score, 5),
            "since": iso_time(shown.started_at),
            "id": shown.event_id,
        }

    def _wait_for_connection(self) -> None:
        self._connected.wait(self._timeout_seconds)
        if self._closed.is_set() or not self._connected.is_set():
            raise DeliveryError(f"broker {self._address}: {self._reason}")

    def _wait_for_confirmation(self, info: paho.MQTTMessageInfo) -> None:
        with _publish_errors(self._address):
            for _ in range(max(1, round(self._timeout_seconds / _POLL_SECONDS))):
                info.wait_for_publish(_POLL_SECONDS)
                if info.is_published():
                    return
                if self._closed.is_set():
                    break
        raise DeliveryError(f"broker {self._address} has not confirmed an event")

    def _discover(self, camera: str) -> None:
        if not self._discovery_prefix:
            return
        payloads = discovery(self._topics, camera, self._discovery_prefix)
        for topic, payload in payloads.items():
            self._client.publish(topic, json.dumps(payload), 1, retain=True)

    # paho's thread.

    def _on_connect(
        self,
        client: paho.Client,
        _userdata: Any,
        _flags: paho.ConnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if reason.is_failure:
            self._reason = f"it refuses this client: {reason}"
            return
        self._connected.set()
        client.publish(self._topics.availability, ONLINE, 1, retain=True)
        if self._discovery_prefix:
            client.subscribe(f"{self._discovery_prefix}/status", 1)
        for camera, payload in list(self._statuses.items()):
            self._discover(camera)
            client.publish(self._topics.status(camera), payload, 1, retain=True)

    def _on_disconnect(
        self,
        _client: paho.Client,
        _userdata: Any,
        _flags: paho.DisconnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if self._connected.is_set() and not self._closed.is_set():
            self._reason = f"the connection was lost: {reason}"
        self._connected.clear()

    def _on_message(self, _client: paho.Client, _userdata: Any, message: paho.MQTTMessage) -> None:
        """Home Assistant has started and knows nothing."""
        if message.payload == ONLINE.encode():
            for camera in list(self._statuses):
                self._discover(camera)


@contextmanager
def _publish_errors(address: str) -> Iterator[None]:
    try:
        yield
    except (ValueError, RuntimeError) as error:
        raise _NotPublishedError(f"broker {address}: {error}") from error


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)
