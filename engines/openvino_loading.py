"""Loads an exported model into OpenVINO: which graph, in which precision, on which device."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engines.accelerators import why_no_intel
from engines.artifacts import Progress
from engines.choice import INTEL_DEVICES, EngineChoice, PassedOver
from engines.errors import EngineError
from engines.export import LOGITS
from engines.int8.graphs import find_int8
from engines.intel import choose_intel_gpu
from engines.precision import choose_precision, int8_missing
from engines.spec import ModelSpec

if TYPE_CHECKING:
    from engines.backends.openvino import OpenVinoEngine


@dataclass(frozen=True, slots=True)
class OpenVinoRequest:
    """What is asked for."""

    path: Path
    """What `export_onnx` wrote."""
    spec: ModelSpec
    """Its specification; `clip_len` is the length to compile for."""
    device: str
    """`cpu`, `intel-gpu`, `intel-npu`, or `auto`: the CPU or an Intel GPU that is faster."""
    precision: str
    """As on the command line."""
    threads: int | None
    """CPU threads; the runtime decides where None."""
    output: str = LOGITS
    """What the engine answers with, `logits` or `embedding`."""


def load_openvino(
    request: OpenVinoRequest, passed_over: tuple[PassedOver, ...], progress: Progress | None
) -> "OpenVinoEngine":
    """The engine, with what was passed over before and here.

    Raises:
        EngineError: OpenVINO refuses, or there is no int8 graph; says what to do.
    """
    return _engine(request, *choose_openvino(request, passed_over, progress))


def choose_openvino(
    request: OpenVinoRequest, passed_over: tuple[PassedOver, ...], progress: Progress | None
) -> tuple[Path, EngineChoice]:
    """The graph that `load_openvino` would run, and with what; errors as there."""
    device = request.device
    if device == "auto":
        device, others = _device(request, progress)
        passed_over += others
    path, precision, others = _graph(request, device, progress)
    return path, EngineChoice("openvino", precision, device, passed_over + others)


def _device(
    request: OpenVinoRequest, progress: Progress | None
) -> tuple[str, tuple[PassedOver, ...]]:
    """The Intel GPU where one is seen and is worth it, else the CPU."""
    if why_no_intel("intel-gpu") is not None:
        return "cpu", ()  # said already
    if request.precision not in ("auto", "fp16"):
        reason = f"{request.precision} is asked for, and it was compared in fp16 only"
        return "cpu", (PassedOver("intel-gpu", reason),)
    from engines.backends.openvino import runtime_identity

    def load(choice: EngineChoice) -> "OpenVinoEngine":
        return _engine(request, request.path, choice)

    try:
        identity = f"{runtime_identity('cpu')} {runtime_identity('intel-gpu')}"
    except EngineError as error:
        return "cpu", (PassedOver("intel-gpu", str(error)),)
    device, other = choose_intel_gpu(load, request.path, request.spec, identity, progress)
    return device, (other,)


def _graph(
    request: OpenVinoRequest, device: str, progress: Progress | None
) -> tuple[Path, str, tuple[PassedOver, ...]]:
    """The file to run and its precision; for `auto` what was passed over too."""
    path, spec, precision = request.path, request.spec, request.precision
    if device in INTEL_DEVICES and precision == "auto":
        return path, "fp16", ()
    passed_over: tuple[PassedOver, ...] = ()
    int8 = find_int8(path, spec) if precision in ("auto", "int8") else None
    if precision == "auto":
        measured = None if int8 is None else int8.note.measured
        precision, passed_over = choose_precision(path, spec, measured, progress)
    if precision != "int8":
        return path, precision, passed_over
    if int8 is None:
        raise EngineError(f"{spec.name} in int8: {int8_missing(spec.name)}")
    return int8.path, precision, passed_over


def _engine(request: OpenVinoRequest, path: Path, choice: EngineChoice) -> "OpenVinoEngine":
    from engines.backends.openvino import OpenVinoEngine

    return OpenVinoEngine(
        path, request.spec, choice, threads=request.threads, output=request.output
    )
