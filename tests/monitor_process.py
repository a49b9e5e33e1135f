"""`liveact-monitor run` in a process of its own, with a quick stand-in for the network.

Run it as `python -m tests.monitor_process run CONFIG.toml …`: all of the command but its engine,
which says another label with every few windows, or never returns once a file called `hang` lies
beside the configuration.
"""

import json
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from engines import EngineChoice
from realtime.monitor import cli, run
from realtime.outbox import connection
from realtime.outbox.connection import connect_to_read
from realtime.outbox.messages import EventMessage
from realtime.outbox.rows import to_message
from tests.realtime.painted_engine import PaintedEngine

WINDOWS_A_LABEL = 3
PATIENCE_SECONDS = 60.0
BUSY_SECONDS = 0.5
"""How soon the stand-in says that its store is locked."""

LIVELY = """
[engine]
hang_seconds = 1
[defaults]
step_seconds = 0.05
smoothing_seconds = 0
update_seconds = 0
event = { min_duration_seconds = 0, cool_down_seconds = 0 }
[[cameras]]
name = "door"
url = "synthetic:"
"""
"""A camera of which the stand-in tells several events a second."""


class RestlessEngine(PaintedEngine):
    """Changes its mind."""

    choice = EngineChoice("stand-in", "none", "cpu")

    def __init__(self, hang: Path) -> None:
        super().__init__()
        self._hang = hang
        self._calls = 0

    def infer(self, clips: Sequence[Any]) -> NDArray[np.float32]:
        while self._hang.exists():
            time.sleep(0.05)
        self._calls += 1
        first = 4.0 * (self._calls // WINDOWS_A_LABEL % 2)
        return np.array([[first, 4.0 - first]] * len(clips), np.float32)


class MonitorProcess:
    """The command, running; killed at the end where it still does."""

    def __init__(self, folder: Path, text: str, *options: str, store: Path | None = None) -> None:
        """Write the configuration; its store is in the folder where not said otherwise."""
        self.config = folder / "cameras.toml"
        self.store = store or folder / "events.db"
        self.log = folder / "log.txt"
        self._options = options
        self._process: subprocess.Popen[bytes] | None = None
        self.write(text)

    def write(self, text: str) -> None:
        """Another configuration; it is whole from the beginning, as editors do it."""
        head = f'http = {{ port = 0 }}\noutputs.store = "{self.store}"\n'
        new = self.config.with_suffix(".new")
        new.write_text(head + text, encoding="utf-8")
        new.replace(self.config)
        if self._process is not None:
            self.tell(signal.SIGHUP)

    def start(self) -> None:
        """Returns when it answers by HTTP."""
        self.launch()
        self.until(lambda: self._url() != "")

    def launch(self) -> None:
        """Returns at once."""
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.monitor_process", "run", self.config, *self._options],
                stdout=log,
                stderr=log,
            )

    def tell(self, number: signal.Signals) -> None:
        self._running().send_signal(number)

    def end(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, float]:
        """Its exit code, and how long it took to end."""
        began = time.monotonic()
        self.tell(number)
        return self.wait(), time.monotonic() - began

    def wait(self) -> int:
        """Its exit code, once it has ended by itself."""
        return self._running().wait(PATIENCE_SECONDS)

    def kill(self) -> None:
        """End it the hard way; calling it again does nothing."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()

    def health(self) -> dict[str, Any]:
        """What /healthz says."""
        return self._asked("/healthz")

    def output(self, name: str) -> dict[str, Any]:
        """How an output stands by /healthz."""
        return next(one for one in self.health()["outputs"] if one["name"] == name)

    def stored(self) -> list[EventMessage]:
        """All messages in the store, in their order"""
        with closing(connect_to_read(self.store)) as store:
            rows = store.execute("SELECT sequence, body FROM messages ORDER BY sequence")
            return [to_message(*row).message for row in rows.fetchall()]

    def told(self) -> list[tuple[str, str]]:
        """Phase and label of every event that it recognised; wants `--json`."""
        lines = [json.loads(line) for line in self.text().splitlines() if line.startswith("{")]
        return [(line["phase"], line["label"]) for line in lines if line["type"] == "event"]

    def happened(self, count: int) -> Callable[[], bool]:
        """Whether so many messages more were stored, from now on."""
        before = len(self.stored()) if self.store.exists() else 0
        return lambda: len(self.stored()) >= before + count

    def until(self, what: Callable[[], bool]) -> None:
        """Wait for something that the process is to bring about."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not what():
            assert self._running().poll() is None, self.text()
            assert time.monotonic() < deadline, self.text()
            time.sleep(0.05)

    def text(self) -> str:
        """All that it wrote since it was started."""
        return self.log.read_text(encoding="utf-8")

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.kill()

    def _running(self) -> subprocess.Popen[bytes]:
        assert self._process is not None
        return self._process

    def _url(self) -> str:
        """Empty before it answers."""
        _, _, rest = self.text().partition("health, metrics and events: ")
        url, end, _ = rest.partition("\n")
        return url if end and url.startswith("http") else ""

    def _asked(self, path: str) -> dict[str, Any]:
        try:
            with urllib.request.urlopen(self._url() + path, timeout=10) as answer:
                body: dict[str, Any] = json.load(answer)
        except urllib.error.HTTPError as error:  # 503 has a body too
            body = json.load(error)
        return body


def main() -> None:
    hang = Path(sys.argv[2]).with_name("hang")
    with (
        patch.object(run, "load_engine", lambda *_arguments, **_options: RestlessEngine(hang)),
        patch.object(connection, "BUSY_SECONDS", BUSY_SECONDS),
    ):
        cli.main()


if __name__ == "__main__":
    main()
