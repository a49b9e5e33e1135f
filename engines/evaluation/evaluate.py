"""A model over labelled clips: how often it is right, and how soon."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engines.artifacts import Progress, ProgressEvent
from engines.dial import DialCosts
from engines.errors import EngineError
from engines.evaluation.labelled import LabelledClip, frames_of, right_classes
from engines.evaluation.points import (
    Answers,
    points,
    provisional_answers,
    settled_answers,
    window_answers,
)
from engines.evaluation.runs import Frames, Run, StreamRunner, WindowRunner, kept
from engines.evaluation.time_to_answer import Promptness, Splice, promptness, seeded_orders
from engines.spec import ModelSpec

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
class _Material:
    """One video of known actions and what was said along it."""

    window: Run
    stream: Run | None


def evaluate(
    clips: Sequence[LabelledClip],
    spec: ModelSpec,
    window: WindowRunner,
    stream: StreamRunner | None,
    *,
    splices: int,
    seconds_each: float,
    costs: DialCosts | None = None,
    progress: Progress | None = None,
) -> tuple[list[Row], list[Provisional]]:
    """Run over the clips, then over splices of them.

    Args:
        clips: their frames are held together in memory, 150 kB each.
        spec: the model's.
        window: whole windows.
        stream: steps of a stream, where the model has such a graph.
        splices: how many seeded orders of the clips are cut together.
        seconds_each: how much of each; shorter clips are left out of the splices.
        costs: what an answer takes here; None for the medians of the runs.
        progress: told how many videos are done.

    Raises:
        EngineError: a label that the model does not have; no clip as long as a window.
        VideoError: a video cannot be decoded.
    """
    rights = [right_classes(clip, spec) for clip in clips]
    videos = [frames_of(clip, spec) for clip in clips]
    cut = [place for place, video in enumerate(videos) if len(video) >= _frames(seconds_each, spec)]
    orders = seeded_orders(len(cut), splices) if len(cut) > 1 else []
    total = len(videos) + len(orders)
    alone = []
    for done, video in enumerate(videos):
        _tell(progress, done, total)
        alone.append(_material(video, window, stream))
    if not any(len(material.window.ends) for material in alone):
        raise EngineError(f"no clip of {spec.clip_len} frames; give longer ones")
    spliced = []
    for done, order in enumerate(orders):
        _tell(progress, len(videos) + done, total)
        splice = Splice(
            tuple(cut[place] for place in order),
            _frames(seconds_each, spec),
            tuple(rights[cut[place]] for place in order),
        )
        spliced.append((splice, _material(_joined(videos, splice), window, stream)))
    rows = _rows(spec, stream, rights, alone, spliced, costs)
    return rows, _provisional(stream, rights, alone)


def _frames(seconds: float, spec: ModelSpec) -> int:
    return round(seconds / spec.sample_seconds)


def _joined(videos: Sequence[Frames], splice: Splice) -> Frames:
    return np.concatenate([videos[place][: splice.frames_each] for place in splice.order])


def _material(frames: Frames, window: WindowRunner, stream: StreamRunner | None) -> _Material:
    return _Material(kept(window, frames), None if stream is None else kept(stream, frames))


def _rows(
    spec: ModelSpec,
    stream: StreamRunner | None,
    rights: Sequence[tuple[int, ...]],
    alone: Sequence[_Material],
    spliced: Sequence[tuple[Splice, _Material]],
    costs: DialCosts | None,
) -> list[Row]:
    lag = WINDOW_LAG_FRAMES * spec.clip_len * spec.sample_seconds
    runs = [material.window for material in alone]
    cut = [(splice, window_answers(material.window)) for splice, material in spliced]
    ms = _median_ms(runs) if costs is None else costs.window_ms
    rows = [_row("window", lag, spec, ms, rights, list(map(window_answers, runs)), cut)]
    if stream is None:
        return rows
    timing = stream.timing
    steps = [material.stream for material in alone if material.stream is not None]
    for point in points(timing, steps[0].time_steps.shape[1] - 1):
        if costs is None:
            ms = _median_ms(steps)
        else:
            ms = costs.early_ms if point.early else costs.stream_ms
        said = [settled_answers(run, point, timing) for run in steps]
        cut = [
            (splice, settled_answers(material.stream, point, timing))
            for splice, material in spliced
            if material.stream is not None
        ]
        rows.append(_row(point.name, point.lag_seconds(timing, spec), spec, ms, rights, said, cut))
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


def _median_ms(runs: Sequence[Run]) -> float:
    return 1000 * float(np.median(np.concatenate([run.seconds for run in runs])))


def _ranks(said: Sequence[Answers], rights: Sequence[tuple[int, ...]]) -> NDArray[np.intp]:
    """How many labels are better than the best right one, for each answer of all clips."""
    ranks = [
        (one.logits > one.logits[:, list(right)].max(axis=1, keepdims=True)).sum(axis=1)
        for one, right in zip(said, rights, strict=True)
    ]
    return np.concatenate(ranks)


def _provisional(
    stream: StreamRunner | None,
    rights: Sequence[tuple[int, ...]],
    alone: Sequence[_Material],
) -> list[Provisional]:
    if stream is None:
        return []
    runs = [material.stream for material in alone if material.stream is not None]
    said = [provisional_answers(run, stream.timing) for run in runs]
    ranks = _ranks(said, rights)
    ends = np.concatenate([one.ends for one in said])
    return [
        Provisional(
            int(end), int((ends == end).sum()), round(float((ranks[ends == end] < 1).mean()), 4)
        )
        for end in np.unique(ends)
    ]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None:
        progress(ProgressEvent("evaluating", done, total, "videos"))
