"""Loads a model for streams: what goes on from window to window, in the runtime that suits."""

import os
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from engines.artifacts import Progress
from engines.build import built_onnx
from engines.choice import (
    INTEL_DEVICES,
    EngineChoice,
    PassedOver,
    check_precision,
    choose_device,
    choose_runtime,
)
from engines.early_loading import Settled, engine_within
from engines.errors import EngineError
from engines.export import read_spec
from engines.graphs import shipped_graph
from engines.int8.graphs import Int8Graph, find_int8
from engines.mapped_graphs import mapped_graph
from engines.models import create_model, list_models, model_card
from engines.precision import choose_precision, int8_missing, why_not_int8
from engines.spec import ModelSpec
from engines.step_runner import EarlyRunner, StepRunner
from engines.streams import StepEngine
from engines.torch_options import TORCH, is_torch

_MOST_SIDE_BY_SIDE = 4
"""Each takes memory of its own; more cores than that help with each step."""


@dataclass(frozen=True, slots=True)
class StreamRequest:
    """What is asked for."""

    model: str | Path
    """A registered name, or the path of a step graph."""
    device: str = "auto"
    """As on the command line."""
    runtime: str = "auto"
    """As on the command line."""
    precision: str = "auto"
    """As on the command line."""
    threads: int | None = None
    """CPU threads; the runtime decides where None."""
    lag_seconds: float | None = None
    """How far back the middle of what an answer is about may lie; None for the least work."""
    early_precision: str = "auto"
    """Of early answers after int8 steps: `fp32`, `int8` where that graph is built, or `auto`; after
    other steps it is theirs."""
    streams: int = 1
    """How many share the engine: on a CPU some of them step side by side."""

    @property
    def is_file(self) -> bool:
        """Whether a path is meant and not a registered name."""
        return isinstance(self.model, Path) or self.model.endswith(".onnx")

    @property
    def spec(self) -> ModelSpec:
        """The model's own; `EngineError` where there is no such model, or it cannot step."""
        if self.is_file:
            return read_spec(Path(self.model))
        card = model_card(str(self.model))
        if not card.streams:
            able = [name for name in list_models(pretrained=True) if model_card(name).streams]
            raise EngineError(
                f"mode stream given for {self.model}, which sees each window by itself; "
                f"choose mode window, or one of {', '.join(able)}"
            )
        return card.spec


@dataclass(frozen=True, slots=True)
class LoadedRunner:
    """What steps, before an engine makes answers of it."""

    runner: StepRunner
    """The caller's to close."""
    spec: ModelSpec
    """The model's own."""
    choice: EngineChoice
    """What the runner was chosen with."""


def load_stream(
    request: StreamRequest,
    progress: Progress | None = None,
    passed_over: tuple[PassedOver, ...] = (),
) -> StepEngine:
    """The engine, its step graph from the cache or else built now.

    Args:
        request: What is asked for.
        progress: Told how building goes.
        passed_over: What was already decided against.

    Raises:
        EngineError: Something that is not known or cannot be had here; says what can.
    """
    settled = _settled(request, progress)
    choice = replace(settled.choice, passed_over=passed_over + settled.choice.passed_over)
    return engine_within(request.lag_seconds, replace(settled, choice=choice))


def choose_stream(
    request: StreamRequest, progress: Progress | None = None
) -> tuple[StreamRequest, tuple[PassedOver, ...]]:
    """The request with the precisions that `load_stream` would run in, and what is passed over.

    Errors as there.
    """
    settled = _settled(request, progress)
    precision, early = settled.choice.precision, settled.early_precision
    return replace(request, precision=precision, early_precision=early), settled.choice.passed_over


def load_runner(request: StreamRequest, progress: Progress | None = None) -> LoadedRunner:
    """What `load_stream` makes its engine of where nothing early is wanted."""
    settled = _settled(request, progress)
    return LoadedRunner(settled.load(), settled.spec, settled.choice)


def _settled(request: StreamRequest, progress: Progress | None) -> Settled:
    """What is chosen; TensorRT is loaded by then, for it may be passed over."""
    asked = request.device, request.runtime
    device, passed_over = choose_device(*asked)
    runtime = choose_runtime(request.runtime, device)
    if device in INTEL_DEVICES:
        raise EngineError(f"mode stream given with {device}; choose auto, cpu")
    if request.precision != "auto":
        check_precision(request.precision, runtime)
    if request.threads is not None and request.threads < 1:
        raise EngineError(f"{request.threads} threads given, at least 1 is needed")
    spec = request.spec
    if is_torch(runtime):
        if runtime != TORCH or request.precision not in ("auto", "fp32"):
            raise EngineError(
                f"mode stream given with {runtime} {request.precision}; choose torch, fp32"
            )
        choice = EngineChoice(TORCH, "fp32", device, passed_over)
        load = partial(_torch, request, spec, choice, progress)
        return Settled(load, early_of_torch, spec, choice, choice.precision)
    steps = _step_graph(request, progress)
    if runtime == "tensorrt":
        try:
            return _tensorrt(request, steps, spec, progress)
        except EngineError as error:
            if asked != ("auto", "auto") or request.precision == "fp16":
                raise  # what was asked for by name is not replaced
            passed_over += (PassedOver("tensorrt", str(error)),)
    return _on_openvino(request, steps, spec, passed_over, progress)


def _on_openvino(
    request: StreamRequest,
    steps: Path,
    spec: ModelSpec,
    passed_over: tuple[PassedOver, ...],
    progress: Progress | None,
) -> Settled:
    graph, precision, others = _graph(request, steps, spec, progress)
    passed_over += others
    side_by_side = _side_by_side(request)
    int8_early, early_precision = None, precision
    if precision == "int8":
        int8_early, no_int8_early = _int8_early(request, spec, progress)
        passed_over = no_int8_early + passed_over  # first what the user can change
        early_precision = "fp32" if int8_early is None else "int8"
    return Settled(
        partial(_openvino, graph, precision, request.threads, side_by_side),
        partial(_openvino_early, request, early_precision, int8_early, progress),
        spec,
        EngineChoice("openvino", precision, "cpu", passed_over, side_by_side=side_by_side),
        early_precision,
    )


def _step_graph(request: StreamRequest, progress: Progress | None) -> Path:
    if request.is_file:
        return Path(request.model)
    return built_onnx(str(request.model), progress, kind="step")


def _graph(
    request: StreamRequest, steps: Path, spec: ModelSpec, progress: Progress | None
) -> tuple[Path, str, tuple[PassedOver, ...]]:
    """The graph that OpenVINO runs and its precision; for `auto` what was passed over too."""
    precision = request.precision
    is_looked_for = precision == "int8" or (precision == "auto" and not request.is_file)
    int8 = find_int8(steps, spec) if is_looked_for else None
    passed_over: tuple[PassedOver, ...] = ()
    if precision == "auto":
        precision, passed_over = _best_precision(request, spec, int8, progress)
    if precision != "int8":
        return steps, precision, passed_over
    if int8 is None:
        raise EngineError(f"{spec.name} in int8: {int8_missing(spec.name, 'stream')}")
    return int8.path, precision, passed_over


def _best_precision(
    request: StreamRequest, spec: ModelSpec, int8: Int8Graph | None, progress: Progress | None
) -> tuple[str, tuple[PassedOver, ...]]:
    """Of fp32 and bf16 by how long whole clips take; int8 by how long its own steps took."""
    if request.is_file:
        reason = "it is compared with fp32 for models, not for files"
        return "fp32", (PassedOver("bf16", reason), PassedOver("int8", reason))
    whole = built_onnx(str(request.model), progress)
    measured = None if int8 is None else int8.note.measured
    return choose_precision(whole, spec, measured, progress, mode="stream")


def _side_by_side(request: StreamRequest) -> int:
    """How many streams step at the same time: no more than there are cores for them."""
    cores = request.threads or os.cpu_count() or 1
    return min(request.streams, cores, _MOST_SIDE_BY_SIDE)


def _openvino(path: Path, precision: str, threads: int | None, side_by_side: int) -> StepRunner:
    from engines.backends.openvino_steps import OpenVinoStepRunner

    return OpenVinoStepRunner(_mapped(path), precision, threads=threads, side_by_side=side_by_side)


def _mapped(path: Path) -> Path:
    """The graph in the form that takes the least memory; an int8 graph has it already."""
    return path if path.suffix == ".xml" else mapped_graph(path)


def _int8_early(
    request: StreamRequest, spec: ModelSpec, progress: Progress | None
) -> tuple[Int8Graph | None, tuple[PassedOver, ...]]:
    """The int8 graph of early answers to take after int8 steps; None for fp32, and why."""
    if request.early_precision == "fp32" or not _has_early_graph(request):
        return None, ()
    found = find_int8(built_onnx(str(request.model), progress, kind="early"), spec)
    if found is None:
        reason = int8_missing(spec.name, "stream")
    else:
        is_asked_for = request.precision == "int8"
        reason = "" if is_asked_for else why_not_int8(found.note.measured, "stream")
    if not reason:
        return found, ()
    return None, (PassedOver("int8 early answers", f"fp32 takes their place: {reason}"),)


def _openvino_early(
    request: StreamRequest,
    precision: str,
    int8: Int8Graph | None,
    progress: Progress | None,
    runner: StepRunner,
) -> EarlyRunner | None:
    """Where the package has the graph for it; it reads what the runner keeps."""
    if not _has_early_graph(request):
        return None
    from engines.backends.openvino_early import OpenVinoEarlyRunner
    from engines.backends.openvino_steps import OpenVinoStepRunner

    path = built_onnx(str(request.model), progress, kind="early") if int8 is None else int8.path
    kept_bytes = runner.kept_bytes if isinstance(runner, OpenVinoStepRunner) else None
    return OpenVinoEarlyRunner(
        _mapped(path), precision, threads=request.threads, kept_bytes=kept_bytes
    )


def _has_early_graph(request: StreamRequest) -> bool:
    return shipped_graph(str(request.model), "early") is not None


def early_of_torch(runner: StepRunner) -> EarlyRunner | None:
    """The runner itself, where its network says something early."""
    from engines.backends.torch_steps import TorchStepRunner

    return runner if isinstance(runner, TorchStepRunner) and runner.early_steps else None


def _tensorrt(
    request: StreamRequest, path: Path, spec: ModelSpec, progress: Progress | None
) -> Settled:
    """Loaded at once, so that another runtime can take its place where it does not run."""
    from engines.backends.tensorrt.loading import load_early_runner, load_step_runner

    precision = "fp16" if request.precision == "auto" else request.precision
    choice = EngineChoice("tensorrt", precision, "cuda")
    early = None
    with ExitStack() as given_up:
        runner = load_step_runner(path, spec, choice, progress)
        given_up.callback(runner.close)
        if _has_early_graph(request):
            graph = built_onnx(str(request.model), progress, kind="early")
            early = load_early_runner(graph, spec, choice, runner, progress)
        given_up.pop_all()
    return Settled(lambda: runner, lambda _: early, spec, choice, precision)


def _torch(
    request: StreamRequest, spec: ModelSpec, choice: EngineChoice, progress: Progress | None
) -> StepRunner:
    if request.is_file:
        raise EngineError(
            f"{request.model}: torch runs registered models, not ONNX files; "
            f"give one of {', '.join(list_models(pretrained=True))}, or use --runtime openvino"
        )
    network = create_model(str(request.model), pretrained=True, progress=progress)
    from engines.backends.torch_steps import TorchStepRunner

    return TorchStepRunner(network, spec, device=choice.device, threads=request.threads)
