"""A GPU whose memory is main memory: addresses are real, so mistakes in them show."""

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines import EngineError
from engines.device.cuda import CudaStream, GpuInfo

GPU = GpuInfo("Test GPU", (8, 9), 13000, 1 << 30)


class FakeStream:
    """Work waits in it until it is synchronised, as on a GPU."""

    def __init__(self) -> None:
        self.handle = id(self)
        self.queue: list[Any] = []
        self.closed = 0

    def synchronize(self) -> None:
        waiting, self.queue = self.queue, []
        for work in waiting:
            work()

    def close(self) -> None:
        self.closed += 1


class FakeCuda:
    """Counts what it is asked for; refuses work in a thread where no context is current."""

    def __init__(self, memory_bytes: int = GPU.memory_bytes) -> None:
        self.gpu = GPU
        self.memory_bytes = memory_bytes
        self.memory: dict[int, NDArray[np.uint8]] = {}
        self.pinned: dict[int, NDArray[np.uint8]] = {}
        self.streams: list[FakeStream] = []
        self.uploads: list[int] = []
        self.copies: list[int] = []
        self.closed = 0
        self._here = threading.local()

    @contextmanager
    def active(self) -> Iterator[None]:
        self._here.depth = self._depth() + 1
        try:
            yield
        finally:
            self._here.depth -= 1

    def new_stream(self) -> FakeStream:
        self._check()
        self.streams.append(FakeStream())
        return self.streams[-1]

    def close(self) -> None:
        self.closed += 1

    def allocate(self, size: int) -> int:
        self._check()
        if sum(array.nbytes for array in self.memory.values()) + size > self.memory_bytes:
            raise EngineError("the GPU has no memory left")
        array = np.full(size, 77, np.uint8)
        self.memory[array.ctypes.data] = array
        return array.ctypes.data

    def free(self, address: int) -> None:
        self._check()
        del self.memory[address]

    def allocate_pinned(self, size: int) -> NDArray[np.uint8]:
        self._check()
        array = np.zeros(size, np.uint8)
        self.pinned[array.ctypes.data] = array
        return array

    def free_pinned(self, array: NDArray[np.uint8]) -> None:
        self._check()
        del self.pinned[array.ctypes.data]

    def upload(self, target: int, source: NDArray[Any], stream: CudaStream) -> None:
        self.uploads.append(source.nbytes)
        self._queue(stream, target, source.ctypes.data, source.nbytes, inside=target)

    def download(self, target: NDArray[Any], source: int, stream: CudaStream) -> None:
        self._queue(stream, target.ctypes.data, source, target.nbytes, inside=source)

    def copy(self, target: int, source: int, size: int, stream: CudaStream) -> None:
        self.copies.append(size)
        self._check_inside(source, size)
        self._queue(stream, target, source, size, inside=target)

    def read(self, address: int, size: int) -> NDArray[np.uint8]:
        self._check_inside(address, size)
        return np.frombuffer(ctypes.string_at(address, size), np.uint8)

    def _queue(self, stream: CudaStream, to: int, source: int, size: int, *, inside: int) -> None:
        self._check()
        self._check_inside(inside, size)
        assert isinstance(stream, FakeStream)
        stream.queue.append(lambda: ctypes.memmove(to, source, size))

    def _check_inside(self, address: int, size: int) -> None:
        blocks = ((start, start + array.nbytes) for start, array in self.memory.items())
        assert any(start <= address and address + size <= end for start, end in blocks)

    def _depth(self) -> int:
        return getattr(self._here, "depth", 0)

    def _check(self) -> None:
        assert self._depth() > 0, "no context is current in this thread"
