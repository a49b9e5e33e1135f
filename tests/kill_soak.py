"""Kills a process that writes events with SIGKILL again and again, then looks what became of them.

Run it as `python -m tests.kill_soak [--times 100]`; the gate does ten. The receiver of the events
answers every fifth request with 500 or not at all. Linux only.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

from engines import VideoError, VideoReader
from realtime.evidence.folder import UNFINISHED
from realtime.outbox.connection import connect_to_read
from realtime.outbox.reader import EventQuery, EventReader
from realtime.outbox.rows import to_message
from tests.realtime.evidence.filmed import Film
from tests.webhook_receiver import Receiver, receiving

ANSWERS = 100_000


@dataclass(frozen=True, slots=True)
class KillReport:
    """What was stored, and what arrived."""

    kills: int
    events: int
    messages: int
    """Stored, of all events."""
    requests: int
    """That the receiver confirmed, those that it had before included."""
    not_delivered: int
    """Stored messages that the receiver never confirmed."""
    never_stored: int
    """Messages that the receiver got and the store does not have."""
    out_of_order: int
    """Messages whose first arrival came after that of a later one."""
    differing: int
    """Requests under a key that said something else before."""
    forged: int
    not_in_file: int
    """Stored messages that are not in the JSON lines."""
    twice_in_file: int
    without_end: int
    """Events that nobody ended."""
    clips: int
    """That are listed."""
    broken_clips: int
    """Listed, and not there or not to be decoded."""
    unfinished_files: int

    @property
    def is_clean(self) -> bool:
        """Whether all is as promised."""
        wrong = (
            *(self.not_delivered, self.never_stored, self.out_of_order, self.differing),
            *(self.forged, self.not_in_file, self.twice_in_file, self.without_end),
            *(self.broken_clips, self.unfinished_files),
        )
        return not any(wrong)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = soak(Path(folder), options.times, options.seed, tell=True)
    sys.stdout.write(json.dumps(asdict(report), indent=2) + "\n")
    return 0 if report.is_clean else 1


def soak(folder: Path, times: int, seed: int = 1, *, tell: bool = False) -> KillReport:
    """Kill so often, then deliver the rest and look."""
    Film.painted(folder / "film.mp4", 3)
    chance = random.Random(seed)
    with receiving() as receiver:
        receiver.answers = [chance.choice([204, 204, 204, 204, 500]) for _ in range(ANSWERS)]
        command = [sys.executable, "-m", "tests.kill_writer", str(folder), receiver.url]
        command += ["--times", str(times), "--seed", str(seed)]
        output = sys.stderr if tell else subprocess.DEVNULL
        subprocess.run(command, check=True, stdout=output)
    return report_on(folder, receiver, times)


def report_on(folder: Path, receiver: Receiver, kills: int) -> KillReport:
    """What is in the store, the JSON lines and the evidence of a folder, and what arrived."""
    with closing(connect_to_read(folder / "events.db")) as connection:
        rows = connection.execute("SELECT sequence, body FROM messages ORDER BY sequence")
        stored = [to_message(*row).message.key for row in rows.fetchall()]
    with closing(EventReader(folder / "events.db")) as reader:
        events = list(reader.all(EventQuery()))
    lines = (folder / "events.jsonl").read_text(encoding="utf-8").splitlines()
    in_file = [json.loads(line)["key"] for line in lines]
    first_said: dict[str, dict[str, object]] = {}
    differing = sum(first_said.setdefault(r["key"], r) != r for r in receiver.requests)
    places = {key: place for place, key in enumerate(stored)}
    arrived = [places[key] for key in first_said if key in places]
    clips = [event.evidence.clip for event in events if event.evidence.clip]
    return KillReport(
        kills=kills,
        events=len(events),
        messages=len(stored),
        requests=len(receiver.requests),
        not_delivered=len(set(stored) - set(first_said)),
        never_stored=len(set(first_said) - set(stored)),
        out_of_order=sum(a > b for a, b in pairwise(arrived)),
        differing=differing,
        forged=receiver.forged,
        not_in_file=len(set(stored) - set(in_file)),
        twice_in_file=len(in_file) - len(set(in_file)),
        without_end=sum(event.ended_at is None for event in events),
        clips=len(clips),
        broken_clips=sum(not _is_whole(Path(clip)) for clip in clips),
        unfinished_files=len(list((folder / "evidence").rglob(f"{UNFINISHED}*"))),
    )


def _is_whole(clip: Path) -> bool:
    try:
        with VideoReader(clip) as reader:
            return all(reader.read() for _ in range(2)) and not reader.damaged
    except (VideoError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(main())
