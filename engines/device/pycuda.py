"""CUDA through `pycuda`."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pycuda.driver as driver
from numpy.typing import NDArray

from engines.device.cuda import NO_GPU, Address, CudaStream, GpuInfo, HostArray
from engines.errors import EngineError

_NON_BLOCKING = 1
"""CU_STREAM_NON_BLOCKING."""


class PycudaStream:
    """A stream that does not wait for the default one."""

    def __init__(self) -> None:
        """Needs the context to be current."""
        self._stream: Any = driver.Stream(_NON_BLOCKING)

    @property
    def handle(self) -> int:
        """The driver's own `CUstream`."""
        return int(self._stream.handle)

    @property
    def wrapped(self) -> Any:
        """The stream as pycuda's own calls want it."""
        return self._stream

    def synchronize(self) -> None:
        """Wait until everything queued so far is done."""
        with _clear_errors():
            self._stream.synchronize()

    def close(self) -> None:
        """Give it back; calling it again does nothing."""
        self._stream = None  # pycuda destroys it with its last reference


class Pycuda:
    """The primary context of the first GPU."""

    def __init__(self) -> None:
        """Retain it.

        Raises:
            EngineError: No driver, or no GPU.
        """
        with _clear_errors():
            driver.init()
            if not driver.Device.count():
                raise EngineError(NO_GPU)
            device = driver.Device(0)
            self._gpu = _describe(device)
            self._context: Any = device.retain_primary_context()
        # pycuda frees memory with the object that it gave for it.
        self._allocations: dict[Address, Any] = {}

    @property
    def gpu(self) -> GpuInfo:
        """Which GPU it is."""
        return self._gpu

    @contextmanager
    def active(self) -> Iterator[None]:
        """Make the context current in this thread within a `with` block; blocks may nest."""
        if self._context is None:
            raise EngineError(f"{self._gpu.name}: its context is closed; load the engine again")
        with _clear_errors():
            self._context.push()
        try:
            yield
        finally:
            driver.Context.pop()

    def new_stream(self) -> PycudaStream:
        """A stream that does not wait for the default one."""
        with _clear_errors():
            return PycudaStream()

    def close(self) -> None:
        """Let go of the context; calling it again does nothing."""
        context, self._context = self._context, None
        if context is not None:
            context.detach()

    def allocate(self, size: int) -> Address:
        """Take bytes of GPU memory."""
        with _clear_errors():
            allocation = driver.mem_alloc(size)
        self._allocations[int(allocation)] = allocation
        return int(allocation)

    def free(self, address: Address) -> None:
        """Give back what `allocate` took."""
        with _clear_errors():
            self._allocations.pop(address).free()

    def allocate_pinned(self, size: int) -> NDArray[np.uint8]:
        """Take bytes of main memory that is never swapped out."""
        with _clear_errors():
            array: NDArray[np.uint8] = driver.pagelocked_empty(size, np.uint8)
        return array

    def free_pinned(self, array: NDArray[np.uint8]) -> None:
        """Give back what `allocate_pinned` took."""
        allocation: Any = array.base
        with _clear_errors():
            allocation.free()

    def upload(self, target: Address, source: HostArray, stream: CudaStream) -> None:
        """From main memory to the GPU."""
        with _clear_errors():
            driver.memcpy_htod_async(target, source, _wrapped(stream))

    def download(self, target: HostArray, source: Address, stream: CudaStream) -> None:
        """From the GPU to main memory."""
        with _clear_errors():
            driver.memcpy_dtoh_async(target, source, _wrapped(stream))

    def copy(self, target: Address, source: Address, size: int, stream: CudaStream) -> None:
        """Bytes within the GPU."""
        with _clear_errors():
            driver.memcpy_dtod_async(target, source, size, _wrapped(stream))


def _wrapped(stream: CudaStream) -> Any:
    if not isinstance(stream, PycudaStream):
        raise TypeError(f"a {type(stream).__name__} given, pycuda takes its own streams only")
    return stream.wrapped


def _describe(device: Any) -> GpuInfo:
    return GpuInfo(
        name=device.name(),
        compute_capability=device.compute_capability(),
        cuda_version=driver.get_driver_version(),
        memory_bytes=device.total_memory(),
    )


@contextmanager
def _clear_errors() -> Iterator[None]:
    try:
        yield
    except driver.MemoryError as error:
        raise EngineError(
            "the GPU has no memory left; close other programs on it or take a shorter clip_len"
        ) from error
    except driver.Error as error:
        raise EngineError(f"the NVIDIA driver refuses a call: {error}") from error
