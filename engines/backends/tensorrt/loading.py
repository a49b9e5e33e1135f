"""From an exported file to an engine on this machine's GPU."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from engines.artifacts import Progress
from engines.artifacts.folders import sha256_of
from engines.backends.tensorrt.engine import TensorRtEngine
from engines.backends.tensorrt.execution import Recorder
from engines.backends.tensorrt.library import TensorRt, load_library
from engines.backends.tensorrt.plans import (
    BATCHES,
    PlanKey,
    built_plan,
    clip_shape,
    damage_of,
    forget_plan,
)
from engines.backends.tensorrt.step_plan import StepPlan
from engines.backends.tensorrt.steps import TensorRtEarlyRunner, TensorRtStepRunner
from engines.choice import EngineChoice
from engines.device import Cuda, GpuInfo, open_cuda
from engines.device.graph import CudaGraph
from engines.errors import EngineError
from engines.export import read_timing
from engines.spec import ModelSpec
from engines.step_timing import StepTiming

_BF16_SINCE = (8, 0)


def load_tensorrt(
    onnx: Path, spec: ModelSpec, choice: EngineChoice, progress: Progress | None = None
) -> TensorRtEngine:
    """The engine, its plan from the cache or built now (seconds to minutes).

    A plan that TensorRT refuses though its checksum is right (another driver, say) is built
    anew, once.

    Args:
        onnx: What `export_onnx` wrote.
        spec: Its specification; `clip_len` is the one length that the engine will take.
        choice: Says the precision.
        progress: Told how building goes.

    Raises:
        EngineError: No GPU, no TensorRT, or it refuses the model; says which.
    """

    def engine(plan: Path, library: TensorRt, cuda: Cuda) -> TensorRtEngine:
        return TensorRtEngine(plan, spec, choice, library, cuda, _recorder(library))

    return _loaded(onnx, spec, choice, engine, progress)


def load_step_runner(
    onnx: Path, spec: ModelSpec, choice: EngineChoice, progress: Progress | None = None
) -> TensorRtStepRunner:
    """The same for what `export_steps` wrote; `spec` is the model's own."""
    timing = read_timing(onnx)

    def runner(plan: Path, library: TensorRt, cuda: Cuda) -> TensorRtStepRunner:
        return TensorRtStepRunner(StepPlan(plan, library, cuda, _recorder(library)), timing)

    return _loaded(onnx, _of_step(spec, timing), choice, runner, progress)


def load_early_runner(
    onnx: Path,
    spec: ModelSpec,
    choice: EngineChoice,
    steps: TensorRtStepRunner,
    progress: Progress | None = None,
) -> TensorRtEarlyRunner:
    """The same for what `export_early` wrote, after the steps of that runner."""
    timing = read_timing(onnx)

    def runner(plan: Path, library: TensorRt, cuda: Cuda) -> TensorRtEarlyRunner:
        loaded = StepPlan(plan, library, cuda, _recorder(library), steps.places)
        return TensorRtEarlyRunner(loaded, timing)

    return _loaded(onnx, _of_step(spec, timing), choice, runner, progress)


def _of_step(spec: ModelSpec, timing: StepTiming) -> ModelSpec:
    """With the frames of a step in place of those of a clip."""
    frames = timing.step_frames
    return replace(spec, clip_len=frames, min_clip_len=min(frames, spec.min_clip_len))


_Made = TypeVar("_Made")


def _loaded(
    onnx: Path,
    spec: ModelSpec,
    choice: EngineChoice,
    make: Callable[[Path, TensorRt, Cuda], _Made],
    progress: Progress | None,
) -> _Made:
    """What is made of a plan, which is built where it is missing or refused."""
    library = load_library()
    cuda = open_cuda()
    try:
        _check_gpu(cuda.gpu, choice.precision)
        key = _best_key(onnx, spec, choice.precision, library, cuda.gpu)
        try:
            return make(built_plan(key, onnx, progress), library, cuda)
        except EngineError:
            if not key.place().is_file():
                raise  # it was not the loading that failed
            forget_plan(key)
            return make(built_plan(key, onnx, progress), library, cuda)
    except BaseException:
        cuda.close()
        raise


def _best_key(
    onnx: Path, spec: ModelSpec, precision: str, library: TensorRt, gpu: GpuInfo
) -> PlanKey:
    """That of a plan built ahead where there is one for such a GPU, else the GPU's own."""
    ahead = plan_key(onnx, spec, precision, library, _dotted(gpu))
    if library.builds_ahead and damage_of(ahead) is None:
        return ahead
    return plan_key(onnx, spec, precision, library, gpu)


def plan_key(
    onnx: Path, spec: ModelSpec, precision: str, library: TensorRt, gpu: GpuInfo | str
) -> PlanKey:
    """The key of a model's plan for a GPU, or for a compute capability as in `8.9`, ahead."""
    return PlanKey(
        model=spec.name,
        model_sha256=sha256_of(onnx),
        precision=precision,
        clip_shape=clip_shape(spec),
        batches=BATCHES,
        module=library.module,
        version=library.version,
        gpu="" if isinstance(gpu, str) else gpu.name,
        compute_capability=gpu if isinstance(gpu, str) else _dotted(gpu),
        cuda_major=0 if isinstance(gpu, str) else gpu.cuda_version // 1000,
    )


def _recorder(library: TensorRt) -> Recorder | None:
    return None if library.builds_ahead else CudaGraph


def _check_gpu(gpu: GpuInfo, precision: str) -> None:
    if precision == "bf16" and gpu.compute_capability < _BF16_SINCE:
        raise EngineError(
            f"bf16 given, {gpu.name} of compute capability {_dotted(gpu)} has none; choose fp16"
        )


def _dotted(gpu: GpuInfo) -> str:
    return ".".join(map(str, gpu.compute_capability))
