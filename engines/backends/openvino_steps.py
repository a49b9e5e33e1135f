"""Runs the steps of streams with OpenVINO on the CPU; what a stream keeps is never copied."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import LifoQueue

import numpy as np
import openvino as ov
from numpy.typing import NDArray

from engines.export import CACHE, FRAMES, LOGITS, NEXT, STEPS
from engines.openvino_errors import TRY_ANOTHER, openvino_errors
from engines.step_runner import StreamStep
from engines.step_timing import StepTiming
from engines.stream_graphs import Bytes, StreamGraph


class StepCaches:
    """What one stream keeps: an array for each `StreamCache` of the graph."""

    def __init__(self, arrays: list[ov.Tensor]) -> None:
        """Take the arrays over; a step puts others in their place."""
        self.arrays = arrays


@dataclass(slots=True)
class _Runner:
    """Runs one step at a time."""

    request: ov.InferRequest
    spare: list[ov.Tensor]
    """What the next step writes to."""


class OpenVinoStepRunner:
    """A step graph compiled for one stream; any number of streams take turns.

    So many threads may call it at the same time, each with other streams: a step has cores of its
    own then, and less time is lost than where all cores share each layer. A step reads the arrays
    of its stream and writes a spare set, then they change places.
    """

    def __init__(
        self, path: Path, precision: str, *, threads: int | None = None, side_by_side: int = 1
    ) -> None:
        """Compile what `export_steps` wrote; as `StreamGraph`."""
        self._graph = StreamGraph(path, precision, threads, side_by_side=side_by_side)
        self._free: LifoQueue[_Runner] = LifoQueue()  # the one that ran last is warm
        for request in self._graph.compile():
            self._free.put(_Runner(request, self._zeros()))

    @property
    def timing(self) -> StepTiming:
        """As the file's metadata say."""
        return self._graph.timing

    def new_caches(self) -> StepCaches:
        """What a stream that begins has kept: zeros."""
        return StepCaches(self._zeros())

    @property
    def kept_bytes(self) -> dict[int, Bytes]:
        """What they stand for in the caches that are kept in bytes, by their numbers."""
        caches = self._graph.caches.items()
        return {number: cache.bytes for number, cache in caches if cache.bytes is not None}

    def kept(self, caches: StepCaches, place: int) -> NDArray[np.float32]:
        """A copy of a cache (N, C, t, H, W), as the exported graph takes it."""
        return self._graph.caches[place].values(caches.arrays[place])

    def step(self, batch: Sequence[StreamStep]) -> NDArray[np.float32]:
        """Logits float32 (N, C) of the next step of N streams, one after the other."""
        with self._free_runner() as runner:
            return np.stack([_one(runner, step) for step in batch])

    def close(self) -> None:
        """Give the compiled graph back; calling it again does nothing."""
        self._free = LifoQueue()
        self._graph.close()

    @contextmanager
    def _free_runner(self) -> Iterator[_Runner]:
        """One that nobody else uses; refused once the graph is closed."""
        self._graph.compile()
        runner = self._free.get()
        try:
            yield runner
        finally:
            self._free.put(runner)

    def _zeros(self) -> list[ov.Tensor]:
        return [cache.empty() for cache in self._graph.caches.values()]


def _one(runner: _Runner, step: StreamStep) -> NDArray[np.float32]:
    """Logits (C,) of a step of one stream."""
    request, caches = runner.request, step.caches
    frames = np.ascontiguousarray(step.frames)[np.newaxis]
    request.set_tensor(FRAMES, ov.Tensor(frames, shared_memory=True))
    request.set_tensor(STEPS, ov.Tensor(np.array([step.number], np.int64)))
    for number, (old, new) in enumerate(zip(caches.arrays, runner.spare, strict=True)):
        request.set_tensor(f"{CACHE}{number}", old)
        request.set_tensor(f"{NEXT}{number}", new)
    with openvino_errors(f"step {step.number} of a stream", TRY_ANOTHER):
        request.infer()
    caches.arrays, runner.spare = runner.spare, caches.arrays
    return np.array(request.get_tensor(LOGITS).data[0])
