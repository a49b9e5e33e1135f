"""Gives a stream its early answers, where the package has the graph for them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from engines.artifacts import Progress
from engines.build import built_onnx
from engines.choice import EngineChoice
from engines.errors import EngineError
from engines.graphs import shipped_graph
from engines.spec import ModelSpec
from engines.step_timing import StepTiming
from engines.streams import StepEngine, StepRunner


@dataclass(frozen=True, slots=True)
class Settled:
    """A stream whose answers wait until they are complete, chosen and not loaded yet."""

    load: Callable[[], StepRunner]
    """Once."""
    spec: ModelSpec
    """The model's own."""
    choice: EngineChoice
    model: str | Path
    """A registered name, or the path of a step graph."""
    threads: int | None
    """CPU threads; the runtime decides where None."""


def engine_within(
    lag_seconds: float | None, settled: Settled, progress: Progress | None = None
) -> StepEngine:
    """The engine that does the least work within a lag.

    Where the settled answers are within it, the graph with early ones only begins each stream, so
    that it is answered provisionally; else it gives every answer, and the other one the steps of a
    stream that catches up.

    Args:
        lag_seconds: How far back the middle of what an answer is about may lie; None: any.
        settled: What was chosen; loaded where it is within the lag.
        progress: Told how building goes.

    Raises:
        EngineError: No answer of a stream of this model is within the lag.
    """
    spec, choice = settled.spec, settled.choice
    if not _has_early(settled):
        runner = settled.load()
        _refuse_late(lag_seconds, runner.timing, spec)
        return StepEngine(runner, spec, choice)
    from engines.backends.openvino_steps import OpenVinoStepRunner

    path = built_onnx(str(settled.model), progress, kind="early")
    early = OpenVinoStepRunner(path, choice.precision, threads=settled.threads)
    complete = replace(early.timing, early_steps=0)
    if lag_seconds is None or _lag_seconds(complete, spec) <= lag_seconds:
        return StepEngine(settled.load(), spec, choice, early)
    _refuse_late(lag_seconds, early.timing, spec)
    return StepEngine(settled.load(), spec, choice, early, always_early=True)


def _has_early(settled: Settled) -> bool:
    """Whether there is such a graph in this precision; nobody quantises it."""
    choice, model = settled.choice, settled.model
    is_openvino = choice.runtime == "openvino" and choice.precision in ("fp32", "bf16")
    return is_openvino and isinstance(model, str) and shipped_graph(model, "early") is not None


def _lag_seconds(timing: StepTiming, spec: ModelSpec) -> float:
    return timing.answer_lag_frames * spec.sample_seconds


def _refuse_late(wanted: float | None, timing: StepTiming, spec: ModelSpec) -> None:
    least = _lag_seconds(timing, spec)
    if wanted is not None and least > wanted:
        raise EngineError(
            f"a lag of {wanted:g} s given; answers of a stream of {spec.name} are about what was "
            f"{least:.2f} s ago at best; allow more, or use mode window"
        )
