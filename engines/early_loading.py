"""Which answers of a stream are early: those of its beginning, or all, where they must be."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace

from engines.choice import EngineChoice
from engines.errors import EngineError
from engines.spec import ModelSpec
from engines.step_runner import EarlyRunner, StepRunner
from engines.step_timing import StepTiming
from engines.streams import StepEngine


@dataclass(frozen=True, slots=True)
class Settled:
    """A stream whose answers wait until they are complete, chosen and not loaded yet."""

    load: Callable[[], StepRunner]
    """Once."""
    load_early: Callable[[StepRunner], EarlyRunner | None]
    """What gives early time steps after those of the runner; None where the model has none."""
    spec: ModelSpec
    """The model's own."""
    choice: EngineChoice
    """What its steps run with."""
    early_precision: str
    """Of its early time steps, where it has some."""


def engine_within(lag_seconds: float | None, settled: Settled) -> StepEngine:
    """The engine that does the least work within a lag.

    Where the settled answers are within it, early ones only begin each stream, so that it is
    answered provisionally; else every answer has them.

    Args:
        lag_seconds: How far back the middle of what an answer is about may lie; None: any.
        settled: What was chosen.

    Raises:
        EngineError: No answer of a stream of this model is within the lag.
    """
    spec = settled.spec
    with ExitStack() as given_up:
        runner = settled.load()
        given_up.callback(runner.close)
        early = settled.load_early(runner)
        if early is not None:
            given_up.callback(early.close)
        is_within = lag_seconds is None or lag_of(runner.timing, spec) <= lag_seconds
        if not is_within:
            steps = 0 if early is None else early.early_steps
            _refuse_late(lag_seconds, replace(runner.timing, early_steps=steps), spec)
        engine = StepEngine(runner, spec, settled.choice, early, always_early=not is_within)
        given_up.pop_all()
    return engine


def lag_of(timing: StepTiming, spec: ModelSpec) -> float:
    """How far back the middle of what an answer is about lies, in seconds."""
    return timing.answer_lag_frames * spec.sample_seconds


def _refuse_late(wanted: float | None, timing: StepTiming, spec: ModelSpec) -> None:
    least = lag_of(timing, spec)
    if wanted is not None and least > wanted:
        raise EngineError(
            f"a lag of {wanted:g} s given; answers of a stream of {spec.name} are about what was "
            f"{least:.2f} s ago at best; allow more, or use mode window"
        )
