"""Which runtime, precision and device an engine runs with, and what was passed over for it."""

from dataclasses import dataclass

from engines.errors import EngineError
from engines.extras import is_installed, missing

RUNTIMES = ("openvino", "torch")
"""What this version can run, best first."""
PRECISIONS = {"openvino": ("fp32", "bf16"), "torch": ("fp32",)}
"""What each runtime offers."""
DEVICES = ("cpu",)
"""Where this version can run."""

_LATER = {
    "cuda": "this version has no engine for GPUs",
    "tensorrt": "this version has no engine for GPUs",
    "fp16": "it is a precision of GPUs, and this version has no engine for them",
    "int8": "this version has no quantised model",
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
    """`openvino` or `torch`."""
    precision: str
    """`fp32` or `bf16`."""
    device: str
    """`cpu`."""
    passed_over: tuple[PassedOver, ...] = ()
    """What might have been expected instead."""


def choose_device(device: str) -> tuple[str, tuple[PassedOver, ...]]:
    """The device for `auto` or a name; `EngineError` where it cannot be had."""
    if device == "auto":
        return "cpu", (PassedOver("cuda", _LATER["cuda"]),)
    return _admit("device", device, DEVICES), ()


def choose_runtime(runtime: str) -> str:
    """The runtime for `auto` or a name; `EngineError` where it cannot be had."""
    if runtime == "auto":
        return RUNTIMES[0]
    if runtime == "torch" and not is_installed("torch"):
        raise EngineError(f"{missing('the runtime torch', 'torch')}, or choose openvino")
    return _admit("runtime", runtime, RUNTIMES)


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
