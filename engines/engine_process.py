"""An engine in a process of its own, so that its time and memory are its own too."""

import multiprocessing
import signal
import sys
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from engines.errors import EngineError
from engines.loading import load_engine

_CLOSE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class EngineRequest:
    """What engine a process loads."""

    model: str
    """A registered name, or the path of an exported file."""
    runtime: str
    """As on the command line."""
    precision: str
    """As on the command line."""
    device: str
    """As on the command line."""

    def __str__(self) -> str:
        """Runtime and precision, for people."""
        return f"{self.runtime} {self.precision}"


@dataclass(frozen=True, slots=True)
class TimedLogits:
    """What one call gave and took."""

    logits: NDArray[np.float32]  # (C,)
    seconds: float
    """Of the call alone; the clip had arrived in the process before."""


class EngineProcess:
    """Loads an engine in a new process and runs it there, one clip at a time."""

    def __init__(self, request: EngineRequest) -> None:
        """Start the process and wait until its engine is loaded.

        Raises:
            EngineError: The engine cannot be loaded, or its process ended.
        """
        context = multiprocessing.get_context("spawn")
        self._request = request
        self._connection, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs, request), name=f"engine {request}", daemon=True
        )
        self._process.start()
        theirs.close()
        try:
            self._answer()
        except BaseException:
            self.close()
            raise

    def infer(self, clip: NDArray[np.uint8]) -> TimedLogits:
        """Run one clip uint8 (T, H, W, channels)."""
        logits, seconds = self._ask(clip)
        return TimedLogits(logits, seconds)

    def peak_rss_mb(self) -> float:
        """The most memory that the process has held so far, in MB of 10**6 bytes."""
        return float(self._ask(None))

    def close(self) -> None:
        """End the process; calling it again does nothing."""
        self._connection.close()
        self._process.terminate()
        self._process.join(_CLOSE_SECONDS)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    def __enter__(self) -> Self:
        """The process, which runs already."""
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """End the process."""
        self.close()

    def _ask(self, question: NDArray[np.uint8] | None) -> Any:
        try:
            self._connection.send(question)
        except OSError as error:
            raise EngineError(self._ended()) from error
        return self._answer()

    def _answer(self) -> Any:
        try:
            answer = self._connection.recv()
        except (EOFError, OSError) as error:
            raise EngineError(self._ended()) from error
        if isinstance(answer, EngineError):
            raise answer
        return answer

    def _ended(self) -> str:
        self._process.join(_CLOSE_SECONDS)
        code = self._process.exitcode
        return f"the process of {self._request} ended (exit code {code}); is there enough memory?"


def _serve(connection: Connection, request: EngineRequest) -> None:
    # Ctrl-C reaches the whole group; the parent ends this process itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _answer_all(connection, request)
    except EngineError as error:
        connection.send(error)
    except EOFError:
        return


def _answer_all(connection: Connection, request: EngineRequest) -> None:
    engine = load_engine(
        request.model,
        device=request.device,
        runtime=request.runtime,
        precision=request.precision,
    )
    connection.send("loaded")
    while True:
        clip = connection.recv()
        if clip is None:
            connection.send(_peak_rss_mb())
        else:
            start = time.perf_counter()
            logits = engine.infer([clip])[0]
            connection.send((logits, time.perf_counter() - start))


def _peak_rss_mb() -> float:
    """Peak of this process since it began its own program."""
    if sys.platform == "win32":
        import psutil

        return float(psutil.Process().memory_info().peak_wset) / 1e6
    import resource

    status = Path("/proc/self/status")
    if status.exists():
        # `ru_maxrss` would also hold what the parent had when it forked.
        lines = status.read_text(encoding="utf-8").splitlines()
        peak_kib = next(line.split()[1] for line in lines if line.startswith("VmHWM:"))
        return int(peak_kib) * 1024 / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # macOS counts bytes
