"""Steps of streams on the GPU: what a stream keeps never leaves the GPU's memory."""

import weakref
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines.backends.tensorrt.engine import load_plan, profile_for
from engines.backends.tensorrt.execution import Recorder
from engines.backends.tensorrt.library import TensorRt
from engines.backends.tensorrt.step_batch import GpuCaches, StepBatch, cache_sizes
from engines.device import Cuda, CudaStream
from engines.errors import EngineError
from engines.export import FRAMES
from engines.step_timing import StepTiming
from engines.streams import StreamStep


class TensorRtStepRunner:
    """A plan of a step graph: up to eight streams step in one call.

    A batch has fixed memory, so that its work is recorded once. What each stream keeps is copied
    into it and back within the GPU, which moves some megabytes a stream; in return streams may
    come, go and change places at each step.
    """

    def __init__(
        self,
        plan: Path,
        timing: StepTiming,
        library: TensorRt,
        cuda: Cuda,
        recorder: Recorder | None,
    ) -> None:
        """Load the plan; the GPU is closed with the runner.

        Args:
            plan: What `built_plan` gave, of this very library and GPU.
            timing: The step graph's.
            library: TensorRT.
            cuda: The GPU.
            recorder: Makes CUDA graphs; None where TensorRT does that itself (RTX).

        Raises:
            EngineError: TensorRT refuses the plan.
        """
        self._timing, self._library, self._cuda = timing, library, cuda
        self._recorder = recorder
        self._batches: dict[int, StepBatch] = {}
        self._allocations: list[int] = []
        self._free: list[int] = []
        with cuda.active():
            self._runtime: Any = library.api.Runtime(library.logger)
            self._engine: Any = load_plan(library, self._runtime, plan)
            self._stream: CudaStream = cuda.new_stream()
        self._sizes = cache_sizes(self._engine)
        self._zeros = np.zeros(sum(self._sizes), np.uint8)
        self._counts = [
            int(self._engine.get_tensor_profile_shape(FRAMES, number)[1][0])
            for number in range(self._engine.num_optimization_profiles)
        ]

    @property
    def timing(self) -> StepTiming:
        """The step graph's own."""
        return self._timing

    def new_caches(self) -> GpuCaches:
        """What a stream that begins has kept: zeros. The memory is used again when it is let go."""
        self._check_open()
        with self._cuda.active():
            address = self._taken()
            self._cuda.upload(address, self._zeros, self._stream)
            self._stream.synchronize()
        caches = GpuCaches(address)
        # Whoever lets go of it last may do so in any thread; appending to a list is atomic.
        weakref.finalize(caches, self._free.append, address).atexit = False
        return caches

    def step(self, batch: Sequence[StreamStep]) -> NDArray[np.float32]:
        """Logits float32 (N, C) of the next step of N streams."""
        self._check_open()
        logits = []
        with self._cuda.active():
            start = 0
            while start < len(batch):
                run = self._batch(profile_for(len(batch) - start, self._counts))
                logits.append(run.step(batch[start : start + run.count]))
                start += run.count
        return np.concatenate(logits)

    def close(self) -> None:
        """Give everything back, the GPU last; calling it again does nothing."""
        if self._engine is None:
            return
        with self._cuda.active():
            for run in self._batches.values():
                run.close()
            self._stream.close()
            for address in self._allocations:
                self._cuda.free(address)
            self._engine = self._runtime = None
        self._cuda.close()

    def _taken(self) -> int:
        with suppress(IndexError):
            return self._free.pop()
        self._allocations.append(self._cuda.allocate(len(self._zeros)))
        return self._allocations[-1]

    def _batch(self, profile: int) -> StepBatch:
        if profile not in self._batches:
            self._batches[profile] = StepBatch(
                self._library, self._engine, self._cuda, self._stream, profile, self._recorder
            )
        return self._batches[profile]

    def _check_open(self) -> None:
        if self._engine is None:
            raise EngineError("this engine is closed; load it again")
