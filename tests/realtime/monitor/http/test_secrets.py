"""A monitor with passwords everywhere: none of them is ever answered."""

import threading
import time
from base64 import b64encode
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import quote

import pytest

from realtime.clock import MonotonicClock
from realtime.monitor.config import MonitorConfig, parse_config
from realtime.monitor.http.app import new_app
from realtime.monitor.http.facts import MonitorFacts
from realtime.monitor.http.openapi import openapi_document
from realtime.monitor.http.server import HttpServer
from realtime.monitor.outputs import open_outputs
from realtime.monitor.run_monitor import Monitor
from tests.monitor_bed import StandInEngine
from tests.realtime.monitor.http.bed import ask
from tests.rtsp_server import Recording, RtspServer

SECRETS = {
    "CAMERA": "cam p@ss/word?1",
    "WRONG": "wr0ng-camera-word",
    "HOOK": "hook-signing-secret",
    "HEADER": "header-secret-value",
    "BROKER": "broker-password",
    "TOKEN": "monitor-token-0123456789",
}
CONFIG = """
[outputs]
store = "{folder}/events.db"
[[outputs.webhooks]]
url = "http://127.0.0.1:9/hook?key=${{HOOK}}"
secret = "${{HOOK}}"
headers = {{ Authorization = "${{HEADER}}" }}
[outputs.mqtt]
host = "127.0.0.1"
port = 9
username = "monitor"
password = "${{BROKER}}"
[http]
port = 0
token = "${{TOKEN}}"
[[cameras]]
name = "right"
url = "rtsp://eve:${{CAMERA}}@127.0.0.1:{port}/live"
[[cameras]]
name = "wrong"
url = "rtsp://eve:${{WRONG}}@127.0.0.1:{port}/live"
[[cameras]]
name = "away"
url = "rtsp://eve:${{CAMERA}}@127.0.0.1:9/live?password=${{WRONG}}"
"""
PATIENCE_SECONDS = 30.0


@pytest.mark.rtsp
def test_no_answer_holds_a_password(rtsp_recording: Recording, tmp_path: Path) -> None:
    with RtspServer(rtsp_recording, user="eve", password=SECRETS["CAMERA"]) as camera:
        text = CONFIG.format(folder=tmp_path, port=camera.port)
        config = parse_config(text, "x", environment=SECRETS, labels_of=lambda _model: ())
        answers = everything_answered(config, tmp_path)
    assert b"right" in answers["/healthz"]
    assert b"wrong" in answers["/healthz"]
    assert b"liveact_camera_live" in answers["/metrics"]
    for path, body in answers.items():
        for name, secret in SECRETS.items():
            for form in (secret, quote(secret, safe=""), b64encode(secret.encode()).decode()):
                assert form.encode() not in body, f"{name} in {path}"


def everything_answered(config: MonitorConfig, folder: Path) -> dict[str, bytes]:
    """The bytes of every address, headers too, once each camera has shown how it stands."""
    clock = MonotonicClock()
    with ExitStack() as opened:
        server = opened.enter_context(closing(HttpServer(config.file.http)))
        outputs = opened.enter_context(closing(open_outputs(config.file.outputs)))
        monitor = Monitor(
            folder / "cameras.toml",
            config,
            load_config=lambda _path: config,
            load_engine=lambda _plan: StandInEngine(),
            sinks=[outputs],
            clock=clock,
        )
        store = config.file.outputs.store_path
        facts = MonitorFacts(
            monitor.snapshot, lambda: outputs.status, store, {"store": folder}, clock
        )
        server.start(new_app(facts, config.file.http))
        thread = threading.Thread(target=monitor.run, name="monitor-of-test", daemon=True)
        thread.start()
        try:
            _await_states(monitor)
            login = {"Authorization": f"Bearer {SECRETS['TOKEN']}"}
            replies = {
                path: ask(server.url, path, headers=login)
                for path in ("/", "/style.css", "/api/openapi.json", *openapi_document()["paths"])
            }
        finally:
            monitor.stop()
            thread.join(PATIENCE_SECONDS)
    return {path: str(one.headers).encode() + one.body for path, one in replies.items()}


def _await_states(monitor: Monitor) -> None:
    """One live, two that failed and say why."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        right, wrong, away = monitor.snapshot().cameras
        reasons = [wrong.reason, *(one.status.reason for one in (*wrong.streams, *away.streams))]
        if any(one.status.state == "live" for one in right.streams) and sum(map(bool, reasons)) > 1:
            return
        threading.Event().wait(0.05)
    raise AssertionError("the cameras did not come up")
