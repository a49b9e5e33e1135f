"""A monitor's outputs under fire: forked again and again and killed at a random moment.

Runs by itself, without threads of its own, so that it may fork: every child opens the outputs,
writes events with clips as fast as a busy monitor would, and is killed with SIGKILL. The last one
lives until everything is delivered.
"""

import argparse
import json
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import av
from av.packet import Packet
from av.video.stream import VideoStream

from realtime.events import ActionEvent
from realtime.monitor.outputs import OutputSettings, open_outputs
from realtime.outbox.delivery import BackOff
from realtime.outbox.outputs import EventOutputs
from realtime.packets import PacketRing
from tests.webhook_receiver import SECRET

SHORTEST_LIFE_SECONDS, LONGEST_LIFE_SECONDS = 0.02, 0.7
SOON = BackOff(first_seconds=0.01, longest_seconds=0.1)
LONGEST_DRAIN_SECONDS = 120.0
PACKETS_A_STEP = 4
STEP_SECONDS = 0.01


def settings_in(folder: Path, url: str) -> OutputSettings:
    evidence = {"pre_roll_seconds": 0.3, "post_roll_seconds": 0, "min_free_mb": 0}
    return OutputSettings.model_validate(
        {
            "store": folder / "events.db",
            "jsonl": folder / "events.jsonl",
            "webhooks": [{"url": url, "secret": SECRET, "timeout_seconds": 2}],
            "evidence": {**evidence, "snapshot": False, "track": False},
        }
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("url")
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    settings = settings_in(options.folder, options.url)
    chance = random.Random(options.seed)
    for number in range(options.times):
        life_seconds = chance.uniform(SHORTEST_LIFE_SECONDS, LONGEST_LIFE_SECONDS)
        _kill_after(life_seconds, _fork_writer(settings, options.folder / "film.mp4", number))
        sys.stdout.write(json.dumps({"kill": number + 1, "of": options.times}) + "\n")
        sys.stdout.flush()
    return _drain(settings)


def _fork_writer(settings: OutputSettings, film: Path, number: int) -> int:
    """The process id of a child that writes until it is killed; it has begun to."""
    ready, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ready)
        try:
            _write_for_ever(settings, film, number, told)
        finally:
            os._exit(1)
    os.close(told)
    os.read(ready, 1)
    os.close(ready)
    return child


def _kill_after(seconds: float, child: int) -> None:
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WTERMSIG(status) != signal.SIGKILL:
        raise SystemExit(f"the writer ended by itself: {status}")


def _write_for_ever(settings: OutputSettings, film: Path, number: int, told: int) -> None:
    outputs = open_outputs(settings, back_off=SOON)
    os.write(told, b"x")
    ring = outputs.packets("door", settings.evidence)
    assert ring is not None
    packets = _looped(film, ring)
    for step in count():
        for _ in range(PACKETS_A_STEP):
            ring.add(next(packets))
        _write_event(outputs, f"action {number}", step)
        time.sleep(STEP_SECONDS)


def _write_event(outputs: EventOutputs, label: str, step: int) -> None:
    """Start, update and end in turn; some are never ended, since a kill comes before."""
    phase = ("start", "update", "end")[step % 3]
    end_seconds = step + 1.0 if phase == "end" else None
    outputs.write(ActionEvent(phase, label, 0.5, float(step), end_seconds, "door"))  # type: ignore[arg-type]  # one of the three


def _looped(film: Path, ring: PacketRing) -> Iterator["Packet[VideoStream]"]:
    """The packets of a file round and round, each time as a new connection."""
    while True:
        with av.open(str(film)) as container:
            stream = container.streams.video[0]
            ring.begin(stream)
            yield from (packet for packet in container.demux(stream) if packet.size)


def _drain(settings: OutputSettings) -> int:
    """Live until every output has confirmed everything."""
    outputs = open_outputs(settings, back_off=SOON)
    deadline = time.monotonic() + LONGEST_DRAIN_SECONDS
    while outputs.status.unstored or any(one.waiting for one in outputs.status.deliveries):
        if time.monotonic() > deadline:
            sys.stderr.write(f"not delivered: {outputs.status}\n")
            return 1
        time.sleep(0.02)
    outputs.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
