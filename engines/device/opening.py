"""Opens the GPU with the library that is installed, or says why that is impossible."""

import ctypes
import os
from collections.abc import Callable
from importlib.util import find_spec

from engines.device.cuda import Cuda
from engines.errors import EngineError

_DRIVERS = ("nvcuda.dll",) if os.name == "nt" else ("libcuda.so.1",)
NO_DRIVER = "no NVIDIA driver on this machine"
NO_LIBRARY = (
    "neither pycuda nor cuda-bindings is installed; "
    "pip install 'liveact[tensorrt]' or 'liveact[rtx]'"
)


def open_cuda() -> Cuda:
    """The first GPU's primary context: through pycuda, and where that is not here cuda-bindings.

    Raises:
        EngineError: No driver, no library or no GPU; says which.
    """
    reason = why_no_cuda()
    if reason is not None:
        raise EngineError(f"the GPU cannot be used: {reason}")
    return _opener()()


def why_no_cuda() -> str | None:
    """The reason why there is no CUDA here, None where there is; nothing is started for it."""
    if not has_driver():
        return NO_DRIVER
    return None if _has("pycuda") or _has("cuda.bindings") else NO_LIBRARY


def has_driver() -> bool:
    """Whether the driver's own library is here."""
    for name in _DRIVERS:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def _opener() -> Callable[[], Cuda]:
    if _has("pycuda"):
        from engines.device.pycuda import Pycuda

        return Pycuda
    from engines.device.cuda_bindings import CudaBindings

    return CudaBindings


def _has(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # the package around it is missing
        return False
