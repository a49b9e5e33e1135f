"""One batch size of a plan of streams, ready to run."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines.backends.tensorrt.execution import Execution, Recorder
from engines.backends.tensorrt.library import TensorRt
from engines.device import Cuda, CudaStream
from engines.export import CACHE, EARLY, FRAMES, LOGITS, NEXT, STEPS
from engines.step_runner import StreamStep

_ITEM_BYTES = {"UINT8": 1, "HALF": 2, "BF16": 2, "FLOAT": 4, "INT64": 8}

CachePlaces = Mapping[int, tuple[int, int]]
"""Of each cache, by its number: bytes before it in what a stream keeps, and its own."""


class GpuCaches:
    """What one stream keeps: its caches one after the other in GPU memory."""

    def __init__(self, address: int) -> None:
        """Takes no memory of its own; the runner that made it says when it is let go."""
        self.address = address


class StepBatch:
    """Runs a plan for up to `count` streams: their next step, or what comes early after it.

    Belongs to one thread; the context must be active.
    """

    def __init__(
        self,
        library: TensorRt,
        engine: Any,
        cuda: Cuda,
        stream: CudaStream,
        profile: int,
        recorder: Recorder | None,
        places: CachePlaces,
    ) -> None:
        """Take all memory; as `Execution`. `places` are those of all caches of a stream."""
        self._cuda, self._stream = cuda, stream
        self._execution = Execution(library, engine, cuda, stream, profile, recorder)
        context, names = self._execution.context, tensor_names(engine)
        for name in names:
            if name in (FRAMES, STEPS) or name.startswith(CACHE):
                shape = tuple(engine.get_tensor_profile_shape(name, profile)[1])
                context.set_input_shape(name, shape)
        self.count = int(context.get_tensor_shape(STEPS)[0])
        self._addresses: dict[str, int] = {}
        sizes: dict[str, int] = {}
        for name in names:
            shape = tuple(context.get_tensor_shape(name))
            sizes[name] = int(np.prod(shape)) * _ITEM_BYTES[engine.get_tensor_dtype(name).name]
            self._addresses[name] = self._execution.bind(name, sizes[name])
        self._places = {
            f"{kind}{n}": place for n, place in places.items() for kind in (CACHE, NEXT)
        }
        self._answer = EARLY if EARLY in names else LOGITS
        self._answer_shape = tuple(context.get_tensor_shape(self._answer))
        crossing = [name for name in (FRAMES, STEPS, self._answer) if name in names]
        self._pinned = {name: cuda.allocate_pinned(sizes[name]) for name in crossing}

    def run(self, batch: Sequence[StreamStep]) -> NDArray[np.float32]:
        """What the plan says of at most `count` streams, float32 (N, …, C); a copy."""
        self._pinned[STEPS].view(np.int64)[: len(batch)] = [step.number for step in batch]
        if FRAMES in self._pinned:
            frames = self._pinned[FRAMES].reshape(self.count, -1)
            for row, step in enumerate(batch):
                np.copyto(frames[row], step.frames.reshape(-1))
        self._move_caches(batch, CACHE)
        for name in (FRAMES, STEPS):
            if name in self._pinned:
                self._cuda.upload(self._addresses[name], self._pinned[name], self._stream)
        self._execution.run()
        self._move_caches(batch, NEXT)
        answer = self._pinned[self._answer]
        self._cuda.download(answer, self._addresses[self._answer], self._stream)
        self._stream.synchronize()
        return answer.view(np.float32).reshape(self._answer_shape)[: len(batch)].copy()

    def close(self) -> None:
        """Give everything back."""
        self._execution.close()
        for array in self._pinned.values():
            self._cuda.free_pinned(array)

    def _move_caches(self, batch: Sequence[StreamStep], of: str) -> None:
        """From each stream to its place in the batch, or from there to the stream."""
        for name in filter(self._places.__contains__, self._addresses):
            if not name.startswith(of):
                continue
            offset, size = self._places[name]
            for row, step in enumerate(batch):
                in_batch, kept = self._addresses[name] + row * size, step.caches.address + offset
                source, target = (kept, in_batch) if of == CACHE else (in_batch, kept)
                self._cuda.copy(target, source, size, self._stream)


def tensor_names(engine: Any) -> list[str]:
    """Inputs and outputs of a plan."""
    return [engine.get_tensor_name(number) for number in range(engine.num_io_tensors)]


def cache_places(engine: Any) -> CachePlaces:
    """Where the caches of a stream lie, for a plan of steps, which reads all of them."""
    count = sum(name.startswith(CACHE) for name in tensor_names(engine))
    places, offset = {}, 0
    for number in range(count):
        size = _bytes_of_one(engine, f"{CACHE}{number}")
        places[number] = offset, size
        offset += size
    return places


def _bytes_of_one(engine: Any, name: str) -> int:
    shape = tuple(engine.get_tensor_profile_shape(name, 0)[1])
    return int(np.prod(shape[1:])) * _ITEM_BYTES[engine.get_tensor_dtype(name).name]
