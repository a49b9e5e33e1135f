"""What this program needs of CUDA, whichever Python library talks to the driver.

Everything happens on the *primary* context of the GPU, the one that torch and TensorRT use too: a
context of its own (as `pycuda.autoinit` makes it) is the cause of most reports of 'invalid device
context' and of outputs that are all zero. No context is current in a thread until `active` makes
it so, and only for that long.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Address = int
"""Where something lies in GPU memory."""
HostArray = NDArray[Any]
"""A contiguous array in main memory; copies overlap with work only where it is pinned."""
NO_GPU = "the NVIDIA driver has no GPU"


@dataclass(frozen=True, slots=True)
class GpuInfo:
    """Which GPU, and what it can do."""

    name: str
    """As the driver calls it: `NVIDIA GeForce RTX 4060`."""
    compute_capability: tuple[int, int]
    """Major and minor, (8, 9)."""
    cuda_version: int
    """The newest CUDA that the driver serves: 13000 for 13.0."""
    memory_bytes: int
    """Memory of the whole GPU."""


class CudaStream(Protocol):
    """A queue of work of one thread; not the default stream, which waits for all others."""

    @property
    def handle(self) -> int:
        """The driver's own `CUstream`, for other libraries."""

    def synchronize(self) -> None:
        """Wait until everything queued so far is done."""

    def close(self) -> None:
        """Give it back; calling it again does nothing."""


class CudaContext(Protocol):
    """The primary context of one GPU."""

    @property
    def gpu(self) -> GpuInfo:
        """Which GPU it is."""

    def active(self) -> AbstractContextManager[None]:
        """Make it current in this thread within a `with` block; blocks may nest."""

    def new_stream(self) -> CudaStream:
        """A stream that does not wait for the default one."""

    def close(self) -> None:
        """Let go of it, after all that lies in it; calling it again does nothing."""


class CudaMemory(Protocol):
    """Memory of the GPU, and main memory that the GPU reads by itself. Needs `active`."""

    def allocate(self, size: int) -> Address:
        """Take bytes of GPU memory; `EngineError` where there are too few."""

    def free(self, address: Address) -> None:
        """Give back what `allocate` took."""

    def allocate_pinned(self, size: int) -> NDArray[np.uint8]:
        """Take bytes of main memory that is never swapped out, (size,)."""

    def free_pinned(self, array: NDArray[np.uint8]) -> None:
        """Give back what `allocate_pinned` took; nobody may look at the array again."""


class CudaTransfers(Protocol):
    """Copies, queued on a stream: they are done when it is synchronised. Needs `active`."""

    def upload(self, target: Address, source: HostArray, stream: CudaStream) -> None:
        """From main memory to the GPU."""

    def download(self, target: HostArray, source: Address, stream: CudaStream) -> None:
        """From the GPU to main memory."""

    def copy(self, target: Address, source: Address, size: int, stream: CudaStream) -> None:
        """Bytes within the GPU."""


class Cuda(CudaContext, CudaMemory, CudaTransfers, Protocol):
    """All of it; `engines.device.opening` gives one."""
