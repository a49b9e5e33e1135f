"""Tells systemd how a monitor stands (sd_notify), where systemd started it."""

import logging
import socket
from collections.abc import Mapping
from contextlib import suppress

from realtime.clock import Clock
from realtime.monitor.progress import Progress
from realtime.monitor.run_state import CameraState, MonitorSnapshot

logger = logging.getLogger(__name__)

STATUS_SECONDS = 10.0


class ServiceNotice:
    """Speaks over the socket of `NOTIFY_SOCKET`; without one it says nothing. One thread."""

    def __init__(self, clock: Clock, environment: Mapping[str, str]) -> None:
        """Say nothing before the first `tick`.

        Args:
            clock: measures how long nothing went on.
            environment: with `NOTIFY_SOCKET` and `WATCHDOG_USEC` as systemd sets them.
        """
        self._clock = clock
        # systemd writes an abstract address with an @ in place of its NUL.
        self._address = environment.get("NOTIFY_SOCKET", "").replace("@", "\0", 1)
        microseconds = environment.get("WATCHDOG_USEC", "")
        self._watchdog_seconds = int(microseconds) / 1e6 if microseconds.isdecimal() else 0.0
        self._progress = Progress(clock)
        self._is_ready = self._is_stopping = False
        self._next_ping = self._next_status = clock.now()

    def tick(self, snapshot: MonitorSnapshot) -> None:
        """Say what is due; while nothing goes on the watchdog is left to bite."""
        if not self._address:
            return
        now, trouble = self._clock.now(), self._progress.trouble(snapshot)
        if not self._is_ready:
            self._is_ready = True
            self._send("READY=1")
        if self._watchdog_seconds and not trouble and now >= self._next_ping:
            self._next_ping = now + self._watchdog_seconds / 3
            self._send("WATCHDOG=1")
        if now >= self._next_status:
            self._next_status = now + STATUS_SECONDS
            self._send(f"STATUS={trouble or _status(snapshot)}")

    def stopping(self) -> None:
        """It ends."""
        if self._address and not self._is_stopping:
            self._is_stopping = True
            self._send("STOPPING=1")

    def _send(self, text: str) -> None:
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
            notify.settimeout(1.0)
            notify.sendto(text.encode(), self._address)


def _status(snapshot: MonitorSnapshot) -> str:
    """One line for `systemctl status`."""
    running = sum(camera.state is CameraState.RUNNING for camera in snapshot.cameras)
    windows = sum(engine.report.windows for engine in snapshot.engines)
    return f"{running} of {len(snapshot.cameras)} cameras run, {windows} windows"
