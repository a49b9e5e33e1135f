"""Ends a whole `liveact-monitor run` at random moments, by SIGKILL and by SIGTERM in turn.

Run it as `python -m tests.end_soak [--times 100]`; it takes about four seconds a time. A camera by
a real RTSP server, clips, JSON lines, and a receiver that answers every fifth request with 500; a
stand-in for the network tells several events a second. Linux with GStreamer's RTSP server.
"""

import argparse
import json
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.kill_soak import ANSWERS, KillReport, report_on
from tests.monitor_process import LIVELY, MonitorProcess
from tests.rtsp_server import Recording, RtspServer
from tests.webhook_receiver import SECRET, receiving

SHORTEST_LIFE_SECONDS, LONGEST_LIFE_SECONDS = 0.2, 7.0
ENDED = (0, -signal.SIGTERM)
"""Exit codes after SIGTERM: as it should, and before the program had begun to listen."""


@dataclass(frozen=True, slots=True)
class EndReport:
    """How it ended, and what became of its events."""

    exit_codes: dict[int, int]
    """How often each came after SIGTERM; below zero for a signal."""
    longest_end_seconds: float
    """From SIGTERM to the end of the process."""
    events: KillReport

    @property
    def is_clean(self) -> bool:
        """Whether all is as promised."""
        in_time = self.longest_end_seconds < 10.0
        return in_time and self.events.is_clean and set(self.exit_codes) <= set(ENDED)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = soak(Path(folder), options.times, options.seed)
    sys.stdout.write(json.dumps(asdict(report), indent=2) + "\n")
    return 0 if report.is_clean else 1


def soak(folder: Path, times: int, seed: int = 1) -> EndReport:
    """End it so often, then deliver the rest and look."""
    recording = Recording.painted(folder / "camera.rec", seconds=20)
    chance = random.Random(seed)
    codes: Counter[int] = Counter()
    longest = 0.0
    with RtspServer(recording) as camera, receiving() as receiver:
        receiver.answers = [chance.choice([204, 204, 204, 204, 500]) for _ in range(ANSWERS)]
        text = _configuration(folder, camera.url, receiver.url)
        monitor = MonitorProcess(folder, text)
        for number in range(times):
            monitor.launch()
            time.sleep(chance.uniform(SHORTEST_LIFE_SECONDS, LONGEST_LIFE_SECONDS))
            if number % 2:
                monitor.kill()
            else:
                code, seconds = monitor.end()
                codes[code] += 1
                longest = max(longest, seconds)
            sys.stderr.write(f"ended {number + 1} of {times}\n")
        _deliver_the_rest(monitor, text)
    events = report_on(folder, receiver, times // 2)
    return EndReport(dict(codes), round(longest, 1), events)


def _configuration(folder: Path, camera: str, receiver: str) -> str:
    hook = f'{{ url = "{receiver}", secret = "{SECRET}", timeout_seconds = 2 }}'
    return (
        f'outputs.jsonl = "{folder}/events.jsonl"\n'
        f"outputs.webhooks = [{hook}]\n"
        "outputs.evidence = { pre_roll_seconds = 0.5, post_roll_seconds = 0, min_free_mb = 0, "
        "snapshot = false, track = false }\n" + LIVELY.replace("synthetic:", camera)
    )


def _deliver_the_rest(monitor: MonitorProcess, text: str) -> None:
    """Run it without its camera until nothing waits."""
    monitor.write(text + "enabled = false\n")
    with monitor:
        monitor.until(lambda: not any(one["waiting"] for one in monitor.health()["outputs"]))
        monitor.end()


if __name__ == "__main__":
    sys.exit(main())
