"""Runs the steps of streams with OpenVINO on the CPU; what a stream keeps is never copied."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import openvino as ov
from numpy.typing import NDArray

from engines.export import CACHE, FRAMES, LOGITS, NEXT, STEPS
from engines.openvino_errors import TRY_ANOTHER, openvino_errors
from engines.step_runner import StreamStep
from engines.step_timing import StepTiming
from engines.stream_graphs import StreamGraph, is_channels_last


class StepCaches:
    """What one stream keeps: an array for each cache of the graph, as `is_channels_last` says."""

    def __init__(self, arrays: list[ov.Tensor]) -> None:
        """Take the arrays over; a step puts others in their place."""
        self.arrays = arrays


class OpenVinoStepRunner:
    """A step graph compiled for one stream at a time; any number of streams take turns.

    A step reads the arrays of its stream and writes a spare set, then they change places.
    """

    def __init__(self, path: Path, precision: str, *, threads: int | None = None) -> None:
        """Compile what `export_steps` wrote; as `StreamGraph`."""
        self._graph = StreamGraph(path, precision, threads)
        self._graph.compile()
        self._spare = self._zeros()

    @property
    def timing(self) -> StepTiming:
        """As the file's metadata say."""
        return self._graph.timing

    def new_caches(self) -> StepCaches:
        """What a stream that begins has kept: zeros."""
        return StepCaches(self._zeros())

    def kept(self, caches: StepCaches, place: int) -> NDArray[np.float32]:
        """A copy of a cache (N, C, t, H, W), as the exported graph takes it."""
        array = np.array(caches.arrays[place].data)
        is_turned = is_channels_last(self._graph.caches[place])
        return np.ascontiguousarray(np.moveaxis(array, -1, 1)) if is_turned else array

    def step(self, batch: Sequence[StreamStep]) -> NDArray[np.float32]:
        """Logits float32 (N, C) of the next step of N streams, one after the other."""
        return np.stack([self._one(self._graph.request, step) for step in batch])

    def close(self) -> None:
        """Give the compiled graph back; calling it again does nothing."""
        self._graph.close()

    def _one(self, request: ov.InferRequest, step: StreamStep) -> NDArray[np.float32]:
        frames = np.ascontiguousarray(step.frames)[np.newaxis]
        request.set_tensor(FRAMES, ov.Tensor(frames, shared_memory=True))
        request.set_tensor(STEPS, ov.Tensor(np.array([step.number], np.int64)))
        caches: StepCaches = step.caches
        for place, (old, new) in enumerate(zip(caches.arrays, self._spare, strict=True)):
            request.set_tensor(f"{CACHE}{place}", old)
            request.set_tensor(f"{NEXT}{place}", new)
        with openvino_errors(f"step {step.number} of a stream", TRY_ANOTHER):
            request.infer()
        caches.arrays, self._spare = self._spare, caches.arrays
        return np.array(request.get_tensor(LOGITS).data[0])

    def _zeros(self) -> list[ov.Tensor]:
        shapes = self._graph.caches
        return [_empty_cache(shapes[place]) for place in sorted(shapes)]


def _empty_cache(shape: tuple[int, ...]) -> ov.Tensor:
    if is_channels_last(shape):
        batch, channels, *rest = shape
        shape = (batch, *rest, channels)
    return ov.Tensor(np.zeros(shape, np.float32))
