"""`liveact-engine evaluate`."""

import json
import logging
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer
from rich.console import Console
from rich.table import Table

from engines.cli.options import DEFAULT_MODEL, JsonOption, ModelOption, PrecisionOption
from engines.errors import EngineError
from engines.progress_line import ProgressLine

if TYPE_CHECKING:
    from engines.artifacts import Progress
    from engines.choice import PassedOver
    from engines.dial import DialCosts
    from engines.evaluation.evaluate import Provisional, Row
    from engines.evaluation.kept import KeptAnswers
    from engines.evaluation.labelled import LabelledClip
    from engines.loading import LoadedEngine
    from engines.streams import StepEngine

_log = logging.getLogger(__name__)
_COLUMNS = "", "lag s", "ms", "top-1", "top-5", "s to label", "s here", "labelled", "wrong"


def evaluate(
    labels: Annotated[
        Path, typer.Argument(help="A CSV file with the columns file, label and perhaps start, end.")
    ],
    clips: Annotated[
        Path | None, typer.Option(help="The folder of the videos; else where the CSV file lies.")
    ] = None,
    step: Annotated[
        float, typer.Option(min=0.04, help="Seconds between the windows along a clip.")
    ] = 0.32,
    splices: Annotated[
        int, typer.Option(min=0, help="Orders in which the actions are cut after one another.")
    ] = 2,
    seconds: Annotated[float, typer.Option(min=1.0, help="Of each action in them.")] = 6.4,
    model: ModelOption = DEFAULT_MODEL,
    precision: PrecisionOption = "auto",
    as_json: JsonOption = False,
) -> None:
    """How often a model is right on your labelled clips, and how soon: windows and streams.

    What the engines say is kept in the cache at once: asking again takes seconds, and what was
    interrupted goes on where it stood.
    """
    from engines.evaluation.kept import KeptAnswers
    from engines.evaluation.labelled import read_labels, right_classes
    from engines.loading import model_spec

    spec, known = model_spec(model), read_labels(labels, clips)
    for clip in known:  # before anything is fetched or built
        right_classes(clip, spec)
    kept = KeptAnswers()
    try:
        found = _evaluated(_Wish(known, step, splices, seconds, model, precision), kept)
    except KeyboardInterrupt:
        typer.echo(_interrupted(kept), err=True)
        raise
    if as_json:
        typer.echo(json.dumps(asdict(found)))
    else:
        _print(found)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is asked for on the command line."""

    clips: "list[LabelledClip]"
    step_seconds: float
    splices: int
    seconds_each: float
    model: str
    precision: str


@dataclass(frozen=True, slots=True)
class _Found:
    """What is said at the end, as in JSON."""

    model: str
    precision: str
    clips: int
    rows: "list[Row]"
    provisional: "list[Provisional]"
    not_measured: str
    """Why there are no streams; empty where there are."""
    passed_over: "tuple[PassedOver, ...]"
    """By the engine of streams: what of it runs otherwise than was asked for."""


def _evaluated(wish: _Wish, kept: "KeptAnswers") -> _Found:
    from engines.evaluation.evaluate import evaluate as run
    from engines.evaluation.material import read_material
    from engines.evaluation.runs import StreamRunner, WindowRunner
    from engines.loading import load_engine

    with ProgressLine() as progress, ExitStack() as stack:
        engine = load_engine(wish.model, precision=wish.precision, progress=progress)
        stack.callback(engine.close)
        spec, precision = engine.spec, engine.choice.precision
        stepping, reason = _stepping(wish.model, engine, progress)
        if stepping is not None:
            stack.callback(stepping.close)
        material = read_material(
            wish.clips,
            spec,
            splices=wish.splices,
            seconds_each=wish.seconds_each,
            progress=progress,
        )
        rows, provisional = run(
            material,
            spec,
            WindowRunner(engine, max(1, round(wish.step_seconds / spec.sample_seconds))),
            None if stepping is None else StreamRunner(stepping),
            kept,
            costs=None if stepping is None else _costs(wish.model, precision, progress),
            progress=progress,
        )
    passed_over = () if stepping is None else stepping.choice.passed_over
    return _Found(wish.model, precision, len(wish.clips), rows, provisional, reason, passed_over)


def _stepping(
    model: str, engine: "LoadedEngine", progress: "Progress"
) -> "tuple[StepEngine | None, str]":
    """Streams of the model in the same precision, with early answers where there are some.

    None and the reason where it has no streams.
    """
    from engines.loading import load_engine
    from engines.streams import StepEngine

    choice = engine.choice
    load = partial(
        load_engine,
        model,
        device=choice.device,
        runtime=choice.runtime,
        precision=choice.precision,
        mode="stream",
        progress=progress,
    )
    try:
        return cast(StepEngine, load(lag_seconds=engine.spec.span_seconds)), ""
    except EngineError:
        _log.debug("no early answers", exc_info=True)
    try:
        return cast(StepEngine, load()), ""
    except EngineError as error:
        return None, str(error)


def _costs(model: str, precision: str, progress: "Progress") -> "DialCosts | None":
    """What an answer costs here, where that is measured for `auto` too."""
    from engines.dial import DialPrecisions, has_dial, measured_costs

    if not has_dial(model):
        return None
    return measured_costs(model, DialPrecisions(precision, precision, precision), progress)


def _interrupted(kept: "KeptAnswers") -> str:
    if not kept.new:
        return "interrupted; no new answer was there yet to keep"
    return f"interrupted; {kept.new} new answers are kept, the same command goes on from there"


def _print(found: _Found) -> None:
    title = f"{found.model} {found.precision}, {found.clips} clips"
    table = Table(title=title, box=None, title_justify="left")
    for number, column in enumerate(_COLUMNS):
        table.add_column(column, justify="right" if number else "left")
    for row in found.rows:
        table.add_row(
            row.point,
            f"{row.lag_seconds:.1f}",
            f"{row.ms_per_prediction:.0f}",
            f"{row.top1:.1%} of {row.answers}",
            f"{row.top5:.1%}",
            _seconds(row.seconds_to_label),
            _seconds(row.seconds_to_label_here),
            f"{row.labelled} of {row.actions}",
            f"{row.label_errors:.1%}",
        )
    console = Console()
    console.print(table, markup=False)
    for one in found.provisional:
        console.print(f"provisional after {one.frames} frames: {one.top1:.0%} of {one.answers}")
    if found.not_measured:
        console.print(f"no streams: {found.not_measured}", markup=False, soft_wrap=True)
    for other in found.passed_over:
        console.print(f"not {other.what}: {other.reason}", markup=False, soft_wrap=True)


def _seconds(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
