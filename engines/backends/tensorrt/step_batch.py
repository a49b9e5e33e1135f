"""One batch size of a plan of steps, ready to run."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines.backends.tensorrt.execution import Execution, Recorder
from engines.backends.tensorrt.library import TensorRt
from engines.device import Cuda, CudaStream
from engines.export import CACHE, FRAMES, LOGITS, NEXT, STEPS
from engines.streams import StreamStep

_ITEM_BYTES = {"UINT8": 1, "HALF": 2, "BF16": 2, "FLOAT": 4, "INT64": 8}


class GpuCaches:
    """What one stream keeps: its caches one after the other in GPU memory."""

    def __init__(self, address: int) -> None:
        """Takes no memory of its own; the runner that made it says when it is let go."""
        self.address = address


class StepBatch:
    """Steps up to `count` streams at once. Belongs to one thread; the context must be active."""

    def __init__(
        self,
        library: TensorRt,
        engine: Any,
        cuda: Cuda,
        stream: CudaStream,
        profile: int,
        recorder: Recorder | None,
    ) -> None:
        """Take all memory; as `Execution`."""
        self._cuda, self._stream = cuda, stream
        self._execution = Execution(library, engine, cuda, stream, profile, recorder)
        context = self._execution.context
        names = [engine.get_tensor_name(number) for number in range(engine.num_io_tensors)]
        for name in names:
            if name in (FRAMES, STEPS) or name.startswith(CACHE):
                shape = tuple(engine.get_tensor_profile_shape(name, profile)[1])
                context.set_input_shape(name, shape)
        self.count = int(context.get_tensor_shape(FRAMES)[0])
        self._addresses: dict[str, int] = {}
        sizes: dict[str, int] = {}
        for name in names:
            shape = tuple(context.get_tensor_shape(name))
            sizes[name] = int(np.prod(shape)) * _ITEM_BYTES[engine.get_tensor_dtype(name).name]
            self._addresses[name] = self._execution.bind(name, sizes[name])
        self._cache_sizes = cache_sizes(engine)
        self._pinned = {name: cuda.allocate_pinned(sizes[name]) for name in (FRAMES, STEPS, LOGITS)}

    def step(self, batch: Sequence[StreamStep]) -> NDArray[np.float32]:
        """Logits float32 (N, C) of at most `count` streams; a copy."""
        frames = self._pinned[FRAMES].reshape(self.count, -1)
        numbers = self._pinned[STEPS].view(np.int64)
        for row, step in enumerate(batch):
            np.copyto(frames[row], step.frames.reshape(-1))
            numbers[row] = step.number
            self._move_caches(row, step.caches, CACHE)
        for name in (FRAMES, STEPS):
            self._cuda.upload(self._addresses[name], self._pinned[name], self._stream)
        self._execution.run()
        for row, step in enumerate(batch):
            self._move_caches(row, step.caches, NEXT)
        logits = self._pinned[LOGITS]
        self._cuda.download(logits, self._addresses[LOGITS], self._stream)
        self._stream.synchronize()
        return logits.view(np.float32).reshape(self.count, -1)[: len(batch)].copy()

    def close(self) -> None:
        """Give everything back."""
        self._execution.close()
        for array in self._pinned.values():
            self._cuda.free_pinned(array)

    def _move_caches(self, row: int, caches: GpuCaches, of: str) -> None:
        """From a stream to its place in the batch, or from there to the stream."""
        place = caches.address
        for number, size in enumerate(self._cache_sizes):
            in_batch = self._addresses[f"{of}{number}"] + row * size
            source, target = (place, in_batch) if of == CACHE else (in_batch, place)
            self._cuda.copy(target, source, size, self._stream)
            place += size


def cache_sizes(engine: Any) -> list[int]:
    """Bytes of each cache of one stream, in the order of their numbers."""
    names = [engine.get_tensor_name(number) for number in range(engine.num_io_tensors)]
    count = sum(name.startswith(CACHE) for name in names)
    return [_bytes_of_one(engine, f"{CACHE}{number}") for number in range(count)]


def _bytes_of_one(engine: Any, name: str) -> int:
    shape = tuple(engine.get_tensor_profile_shape(name, 0)[1])
    return int(np.prod(shape[1:])) * _ITEM_BYTES[engine.get_tensor_dtype(name).name]
