"""A model over labelled clips: how often it is right, and how soon."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engines.artifacts import Progress
from engines.dial import DialCosts
from engines.errors import EngineError
from engines.evaluation.kept import KeptAnswers
from engines.evaluation.material import Material
from engines.evaluation.points import (
    Answers,
    Point,
    points,
    provisional_answers,
    settled_answers,
    window_answers,
)
from engines.evaluation.runs import Run, Runner, StreamRunner, WindowRunner, runs
from engines.evaluation.time_to_answer import Promptness, Splice, promptness
from engines.spec import ModelSpec
from engines.step_timing import StepTiming

WINDOW_LAG_FRAMES = 0.5
"""A window is about its middle: half of it lies between that and the newest frame."""


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one way to answer."""

    point: str
    """`window`, `stream`, `early`, …"""
    lag_seconds: float
    """From the middle of what an answer is about to the newest frame."""
    ms_per_prediction: float
    """On this machine, as busy as it was."""
    answers: int
    top1: float
    """Part of the answers along the clips, 0..1."""
    top5: float
    actions: int
    """Actions that followed another one."""
    labelled: int
    """Of them got their label and kept it for a second."""
    seconds_to_label: float | None
    """Median over all actions, on a machine without limits."""
    seconds_to_label_here: float | None
    """The same with what an answer takes on this machine."""
    label_errors: float
    """Part of the answers with a label of neither this action nor the one before, 0..1."""


@dataclass(frozen=True, slots=True)
class Provisional:
    """How often an answer before the first whole one is right."""

    frames: int
    """That have come."""
    answers: int
    top1: float


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one engine said of all the material."""

    clips: Sequence[Run]
    splices: Sequence[tuple[Splice, Run]]

    @classmethod
    def of(
        cls, runner: Runner, material: Material, kept: KeptAnswers, progress: Progress | None
    ) -> "_Asked":
        """Asked now, or kept from before."""
        said = runs(runner, material, kept, progress)
        clips = len(material.clips)
        return cls(said[:clips], list(zip(material.splices, said[clips:], strict=True)))


def evaluate(
    material: Material,
    spec: ModelSpec,
    window: WindowRunner,
    stream: StreamRunner | None,
    kept: KeptAnswers,
    *,
    costs: DialCosts | None = None,
    progress: Progress | None = None,
) -> tuple[list[Row], list[Provisional]]:
    """Run over the clips, then over splices of them.

    Args:
        material: what is run over.
        spec: the model's.
        window: whole windows.
        stream: steps of a stream, where the model has such a graph.
        kept: what was said in earlier runs, and is said in this one.
        costs: what an answer takes here; None for the medians of the runs.
        progress: told how many answers are there.

    Raises:
        EngineError: no clip as long as a window.
    """
    if not any(len(clip) >= spec.clip_len for clip in material.clips):
        raise EngineError(f"no clip of {spec.clip_len} frames; give longer ones")
    asked = _Asked.of(window, material, kept, progress)
    rows = [_window_row(asked, material, spec, costs)]
    if stream is None:
        return rows, []
    stepped = _Asked.of(stream, material, kept, progress)
    rows += _stream_rows(stepped, stream.timing, material, spec, costs)
    return rows, _provisional(stepped, stream.timing, material)


def _window_row(asked: _Asked, material: Material, spec: ModelSpec, costs: DialCosts | None) -> Row:
    lag = WINDOW_LAG_FRAMES * spec.clip_len * spec.sample_seconds
    ms = _median_ms(asked.clips) if costs is None else costs.window_ms
    said = [window_answers(run) for run in asked.clips]
    cut = [(splice, window_answers(run)) for splice, run in asked.splices]
    return _row("window", lag, spec, ms, material.rights, said, cut)


def _stream_rows(
    asked: _Asked,
    timing: StepTiming,
    material: Material,
    spec: ModelSpec,
    costs: DialCosts | None,
) -> list[Row]:
    rows = []
    for point in points(timing, asked.clips[0].time_steps.shape[1] - 1):
        ms = _answer_ms(asked.clips, point, costs)
        said = [settled_answers(run, point, timing) for run in asked.clips]
        cut = [(splice, settled_answers(run, point, timing)) for splice, run in asked.splices]
        lag = point.lag_seconds(timing, spec)
        rows.append(_row(point.name, lag, spec, ms, material.rights, said, cut))
    return rows


def _row(
    name: str,
    lag_seconds: float,
    spec: ModelSpec,
    ms: float,
    rights: Sequence[tuple[int, ...]],
    said: Sequence[Answers],
    spliced: Sequence[tuple[Splice, Answers]],
) -> Row:
    top1 = _ranks(said, rights) < 1
    ideal = promptness(spliced, spec.sample_seconds)
    here: Promptness = promptness(spliced, spec.sample_seconds, ms / 1000)
    return Row(
        point=name,
        lag_seconds=round(lag_seconds, 2),
        ms_per_prediction=round(ms, 1),
        answers=len(top1),
        top1=round(float(top1.mean()), 4),
        top5=round(float((_ranks(said, rights) < 5).mean()), 4),
        actions=ideal.actions,
        labelled=ideal.labelled,
        seconds_to_label=_rounded(ideal.median_seconds),
        seconds_to_label_here=_rounded(here.median_seconds),
        label_errors=round(ideal.label_errors, 4),
    )


def _answer_ms(said: Sequence[Run], point: Point, costs: DialCosts | None) -> float:
    """What an answer of a stream takes: as it was measured for `auto`, else as it took here."""
    if costs is None:
        return _median_ms(said)
    return costs.early_ms if point.early else costs.stream_ms


def _median_ms(said: Sequence[Run]) -> float:
    return 1000 * float(np.median(np.concatenate([run.seconds for run in said])))


def _ranks(said: Sequence[Answers], rights: Sequence[tuple[int, ...]]) -> NDArray[np.intp]:
    """How many labels are better than the best right one, for each answer of all clips."""
    ranks = [
        (one.logits > one.logits[:, list(right)].max(axis=1, keepdims=True)).sum(axis=1)
        for one, right in zip(said, rights, strict=True)
    ]
    return np.concatenate(ranks)


def _provisional(asked: _Asked, timing: StepTiming, material: Material) -> list[Provisional]:
    said = [provisional_answers(run, timing) for run in asked.clips]
    ranks = _ranks(said, material.rights)
    ends = np.concatenate([one.ends for one in said])
    return [
        Provisional(
            int(end), int((ends == end).sum()), round(float((ranks[ends == end] < 1).mean()), 4)
        )
        for end in np.unique(ends)
    ]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
