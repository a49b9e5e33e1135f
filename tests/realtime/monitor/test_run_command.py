"""`run`, `check` and `probe` as people type them, with real servers and processes."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from engines import load_engine
from realtime.clock import MonotonicClock
from realtime.monitor.config import load_config, parse_config
from realtime.monitor.run_monitor import Monitor
from realtime.sinks.base import Message, PredictionMessage
from realtime.status import StreamState, StreamStatus
from tests.monitor_bed import StandInEngine
from tests.realtime.monitor.systemd import Systemd
from tests.rtsp_server import Recording, RtspServer

COMMAND = [sys.executable, "-c", "from realtime.monitor.cli import main; main()"]
DOCS = (Path(__file__).parents[3] / "docs" / "monitor.md").read_text(encoding="utf-8")
PATIENCE_SECONDS = 60.0


def run_command(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
        timeout=PATIENCE_SECONDS,
    )


def test_the_examples_of_the_document_are_right(tmp_path: Path) -> None:
    examples = re.findall(r"```toml\n(.*?)```", DOCS, flags=re.DOTALL)
    assert len(examples) == 2
    for number, text in enumerate(examples):
        parse_config(text, f"{number}", environment={"CAM_USER": "u", "CAM_PASSWORD": "secret"})
    path = tmp_path / "cameras.toml"
    path.write_text(examples[1])
    done = run_command("check", path, CAM_USER="eve", CAM_PASSWORD="secret")
    assert done.returncode == 0, done.stderr
    assert "secret" not in done.stdout
    effective = tmp_path / "effective.toml"
    effective.write_text(done.stdout)
    assert load_config(effective).effective() == done.stdout


def test_check_lists_problems_and_exits_with_2(tmp_path: Path) -> None:
    path = tmp_path / "cameras.toml"
    path.write_text('stager_seconds = 1\n[[cameras]]\nname = "a"\n')
    done = run_command("check", path)
    assert done.returncode == 2
    assert "2 problems" in done.stderr
    assert "line 1: stager_seconds: no key" in done.stderr
    assert "line 2: cameras[0].url: url is missing" in done.stderr
    assert "Traceback" not in done.stderr


class Watcher:
    """What the cameras said, and when."""

    def __init__(self) -> None:
        self.predicted: dict[str, list[float]] = {}
        self.states: dict[str, list[StreamState]] = {}

    def write(self, message: Message) -> None:
        if isinstance(message, PredictionMessage):
            self.predicted.setdefault(message.source_id, []).append(time.monotonic())
        elif isinstance(message, StreamStatus):
            self.states.setdefault(message.source_id, []).append(message.state)

    def close(self) -> None:
        pass


@pytest.mark.rtsp
def test_a_killed_and_a_hung_camera_leave_the_third_alone(
    rtsp_recording: Recording, tmp_path: Path
) -> None:
    watcher = Watcher()
    cut: list[float] = []
    with (
        RtspServer(rtsp_recording) as good,
        RtspServer(rtsp_recording) as killed,
        RtspServer(rtsp_recording) as hung,
    ):
        servers = {"good": good, "killed": killed, "hung": hung}
        text = "".join(
            f'[[cameras]]\nname = "{name}"\nurl = "{server.url}"\nread_timeout_seconds = 1.0\n'
            "stall_seconds = 0.5\n"
            for name, server in servers.items()
        )
        path = tmp_path / "cameras.toml"
        path.write_text(text)
        config = parse_config(text, "x", environment={}, labels_of=lambda _model: ())

        monitor = Monitor(
            path,
            config,
            load_config=lambda _path: config,
            load_engine=lambda _plan: StandInEngine(),
            sinks=[watcher],
            clock=MonotonicClock(),
        )
        began = time.monotonic()

        def script() -> None:
            counts = [len(watcher.predicted.get(name, ())) for name in servers]
            if not cut and min(counts) >= 2:
                killed.kill()
                hung.pause()
                cut.append(time.monotonic())
            lost = [watcher.states.get(name, [None])[-1] for name in ("killed", "hung")]
            if cut and lost == [StreamState.RECONNECTING] * 2 and time.monotonic() > cut[0] + 2:
                monitor.stop()
            if time.monotonic() > began + PATIENCE_SECONDS:
                monitor.stop()

        monitor.run(on_tick=script)
        hung.resume()
    assert cut, "the cameras never came up"
    assert watcher.states["killed"][-2:] == [StreamState.RECONNECTING, StreamState.ENDED]
    assert watcher.states["hung"][-2:] == [StreamState.RECONNECTING, StreamState.ENDED]
    assert StreamState.RECONNECTING not in watcher.states["good"]
    assert len([at for at in watcher.predicted["good"] if at > cut[0]]) >= 3


@pytest.mark.rtsp
@pytest.mark.clips
def test_sigterm_ends_it_in_time_with_everything_told(
    rtsp_recording: Recording, tmp_path: Path, systemd: Systemd
) -> None:
    load_engine().close()  # built and in the cache, so that the time below is that of the end
    with RtspServer(rtsp_recording, user="eve", password="p@ss") as server:
        path = tmp_path / "cameras.toml"
        path.write_text(
            f'[outputs]\nstore = "{tmp_path}/events.db"\n[[cameras]]\nname = "door"\n'
            f'url = "rtsp://eve:${{PASSWORD}}@127.0.0.1:{server.port}/live"\n[http]\nport = 0\n'
        )
        process = subprocess.Popen(
            [*COMMAND, "run", str(path), "--json", "--log-format", "json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **systemd.environment, "PASSWORD": "p@ss"},
        )
        assert process.stdout is not None
        lines = [process.stdout.readline()]
        while '"live"' not in lines[-1]:
            assert lines[-1], "it ended"
            lines.append(process.stdout.readline())
        asked = time.monotonic()
        process.send_signal(signal.SIGTERM)
        rest, log = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0
    assert time.monotonic() - asked < 10.0
    told = [json.loads(line) for line in [*lines, *rest.splitlines()]]
    assert {one["source"] for one in told} == {"door"}
    assert told[-1]["type"] == "summary"
    logged = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert any(one.get("state") == "live" and one["camera"] == "door" for one in logged)
    assert "p@ss" not in log + rest
    assert "p%40ss" not in log + rest
    assert any("health, metrics and events" in one["message"] for one in logged)
    assert (tmp_path / "events.db").exists()
    heard = systemd.heard()
    assert heard[:2] == ["READY=1", "WATCHDOG=1"]
    assert heard[-1] == "STOPPING=1"


@pytest.mark.rtsp
def test_probe_says_what_a_camera_sends(rtsp_server: RtspServer) -> None:
    done = run_command("probe", rtsp_server.url, "--seconds", "2.5", "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["codec"] == "h264"
    assert (report["width"], report["height"]) == (320, 240)
    assert report["fps"] == pytest.approx(25, rel=0.1)
    assert report["transport"] == "tcp"
    assert report["model_fps"] == 25
    assert 0 < report["first_frame_seconds"] < 10


def test_probe_of_nothing_is_one_line(tmp_path: Path) -> None:
    done = run_command("probe", tmp_path / "none.mp4")
    assert done.returncode == 2
    assert "no such file" in done.stderr
    assert done.stderr.count("\n") == 1
