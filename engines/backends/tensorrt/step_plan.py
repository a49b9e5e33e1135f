"""A plan of streams on the GPU, in all the batch sizes that it was built for."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines.backends.tensorrt.engine import load_plan, profile_for
from engines.backends.tensorrt.execution import Recorder
from engines.backends.tensorrt.library import TensorRt
from engines.backends.tensorrt.step_batch import CachePlaces, StepBatch, cache_places
from engines.device import Cuda, CudaStream
from engines.errors import EngineError
from engines.export import STEPS
from engines.step_runner import StreamStep


class StepPlan:
    """Runs a plan of steps, or of what comes early after them; its batches are made when wanted."""

    def __init__(
        self,
        plan: Path,
        library: TensorRt,
        cuda: Cuda,
        recorder: Recorder | None,
        places: CachePlaces | None = None,
    ) -> None:
        """Load the plan; the GPU is closed with it.

        Args:
            plan: What `built_plan` gave, of this very library and GPU.
            library: TensorRT.
            cuda: The GPU.
            recorder: Makes CUDA graphs; None where TensorRT does that itself (RTX).
            places: Where the caches of a stream lie; None: as a plan of steps has them.

        Raises:
            EngineError: TensorRT refuses the plan.
        """
        self.cuda = cuda
        self._library, self._recorder = library, recorder
        self._batches: dict[int, StepBatch] = {}
        with cuda.active():
            self._runtime: Any = library.api.Runtime(library.logger)
            self._engine: Any = load_plan(library, self._runtime, plan)
            self.stream: CudaStream = cuda.new_stream()
        self.places = cache_places(self._engine) if places is None else places
        """Where the caches of a stream lie."""
        self._counts = [
            int(self._engine.get_tensor_profile_shape(STEPS, number)[1][0])
            for number in range(self._engine.num_optimization_profiles)
        ]

    def run(self, batch: Sequence[StreamStep]) -> NDArray[np.float32]:
        """What it says of N streams, float32 (N, …, C)."""
        self.check_open()
        answers = []
        with self.cuda.active():
            start = 0
            while start < len(batch):
                part = self._batch(profile_for(len(batch) - start, self._counts))
                answers.append(part.run(batch[start : start + part.count]))
                start += part.count
        return np.concatenate(answers)

    def close(self, allocations: Sequence[int] = ()) -> None:
        """Give everything back, these allocations too, the GPU last; again does nothing."""
        if self._engine is None:
            return
        with self.cuda.active():
            for part in self._batches.values():
                part.close()
            self.stream.close()
            for address in allocations:
                self.cuda.free(address)
            self._engine = self._runtime = None
        self.cuda.close()

    def check_open(self) -> None:
        """Raise `EngineError` once it is closed."""
        if self._engine is None:
            raise EngineError("this engine is closed; load it again")

    def _batch(self, profile: int) -> StepBatch:
        if profile not in self._batches:
            self._batches[profile] = StepBatch(
                self._library,
                self._engine,
                self.cuda,
                self.stream,
                profile,
                self._recorder,
                self.places,
            )
        return self._batches[profile]
