"""A monitor as the HTTP server sees it, and a browser of few words."""

import json
import ssl
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from typing import Any

from realtime.calls import EngineReport
from realtime.evidence.recorder import EvidenceStatus
from realtime.monitor.config_plans import EnginePlan
from realtime.monitor.http.facts import MonitorFacts
from realtime.monitor.run_state import CameraSnapshot, CameraState, EngineSnapshot, MonitorSnapshot
from realtime.outbox.delivery import DeliveryStatus
from realtime.outbox.messages import EventMessage, Evidence
from realtime.outbox.outputs import OutputsStatus
from realtime.outbox.store import EventStore
from realtime.rates import Histogram
from tests.realtime.monitor.snapshots import LIVE, RECONNECTING
from tests.realtime.outbox.event_messages import end, start
from tests.realtime.virtual_clock import VirtualClock

DOOR = CameraSnapshot("door", "rtsp://cam.example/1", CameraState.RUNNING, "", (LIVE,), 3, 1)
BROKEN = replace(DOOR, name="yard", streams=(RECONNECTING,))
OFF = replace(DOOR, name="shop", state=CameraState.OFF, reason="outside its hours", streams=())


def engine(**changes: Any) -> EngineSnapshot:
    calls = Histogram((0.1, 1.0))
    for seconds in (0.05, 0.4, 3.0):
        calls.add(seconds)
    report = EngineReport(True, 1, "RuntimeError: lost", 2, 1, 3, 3, LIVE.engine_ms, calls.counts())
    plan = EnginePlan("i3d.k400", "window", "auto", "auto", "auto")
    return EngineSnapshot(plan, replace(report, **changes))


@dataclass
class Bed:
    """Facts that a test may change; the event store is a real one."""

    folder: Path
    clock: VirtualClock = field(default_factory=VirtualClock)
    monitor: MonitorSnapshot = field(
        default_factory=lambda: MonitorSnapshot((DOOR, OFF), (engine(),), 2, "", 61.5, False)
    )
    outputs: OutputsStatus = field(
        default_factory=lambda: OutputsStatus(
            (DeliveryStatus("mqtt", 4, 10, 1, ""),), 0, 0, "", "", EvidenceStatus(1, 2, "", 3000)
        )
    )

    @property
    def store(self) -> Path:
        return self.folder / "events.db"

    @property
    def facts(self) -> MonitorFacts:
        return MonitorFacts(
            lambda: self.monitor,
            lambda: self.outputs,
            self.store,
            {"store": self.folder},
            self.clock,
        )

    def fill(self, count: int = 3) -> list[EventMessage]:
        """Events that have ended; the first has files."""
        clip, snapshot = self.folder / "one.mp4", self.folder / "one.jpg"
        clip.write_bytes(b"clip bytes")
        snapshot.write_bytes(b"picture bytes")
        starts = [
            replace(start(number), started_at=1_700_000_000.0 + 60 * number)
            for number in range(count)
        ]
        files = Evidence(clip=str(clip), snapshot=str(snapshot))
        evidence = replace(end(starts[0]), number=2, phase="evidence", evidence=files)
        with closing(EventStore(self.store, [])) as store:
            store.add([*starts, *(end(message) for message in starts), evidence])
        return starts


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


def ask(
    url: str,
    path: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    tls: ssl.SSLContext | None = None,
) -> Reply:
    """One request on a connection of its own."""
    host = url.partition("://")[2]
    connection = (
        HTTPSConnection(host, timeout=10, context=tls) if tls else HTTPConnection(host, timeout=10)
    )
    with closing(connection):
        connection.request(method, path, body, dict(headers or {}))
        response = connection.getresponse()
        names = {name.lower(): value for name, value in response.getheaders()}
        return Reply(response.status, names, response.read())
