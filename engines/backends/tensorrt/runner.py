"""One batch size of a plan of whole clips, ready to run."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines.backends.tensorrt.execution import Execution, Recorder
from engines.backends.tensorrt.library import TensorRt
from engines.device import Cuda, CudaStream, DeviceClip
from engines.export import INPUT, LOGITS

DeviceOrHostClip = DeviceClip | NDArray[np.uint8]
_FLOAT_BYTES = 4


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
        shape = tuple(engine.get_tensor_profile_shape(INPUT, profile)[1])
        self.batch = int(shape[0])
        self._clip_bytes = int(np.prod(shape[1:]))
        self._execution = Execution(library, engine, cuda, stream, profile, recorder)
        self._execution.context.set_input_shape(INPUT, shape)
        self._input = self._execution.bind(INPUT, self.batch * self._clip_bytes)
        self._staged = cuda.allocate_pinned(self.batch * self._clip_bytes)
        self._logits = self._bind_outputs(engine)

    def run(self, clips: Sequence[DeviceOrHostClip]) -> NDArray[np.float32]:
        """Logits float32 (N, C) of at most `batch` clips; a copy."""
        for place, clip in enumerate(clips):
            self._take(place, clip)
        self._execution.run()
        address, pinned = self._logits
        self._cuda.download(pinned, address, self._stream)
        self._stream.synchronize()
        return pinned.view(np.float32).reshape(self.batch, -1)[: len(clips)].copy()

    def close(self) -> None:
        """Give everything back: graph, context, memory."""
        self._execution.close()
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

    def _bind_outputs(self, engine: Any) -> tuple[int, NDArray[np.uint8]]:
        """Memory for each output; that of the logits, and where they arrive in main memory."""
        bound: dict[str, tuple[int, int]] = {}
        output, context = self._library.api.TensorIOMode.OUTPUT, self._execution.context
        for number in range(engine.num_io_tensors):
            name = engine.get_tensor_name(number)
            if engine.get_tensor_mode(name) == output:
                size = _FLOAT_BYTES * int(np.prod(tuple(context.get_tensor_shape(name))))
                bound[name] = self._execution.bind(name, size), size
        address, size = bound[LOGITS]
        return address, self._cuda.allocate_pinned(size)
