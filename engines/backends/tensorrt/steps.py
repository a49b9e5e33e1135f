"""Steps of streams on the GPU: what a stream keeps never leaves the GPU's memory."""

import weakref
from collections.abc import Sequence
from contextlib import suppress

import numpy as np
from numpy.typing import NDArray

from engines.backends.tensorrt.step_batch import CachePlaces, GpuCaches
from engines.backends.tensorrt.step_plan import StepPlan
from engines.step_runner import StreamStep
from engines.step_timing import StepTiming


class TensorRtStepRunner:
    """A plan of a step graph: up to eight streams step in one call.

    A batch has fixed memory, so that its work is recorded once. What each stream keeps is copied
    into it and back within the GPU, which moves some megabytes a stream; in return streams may
    come, go and change places at each step.
    """

    def __init__(self, plan: StepPlan, timing: StepTiming) -> None:
        """Take over the plan of a step graph with this timing."""
        self._plan, self._timing = plan, timing
        self._allocations: list[int] = []
        self._free: list[int] = []
        self._zeros = np.zeros(sum(size for _, size in plan.places.values()), np.uint8)

    @property
    def timing(self) -> StepTiming:
        """The step graph's own."""
        return self._timing

    @property
    def places(self) -> CachePlaces:
        """Where the caches of a stream lie in what `new_caches` gives."""
        return self._plan.places

    def new_caches(self) -> GpuCaches:
        """What a stream that begins has kept: zeros. The memory is used again when it is let go."""
        self._plan.check_open()
        cuda, stream = self._plan.cuda, self._plan.stream
        with cuda.active():
            address = self._taken()
            cuda.upload(address, self._zeros, stream)
            stream.synchronize()
        caches = GpuCaches(address)
        # Whoever lets go of it last may do so in any thread; appending to a list is atomic.
        weakref.finalize(caches, self._free.append, address).atexit = False
        return caches

    def step(self, batch: Sequence[StreamStep]) -> NDArray[np.float32]:
        """Logits float32 (N, C) of the next step of N streams."""
        return self._plan.run(batch)

    def close(self) -> None:
        """Give everything back, the GPU last; calling it again does nothing."""
        self._plan.close(self._allocations)

    def _taken(self) -> int:
        with suppress(IndexError):
            return self._free.pop()
        self._allocations.append(self._plan.cuda.allocate(len(self._zeros)))
        return self._allocations[-1]


class TensorRtEarlyRunner:
    """A plan of early answers after the steps of a `TensorRtStepRunner`, in the same GPU's memory.

    It reads what that runner keeps of a stream, which is whole by then: a step ends with a wait.
    """

    def __init__(self, plan: StepPlan, timing: StepTiming) -> None:
        """Take over the plan of a graph of early answers, made with the step runner's places."""
        self._plan, self._timing = plan, timing

    @property
    def early_steps(self) -> int:
        """As the graph's metadata say."""
        return self._timing.early_steps

    def early(self, batch: Sequence[StreamStep]) -> NDArray[np.float32]:
        """Logits float32 (N, early_steps, C) after the last step of N streams."""
        return self._plan.run(batch)

    def rest(self) -> None:
        """Nothing is given back: a stream that begins would wait for the plan too long."""

    def close(self) -> None:
        """Give everything back, the GPU last; calling it again does nothing."""
        self._plan.close()
