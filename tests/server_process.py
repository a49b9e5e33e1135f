"""A server in a process of its own, that tests kill, stop and restart."""

import os
import signal
import subprocess
from abc import ABC, abstractmethod
from typing import Self


class ServerProcess(ABC):
    """Runs inside `with`; keeps its port through restarts."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    @abstractmethod
    def start(self) -> None:
        """Returns when it can be connected to."""

    def kill(self) -> None:
        """Die as in a power cut; calling it again does nothing."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()

    def restart(self) -> None:
        """Come back on the same port."""
        self.kill()
        self.start()

    def pause(self) -> None:
        """Hang: connections stay open and say nothing."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Go on."""
        self._signal(signal.SIGCONT)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.kill()

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        os.kill(self._process.pid, number)
