"""A broker that is gone for a while: what a running monitor delivers after its return.

Run it as `python -m tests.outage [--minutes 5]`; the gate has it gone for two seconds. A real
mosquitto, killed and started again on its port, and a whole `liveact-monitor run` whose stand-in
for the network tells several events a second.
"""

import argparse
import json
import signal
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

from tests.monitor_process import LIVELY, MonitorProcess
from tests.mqtt_broker import Broker, Subscriber

TOPIC = "liveact/door/event"
BEFORE = 10
"""Messages that arrive before the broker goes."""
TELL_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class OutageReport:
    """What was stored, and what arrived."""

    seconds: float
    """For which the broker was gone."""
    stored: int
    """Messages of the whole run."""
    waited: int
    """Of these, those that waited when the broker was back."""
    not_delivered: int
    out_of_order: int
    """Messages whose first arrival came after that of a later one."""
    twice: int
    """Arrivals beyond the first, under the same key."""
    caught_up_seconds: float
    """From the broker's return until nothing waited."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = measure(Path(folder), 60 * options.minutes)
    sys.stdout.write(json.dumps(asdict(report), indent=2) + "\n")
    return 1 if report.not_delivered or report.out_of_order else 0


def measure(folder: Path, seconds: float) -> OutageReport:
    """Let the broker die under a monitor, and come back after so long."""
    with Broker(folder) as broker, Subscriber(broker.port) as subscriber:
        mqtt = f'outputs.mqtt = {{ host = "127.0.0.1", port = {broker.port}, timeout_seconds = 1 }}'
        with MonitorProcess(folder, mqtt + LIVELY) as monitor:
            subscriber.wait_for(TOPIC, BEFORE)
            broker.kill()
            subscriber.expect_loss()
            monitor.until(lambda: bool(monitor.output("mqtt")["trouble"]))
            _pass(seconds)
            # Whoever listens has to be there before the first message is sent again.
            monitor.tell(signal.SIGSTOP)
            broker.start()
            subscriber.await_return()
            monitor.tell(signal.SIGCONT)
            back, waited = time.monotonic(), monitor.output("mqtt")["waiting"]
            monitor.write(mqtt + LIVELY + "enabled = false\n")
            monitor.until(lambda: monitor.health()["configuration"] == 2)
            monitor.until(lambda: monitor.output("mqtt")["waiting"] == 0)
            caught_up = time.monotonic() - back
            stored = [message.key for message in monitor.stored()]
            subscriber.wait_for(TOPIC, len(stored))
    arrived = [body["key"] for body in subscriber.bodies(TOPIC)]
    first = list(dict.fromkeys(arrived))
    places = {key: place for place, key in enumerate(stored)}
    return OutageReport(
        seconds=seconds,
        stored=len(stored),
        waited=waited,
        not_delivered=len(set(stored) - set(arrived)),
        out_of_order=sum(places[a] > places[b] for a, b in pairwise(first)),
        twice=len(arrived) - len(first),
        caught_up_seconds=round(caught_up, 1),
    )


def _pass(seconds: float) -> None:
    """Let time go by, and say how much is left."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        sys.stderr.write(f"the broker is gone, {left:.0f} s left\n")
        time.sleep(min(left, TELL_SECONDS))


if __name__ == "__main__":
    sys.exit(main())
