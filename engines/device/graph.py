"""CUDA graphs: a queue of work recorded once and started with one call.

pycuda knows nothing of graphs, so the driver is called by its own C interface, for both libraries.
"""

import ctypes
import os
from collections.abc import Callable
from typing import Any

from engines.device.cuda import CudaStream
from engines.errors import EngineError

_THIS_THREAD = 1
"""CU_STREAM_CAPTURE_MODE_THREAD_LOCAL: what other threads do meanwhile does not matter."""

_NO_FLAGS = ctypes.c_ulonglong(0)


class CudaGraph:
    """Recorded work. All addresses in it are fixed; run the work once before recording it."""

    def __init__(
        self, stream: CudaStream, work: Callable[[], None], driver: Any | None = None
    ) -> None:
        """Record what `work` queues on the stream; nothing of it runs.

        Args:
            stream: Where it queues, and where `launch` will.
            work: Must not wait for the stream nor take memory.
            driver: The driver's library; found by itself where None.

        Raises:
            EngineError: The driver refuses; the work cannot be recorded.
        """
        self._driver = driver if driver is not None else _driver()
        self._stream = ctypes.c_void_p(stream.handle)
        graph, self._executable = ctypes.c_void_p(), ctypes.c_void_p()
        self._call("cuStreamBeginCapture_v2", self._stream, _THIS_THREAD)
        try:
            work()
        finally:  # also ends a recording that failed, or the stream would stay unusable
            self._call("cuStreamEndCapture", self._stream, ctypes.byref(graph))
        try:
            self._call(
                "cuGraphInstantiateWithFlags", ctypes.byref(self._executable), graph, _NO_FLAGS
            )
        finally:
            self._call("cuGraphDestroy", graph)

    def launch(self) -> None:
        """Queue the recorded work on the stream."""
        self._call("cuGraphLaunch", self._executable, self._stream)

    def close(self) -> None:
        """Give it back; calling it again does nothing."""
        executable, self._executable = self._executable, ctypes.c_void_p()
        if executable:
            self._call("cuGraphExecDestroy", executable)

    def _call(self, name: str, *arguments: Any) -> None:
        status = getattr(self._driver, name)(*arguments)
        if status != 0:
            raise EngineError(f"the NVIDIA driver refuses {name} (CUDA error {status})")


def _driver() -> Any:
    name = "nvcuda.dll" if os.name == "nt" else "libcuda.so.1"
    try:
        return ctypes.CDLL(name)
    except OSError as error:
        raise EngineError(f"no NVIDIA driver on this machine ({name} is not here)") from error
