"""An engine in a process of its own, so that its time and memory are its own too."""

import multiprocessing
import signal
import sys
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from engines.api import Clip, Engine
from engines.errors import EngineError
from engines.loading import EngineMode, load_engine
from engines.peak_memory import peak_rss_mb
from engines.torch_options import is_torch

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
    mode: EngineMode = "window"
    """As on the command line."""
    random_onnx: str | None = None
    """A file of `engines.untrained` that stands in for the weights that a model does not have."""

    def __str__(self) -> str:
        """Runtime, precision and mode, for people."""
        return f"{self.runtime} {self.precision}{' stream' if self.mode == 'stream' else ''}"


@dataclass(frozen=True, slots=True)
class TimedLogits:
    """What one call gave and took."""

    logits: NDArray[np.float32]  # (C,)
    seconds: float
    """Of the call alone; the clip had arrived in the process before."""


class EngineProcess:
    """Loads an engine in a new process and runs it there, one clip at a time.

    An engine of the mode stream keeps one stream there, which goes on from call to call.
    """

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
            self.load_seconds, self.step_frames = self._answer()
            """What loading took, and what the engine takes a step in mode stream."""
        except BaseException:
            self.close()
            raise

    def infer(self, clip: NDArray[np.uint8]) -> TimedLogits:
        """Run one clip uint8 (T, H, W, channels), or the next frames of the stream.

        A stream begins with a whole clip and goes on with any number of steps.
        """
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

    def __exit__(self, *_error: object) -> None:
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
    # Ctrl-C reaches the whole group; the parent ends this process itself, and this one's `finally`
    # ends what it has started.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        _answer_all(connection, request)
    except EngineError as error:
        connection.send(error)
    except EOFError:
        return


def _answer_all(connection: Connection, request: EngineRequest) -> None:
    start = time.perf_counter()
    engine = _loaded(request)
    connection.send((time.perf_counter() - start, engine.spec.step_frames))
    film = _Film(engine) if request.mode == "stream" else None
    while True:
        frames = connection.recv()
        if frames is None:
            connection.send(peak_rss_mb())
        else:
            clip = frames if film is None else film.window(frames)
            start = time.perf_counter()
            logits = engine.infer([clip])[0]
            connection.send((logits, time.perf_counter() - start))


def _loaded(request: EngineRequest) -> Engine:
    if request.random_onnx is not None and is_torch(request.runtime):
        from engines.untrained import untrained_engine

        how = request.runtime, request.precision, request.device
        return untrained_engine(request.model, *how, request.mode)
    return load_engine(
        request.random_onnx or request.model,
        device=request.device,
        runtime=request.runtime,
        precision=request.precision,
        mode=request.mode,
    )


class _Film:
    """One stream's frames as they come, in the engine's own store."""

    def __init__(self, engine: Engine) -> None:
        self._clip_len = engine.spec.clip_len
        self._capacity = 2 * self._clip_len
        self._store = engine.new_store(self._capacity)
        self._shown = 0

    def window(self, frames: NDArray[np.uint8]) -> Clip:
        """The newest window, these frames (T, H, W, 3) at its end."""
        for frame in frames:
            self._store.write(self._shown % self._capacity, frame)
            self._shown += 1
        newest = range(self._shown - self._clip_len, self._shown)
        return self._store.window([number % self._capacity for number in newest])
