"""Which runtime, precision and device an engine runs with, and what was passed over for it."""

from dataclasses import dataclass
from typing import Literal

from engines.accelerators import why_no_intel, why_no_tensorrt, why_no_torch_cuda
from engines.errors import EngineError
from engines.extras import is_installed, missing
from engines.torch_options import TORCH, TorchOptions, is_torch

RUNTIMES = ("tensorrt", "openvino", "torch")
"""What this version can run, best first."""
PRECISIONS = {
    "tensorrt": ("fp16", "bf16", "fp32"),
    "openvino": ("fp32", "bf16", "int8"),
    "torch": ("fp32", "bf16", "fp16"),
}
"""What each runtime offers."""
INTEL_DEVICES = ("intel-gpu", "intel-npu")
"""Beside the CPU, for OpenVINO."""
DEVICES = ("cpu", "cuda", *INTEL_DEVICES)
"""Where this version can run; `cuda` is an NVIDIA GPU, for TensorRT and torch."""
_INTEL_PRECISIONS = ("fp16", "fp32", "int8")

_LATER = {
    "fp16": "it is a precision of GPUs; take the runtime tensorrt or torch on one for it",
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
    """`tensorrt`, `openvino` or `torch`, the last maybe with options: `torch+compile`."""
    precision: str
    """`fp32`, `bf16`, `fp16` or `int8`."""
    device: str
    """`cpu`, `cuda`, `intel-gpu` or `intel-npu`."""
    passed_over: tuple[PassedOver, ...] = ()
    """What might have been expected instead."""
    mode: Literal["window", "stream", "early"] = "window"
    """Whether each window is seen by itself, or only what is new; `early`: and answers come before
    their time steps are complete."""
    side_by_side: int = 1
    """Calls that may be under way at the same time, of different streams; each has cores of its
    own, and all together take less time than one after the other."""


def choose_device(device: str, runtime: str = "auto") -> tuple[str, tuple[PassedOver, ...]]:
    """The device for `auto` or a name; `EngineError` where it cannot be had.

    For `auto` it is `cuda` or else `cpu`: an Intel GPU that is seen is not passed over yet, for
    it must show first that it is faster (`intel.py`).

    Args:
        device: `auto`, or one of `DEVICES`.
        runtime: What was asked for; each device has but one.
    """
    if device != "auto":
        return _named_device(device, runtime), ()
    reason = _why_no_gpu(runtime)
    if reason is None:
        return "cuda", ()
    passed_over = [PassedOver("cuda", reason)]
    if runtime in ("auto", "openvino"):
        passed_over += _passed_over_intel()
    return "cpu", tuple(passed_over)


def _named_device(device: str, runtime: str) -> str:
    _admit("device", device, DEVICES)
    reason = None
    if device == "cuda":
        reason = _why_no_gpu(runtime)
    elif device in INTEL_DEVICES:
        reason = _why_no_intel(device, runtime)
    if reason is not None:
        raise EngineError(f"device {device!r} is not available: {reason}; choose auto, cpu")
    return device


def _passed_over_intel() -> list[PassedOver]:
    reasons = [PassedOver(name, why_no_intel(name) or "") for name in INTEL_DEVICES]
    if not reasons[-1].reason:
        asked = "it is taken only where it is asked for: --device intel-npu"
        reasons[-1] = PassedOver("intel-npu", asked)
    return [one for one in reasons if one.reason]


def _why_no_intel(device: str, runtime: str) -> str | None:
    if runtime not in ("auto", "openvino"):
        return f"the runtime {runtime} does not run on it, openvino does"
    return why_no_intel(device)


def check_names(device: str = "auto", runtime: str = "auto", precision: str = "auto") -> None:
    """Raise `EngineError` for a name that no machine has; what this one lacks is another matter."""
    known = tuple(dict.fromkeys(name for names in PRECISIONS.values() for name in names))
    if device != "auto":
        _admit("device", device, DEVICES)
    if is_torch(runtime):
        TorchOptions.of(runtime)
    elif runtime != "auto":
        _admit("runtime", runtime, RUNTIMES)
    if precision != "auto":
        _admit("precision", precision, known)


def choose_runtime(runtime: str, device: str = "cpu") -> str:
    """The runtime for `auto` or a name on this device; `EngineError` where it cannot be had."""
    if runtime == "auto":
        return "tensorrt" if device == "cuda" else "openvino"
    if is_torch(runtime):
        return _torch_runtime(runtime, device)
    if runtime == "tensorrt" and device != "cuda":
        reason = _why_no_gpu(runtime) or "it runs on the device cuda only"
        raise EngineError(
            f"runtime 'tensorrt' is not available: {reason}; choose auto, openvino, torch"
        )
    return _admit("runtime", runtime, RUNTIMES)


def _torch_runtime(runtime: str, device: str) -> str:
    options = TorchOptions.of(runtime)
    if not is_installed("torch"):
        raise EngineError(f"{missing('the runtime torch', 'torch')}, or choose openvino")
    if options.graph and device != "cuda":
        raise EngineError(f"runtime {runtime!r} given on the {device}; +graph needs a GPU")
    return runtime


def _why_no_gpu(runtime: str) -> str | None:
    """Why the GPU is not taken; None where it can be."""
    if is_torch(runtime):
        return why_no_torch_cuda()
    if runtime not in ("auto", "tensorrt"):
        return f"the runtime {runtime} runs on the CPU in this version"
    return why_no_tensorrt()


def check_precision(precision: str, runtime: str, device: str = "cpu") -> str:
    """The precision by name; `EngineError` where the runtime cannot do it on this device."""
    if device in INTEL_DEVICES:
        return _admit(f"{device} precision", precision, _INTEL_PRECISIONS)
    known = PRECISIONS[TORCH if is_torch(runtime) else runtime]
    return _admit(f"{runtime} precision", precision, known)


def torch_choice(
    runtime: str, precision: str, device: str, passed_over: tuple[PassedOver, ...] = ()
) -> EngineChoice:
    """What torch runs with; `auto` is fp16 on a GPU and fp32, the reference, on the CPU."""
    if precision == "auto":
        precision = "fp16" if device == "cuda" else "fp32"
    check_precision(precision, runtime)
    if precision == "fp16" and device == "cpu":
        raise EngineError(f"{runtime} precision 'fp16' given on the cpu; choose auto, fp32, bf16")
    return EngineChoice(runtime, precision, device, passed_over)


def _admit(what: str, given: str, allowed: tuple[str, ...]) -> str:
    if given in allowed:
        return given
    names = ", ".join(("auto", *allowed))
    if given in _LATER:
        raise EngineError(f"{what} {given!r} is not available: {_LATER[given]}; choose {names}")
    raise EngineError(f"unknown {what} {given!r}; choose {names}")
