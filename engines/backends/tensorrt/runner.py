"""One batch size of a plan, ready to run: fixed memory, one execution context, one CUDA graph."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from engines.backends.tensorrt.library import TensorRt, take_errors
from engines.device import Cuda, CudaStream, DeviceClip
from engines.errors import EngineError
from engines.export import INPUT, LOGITS

DeviceOrHostClip = DeviceClip | NDArray[np.uint8]
_FLOAT_BYTES = 4


class Recording(Protocol):
    """Work that was recorded, as `engines.device.graph.CudaGraph` does it."""

    def launch(self) -> None:
        """Queue it."""

    def close(self) -> None:
        """Give it back."""


Recorder = Callable[[CudaStream, Callable[[], None]], Recording]
"""Records what a function queues on a stream."""


class BatchRunner:
    """Runs up to `batch` clips at once. Belongs to one thread; needs the context to be active."""

    def __init__(
        self,
        library: TensorRt,
        engine: Any,
        cuda: Cuda,
        stream: CudaStream,
        profile: int,
        recorder: Recorder | None,
    ) -> None:
        """Take all memory.

        Args:
            library: Where the engine comes from.
            engine: An `ICudaEngine`.
            cuda: The GPU.
            stream: Of the thread that calls.
            profile: Which of the plan's optimisation profiles, and by that the batch.
            recorder: Makes a CUDA graph of the work; None where TensorRT does that itself.
        """
        self._library, self._cuda, self._stream = library, cuda, stream
        self._recorder = recorder
        self._recording: Recording | None = None
        self._warm = False
        self._addresses: list[int] = []
        shape = tuple(engine.get_tensor_profile_shape(INPUT, profile)[1])
        self.batch = int(shape[0])
        self._clip_bytes = int(np.prod(shape[1:]))
        self._context = _new_context(library, engine)
        if not self._context.set_optimization_profile_async(profile, stream.handle):
            raise EngineError(f"{library.title} refuses profile {profile}: {take_errors(library)}")
        stream.synchronize()
        self._context.set_input_shape(INPUT, shape)
        self._input = self._bind(INPUT, self.batch * self._clip_bytes)
        self._staged = cuda.allocate_pinned(self.batch * self._clip_bytes)
        self._logits = self._bind_outputs(engine)

    def run(self, clips: Sequence[DeviceOrHostClip]) -> NDArray[np.float32]:
        """Logits float32 (N, C) of at most `batch` clips; a copy."""
        for place, clip in enumerate(clips):
            self._take(place, clip)
        self._execute()
        address, pinned = self._logits
        self._cuda.download(pinned, address, self._stream)
        self._stream.synchronize()
        return pinned.view(np.float32).reshape(self.batch, -1)[: len(clips)].copy()

    def close(self) -> None:
        """Give everything back: graph, context, memory."""
        if self._recording is not None:
            self._recording.close()
        self._context = None
        for address in self._addresses:
            self._cuda.free(address)
        self._addresses.clear()
        self._cuda.free_pinned(self._staged)
        self._cuda.free_pinned(self._logits[1])

    def _take(self, place: int, clip: DeviceOrHostClip) -> None:
        """Copy a clip to its place in the batch."""
        target, size = self._input + place * self._clip_bytes, self._clip_bytes
        if isinstance(clip, DeviceClip):
            self._cuda.copy(target, clip.address, size, self._stream)
            return
        staged = self._staged[place * size : (place + 1) * size]
        np.copyto(staged, clip.reshape(-1))
        self._cuda.upload(target, staged, self._stream)

    def _execute(self) -> None:
        """The first time plainly, for that sets things up; then recorded, then replayed."""
        if self._recording is not None:
            self._recording.launch()
        elif self._warm and self._recorder is not None:
            self._recording = self._recorder(self._stream, self._enqueue)
            self._recording.launch()
        else:
            self._enqueue()
            self._stream.synchronize()
            self._warm = True

    def _enqueue(self) -> None:
        if not self._context.execute_async_v3(self._stream.handle):
            raise EngineError(f"{self._library.title} failed: {take_errors(self._library)}")

    def _bind(self, tensor: str, size: int) -> int:
        address = self._cuda.allocate(size)
        self._addresses.append(address)
        self._context.set_tensor_address(tensor, address)
        return address

    def _bind_outputs(self, engine: Any) -> tuple[int, NDArray[np.uint8]]:
        """Memory for each output; that of the logits, and where they arrive in main memory."""
        bound: dict[str, tuple[int, int]] = {}
        output = self._library.api.TensorIOMode.OUTPUT
        for number in range(engine.num_io_tensors):
            name = engine.get_tensor_name(number)
            if engine.get_tensor_mode(name) == output:
                size = _FLOAT_BYTES * int(np.prod(tuple(self._context.get_tensor_shape(name))))
                bound[name] = self._bind(name, size), size
        address, size = bound[LOGITS]
        return address, self._cuda.allocate_pinned(size)


def _new_context(library: TensorRt, engine: Any) -> Any:
    """An execution context; TensorRT-RTX records its own CUDA graph in it."""
    strategy = getattr(library.api, "CudaGraphStrategy", None)
    if strategy is None:
        context = engine.create_execution_context()
    else:
        config = engine.create_runtime_config()
        config.cuda_graph_strategy = strategy.WHOLE_GRAPH_CAPTURE
        context = engine.create_execution_context(config)
    if context is None:
        raise EngineError(
            f"{library.title} makes no execution context ({take_errors(library)}); "
            "is there enough memory on the GPU?"
        )
    return context
