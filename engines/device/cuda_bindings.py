"""CUDA through NVIDIA's own `cuda-bindings`."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from cuda.bindings import driver
from numpy.typing import NDArray

from engines.device.cuda import NO_GPU, Address, CudaStream, GpuInfo, HostArray
from engines.errors import EngineError

_NAME_BYTES = 256


class BindingsStream:
    """A stream that does not wait for the default one."""

    def __init__(self) -> None:
        """Needs the context to be current."""
        flag = driver.CUstream_flags.CU_STREAM_NON_BLOCKING
        self._stream = _checked(driver.cuStreamCreate(flag))

    @property
    def handle(self) -> int:
        """The driver's own `CUstream`."""
        return int(self._stream)

    def synchronize(self) -> None:
        """Wait until everything queued so far is done."""
        _checked(driver.cuStreamSynchronize(self._stream))

    def close(self) -> None:
        """Give it back; calling it again does nothing."""
        stream, self._stream = self._stream, None
        if stream is not None:
            _checked(driver.cuStreamDestroy(stream))


class CudaBindings:
    """The primary context of the first GPU."""

    def __init__(self) -> None:
        """Retain it.

        Raises:
            EngineError: No driver, or no GPU.
        """
        _start_driver()
        if not _checked(driver.cuDeviceGetCount()):
            raise EngineError(NO_GPU)
        self._device = _checked(driver.cuDeviceGet(0))
        self._gpu = _describe(self._device)
        self._context = _checked(driver.cuDevicePrimaryCtxRetain(self._device))

    @property
    def gpu(self) -> GpuInfo:
        """Which GPU it is."""
        return self._gpu

    @contextmanager
    def active(self) -> Iterator[None]:
        """Make the context current in this thread within a `with` block; blocks may nest."""
        if self._context is None:
            raise EngineError(f"{self._gpu.name}: its context is closed; load the engine again")
        _checked(driver.cuCtxPushCurrent(self._context))
        try:
            yield
        finally:
            _checked(driver.cuCtxPopCurrent())

    def new_stream(self) -> BindingsStream:
        """A stream that does not wait for the default one."""
        return BindingsStream()

    def close(self) -> None:
        """Let go of the context; calling it again does nothing."""
        context, self._context = self._context, None
        if context is not None:
            _checked(driver.cuDevicePrimaryCtxRelease(self._device))

    def allocate(self, size: int) -> Address:
        """Take bytes of GPU memory."""
        return int(_checked(driver.cuMemAlloc(size)))

    def free(self, address: Address) -> None:
        """Give back what `allocate` took."""
        _checked(driver.cuMemFree(address))

    def allocate_pinned(self, size: int) -> NDArray[np.uint8]:
        """Take bytes of main memory that is never swapped out."""
        address = int(_checked(driver.cuMemHostAlloc(size, 0)))
        return np.ctypeslib.as_array((ctypes.c_uint8 * size).from_address(address))

    def free_pinned(self, array: NDArray[np.uint8]) -> None:
        """Give back what `allocate_pinned` took."""
        _checked(driver.cuMemFreeHost(array.ctypes.data))

    def upload(self, target: Address, source: HostArray, stream: CudaStream) -> None:
        """From main memory to the GPU."""
        address = source.ctypes.data
        _checked(driver.cuMemcpyHtoDAsync(target, address, source.nbytes, stream.handle))

    def download(self, target: HostArray, source: Address, stream: CudaStream) -> None:
        """From the GPU to main memory."""
        address = target.ctypes.data
        _checked(driver.cuMemcpyDtoHAsync(address, source, target.nbytes, stream.handle))

    def copy(self, target: Address, source: Address, size: int, stream: CudaStream) -> None:
        """Bytes within the GPU."""
        _checked(driver.cuMemcpyDtoDAsync(target, source, size, stream.handle))


def _start_driver() -> None:
    try:
        _checked(driver.cuInit(0))
    except RuntimeError as error:  # what cuda-bindings raises where it finds no libcuda
        raise EngineError(f"no NVIDIA driver ({error})") from error


def _describe(device: Any) -> GpuInfo:
    attribute = driver.CUdevice_attribute
    major, minor = (
        int(_checked(driver.cuDeviceGetAttribute(which, device)))
        for which in (
            attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR,
            attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR,
        )
    )
    name = _checked(driver.cuDeviceGetName(_NAME_BYTES, device))
    return GpuInfo(
        name=name.split(b"\0")[0].decode(),
        compute_capability=(major, minor),
        cuda_version=int(_checked(driver.cuDriverGetVersion())),
        memory_bytes=int(_checked(driver.cuDeviceTotalMem(device))),
    )


def _checked(answer: tuple[Any, ...]) -> Any:
    """What a call of the driver gave, without its status; `EngineError` where it failed."""
    status, *values = answer
    if status == driver.CUresult.CUDA_ERROR_OUT_OF_MEMORY:
        raise EngineError(
            "the GPU has no memory left; close other programs on it or take a shorter clip_len"
        )
    if status != driver.CUresult.CUDA_SUCCESS:
        raise EngineError(f"the NVIDIA driver refuses a call: {status.name}")
    return values[0] if values else None
