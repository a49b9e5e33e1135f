"""A real MQTT broker, mosquitto, in a process that tests kill, stop and restart."""

import json
import os
import shutil
import socket
import subprocess
import threading
import time
from pathlib import Path
from typing import Any, Self

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion

from tests.server_process import ServerProcess


def broker_program() -> str | None:
    """Where mosquitto is, or None; Debian keeps it where only root looks."""
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    return shutil.which("mosquitto", path=path)


class Broker(ServerProcess):
    """Listens on a port of the loopback; forgets all when it is killed."""

    def __init__(self, folder: Path, *options: str) -> None:
        super().__init__()
        self._program = broker_program() or "mosquitto"
        with socket.create_server(("127.0.0.1", 0)) as server:
            self.port = int(server.getsockname()[1])
        self._config = folder / "mosquitto.conf"
        is_open = not any("password" in option for option in options)
        lines = [f"listener {self.port} 127.0.0.1", "persistence false", "log_type none"]
        lines += [f"allow_anonymous {str(is_open).lower()}", *options]
        # Else it becomes another user, who may not read the files of a test.
        lines += ["user root"] if os.geteuid() == 0 else []
        self._config.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def start(self) -> None:
        """Returns when it can be connected to."""
        self._process = subprocess.Popen(
            [self._program, "-c", str(self._config)], stderr=subprocess.DEVNULL, text=True
        )
        for _ in range(500):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1.0).close()
            except OSError:
                time.sleep(0.01)
            else:
                return
        self.kill()
        raise AssertionError("mosquitto does not listen")


class Subscriber:
    """Hears everything that is published; with a certificate to trust, over TLS."""

    def __init__(self, port: int, ca_file: Path | None = None) -> None:
        self.messages: list[tuple[str, bytes]] = []
        self._arrived = threading.Condition()
        self._ready = threading.Event()
        self._client = paho.Client(CallbackAPIVersion.VERSION2)
        if ca_file is not None:
            self._client.tls_set(str(ca_file))
        self._client.reconnect_delay_set(1, 1)
        self._client.on_connect = lambda client, *_: client.subscribe("#", 1)
        self._client.on_subscribe = lambda *_: self._ready.set()
        self._client.on_message = lambda _client, _userdata, message: self._take(message)
        self._client.connect("127.0.0.1", port)
        self._client.loop_start()
        assert self._ready.wait(10.0)

    def bodies(self, topic: str) -> list[dict[str, Any]]:
        return [json.loads(payload) for name, payload in self.messages if name == topic]

    def texts(self, topic: str) -> list[str]:
        return [payload.decode() for name, payload in self.messages if name == topic]

    def wait_for(self, topic: str, count: int, seconds: float = 20.0) -> None:
        with self._arrived:
            there = self._arrived.wait_for(lambda: len(self.texts(topic)) >= count, seconds)
        assert there, self.messages

    def publish(self, topic: str, payload: str) -> None:
        self._client.publish(topic, payload, 1)

    def await_return(self) -> None:
        """Until it hears again what a restarted broker sends."""
        assert self._ready.wait(20.0)

    def expect_loss(self) -> None:
        """The next connection is one that `await_return` waits for."""
        self._ready.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def _take(self, message: paho.MQTTMessage) -> None:
        with self._arrived:
            self.messages.append((message.topic, bytes(message.payload)))
            self._arrived.notify_all()
