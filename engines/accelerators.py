"""Whether this machine can run TensorRT, told without loading it."""

from importlib.util import find_spec

from engines.device.opening import why_no_cuda

TENSORRT_MODULES = ("tensorrt", "tensorrt_rtx")
"""Where TensorRT's interface may be; the first one found is taken."""
NOT_INSTALLED = (
    "TensorRT is not installed; pip install 'liveact[tensorrt]', "
    "or on a GeForce or RTX card 'liveact[rtx]'"
)


def find_tensorrt() -> str | None:
    """The module to import, None where neither is installed; nothing is imported for it."""
    return next((module for module in TENSORRT_MODULES if find_spec(module) is not None), None)


def why_no_tensorrt() -> str | None:
    """The reason why TensorRT cannot run here; None where it may."""
    return why_no_cuda() or (None if find_tensorrt() is not None else NOT_INSTALLED)
