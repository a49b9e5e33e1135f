"""Which runtime, precision and device an engine runs with, and what was passed over for it."""

from dataclasses import dataclass

from engines.accelerators import why_no_tensorrt
from engines.errors import EngineError
from engines.extras import is_installed, missing

RUNTIMES = ("tensorrt", "openvino", "torch")
"""What this version can run, best first."""
PRECISIONS = {
    "tensorrt": ("fp16", "bf16", "fp32"),
    "openvino": ("fp32", "bf16", "int8"),
    "torch": ("fp32",),
}
"""What each runtime offers."""
DEVICES = ("cpu", "cuda")
"""Where this version can run; `cuda` is an NVIDIA GPU, for TensorRT."""

_LATER = {
    "fp16": "it is a precision of GPUs; take the runtime tensorrt for it",
    "int8": "it runs with openvino on the cpu",
}
"""Names that the command lines know and this version cannot serve, with the reason."""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Something that `auto` did not choose."""

    what: str
    """As on the command line: `bf16`, `cuda`."""
    reason: str
    """Why, for people."""


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """What an engine runs with."""

    runtime: str
    """`tensorrt`, `openvino` or `torch`."""
    precision: str
    """`fp32`, `bf16`, `fp16` or `int8`."""
    device: str
    """`cpu` or `cuda`."""
    passed_over: tuple[PassedOver, ...] = ()
    """What might have been expected instead."""


def choose_device(device: str, runtime: str = "auto") -> tuple[str, tuple[PassedOver, ...]]:
    """The device for `auto` or a name; `EngineError` where it cannot be had.

    Args:
        device: `auto`, `cpu` or `cuda`.
        runtime: What was asked for; only TensorRT runs on the GPU.
    """
    if device != "auto":
        _admit("device", device, DEVICES)
    if device == "cpu":
        return device, ()
    reason = _why_no_gpu(runtime)
    if reason is None:
        return "cuda", ()
    if device == "cuda":
        raise EngineError(f"device 'cuda' is not available: {reason}; choose auto, cpu")
    return "cpu", (PassedOver("cuda", reason),)


def choose_runtime(runtime: str, device: str = "cpu") -> str:
    """The runtime for `auto` or a name on this device; `EngineError` where it cannot be had."""
    if runtime == "auto":
        return "tensorrt" if device == "cuda" else "openvino"
    if runtime == "torch" and not is_installed("torch"):
        raise EngineError(f"{missing('the runtime torch', 'torch')}, or choose openvino")
    if runtime == "tensorrt" and device != "cuda":
        reason = _why_no_gpu(runtime) or "it runs on the device cuda only"
        raise EngineError(
            f"runtime 'tensorrt' is not available: {reason}; choose auto, openvino, torch"
        )
    return _admit("runtime", runtime, RUNTIMES)


def _why_no_gpu(runtime: str) -> str | None:
    """Why the GPU is not taken; None where it can be."""
    if runtime not in ("auto", "tensorrt"):
        return f"the runtime {runtime} runs on the CPU in this version"
    return why_no_tensorrt()


def check_precision(precision: str, runtime: str) -> str:
    """The precision by name; `EngineError` where the runtime cannot do it."""
    return _admit(f"{runtime} precision", precision, PRECISIONS[runtime])


def _admit(what: str, given: str, allowed: tuple[str, ...]) -> str:
    if given in allowed:
        return given
    names = ", ".join(("auto", *allowed))
    if given in _LATER:
        raise EngineError(f"{what} {given!r} is not available: {_LATER[given]}; choose {names}")
    raise EngineError(f"unknown {what} {given!r}; choose {names}")
