"""One profile of a plan, ready to run: an execution context, fixed memory, one CUDA graph."""

from collections.abc import Callable
from typing import Any, Protocol

from engines.backends.tensorrt.library import TensorRt, take_errors
from engines.device import Cuda, CudaStream
from engines.errors import EngineError


class Recording(Protocol):
    """Work that was recorded, as `engines.device.graph.CudaGraph` does it."""

    def launch(self) -> None:
        """Queue it."""

    def close(self) -> None:
        """Give it back."""


Recorder = Callable[[CudaStream, Callable[[], None]], Recording]
"""Records what a function queues on a stream."""


class Execution:
    """Runs a profile on one stream. Belongs to one thread; needs the context to be active."""

    def __init__(
        self,
        library: TensorRt,
        engine: Any,
        cuda: Cuda,
        stream: CudaStream,
        profile: int,
        recorder: Recorder | None,
    ) -> None:
        """Make the context; its memory is bound after.

        Args:
            library: Where the engine comes from.
            engine: An `ICudaEngine`.
            cuda: The GPU.
            stream: Of the thread that calls.
            profile: Which of the plan's optimisation profiles.
            recorder: Makes a CUDA graph of the work; None where TensorRT does that itself.
        """
        self._library, self._cuda, self._stream = library, cuda, stream
        self._recorder = recorder
        self._recording: Recording | None = None
        self._warm = False
        self._addresses: list[int] = []
        self.context = _new_context(library, engine)
        if not self.context.set_optimization_profile_async(profile, stream.handle):
            raise EngineError(f"{library.title} refuses profile {profile}: {take_errors(library)}")
        stream.synchronize()

    def bind(self, tensor: str, size: int) -> int:
        """Take memory for an input or output; where it lies."""
        address = self._cuda.allocate(size)
        self._addresses.append(address)
        self.context.set_tensor_address(tensor, address)
        return address

    def run(self) -> None:
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

    def close(self) -> None:
        """Give everything back: graph, context, memory."""
        if self._recording is not None:
            self._recording.close()
        self.context = None
        for address in self._addresses:
            self._cuda.free(address)
        self._addresses.clear()

    def _enqueue(self) -> None:
        if not self.context.execute_async_v3(self._stream.handle):
            raise EngineError(f"{self._library.title} failed: {take_errors(self._library)}")


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
