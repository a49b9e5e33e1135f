"""`liveact-engine evaluate`."""

import json
from contextlib import ExitStack, closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from engines.cli.options import DEFAULT_MODEL, JsonOption, ModelOption, PrecisionOption
from engines.progress_line import ProgressLine

if TYPE_CHECKING:
    from engines.artifacts import Progress
    from engines.evaluation.evaluate import Provisional, Row
    from engines.evaluation.runs import StreamRunner
    from engines.loading import LoadedEngine

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

    What the engines say is kept in the cache, so that asking again takes seconds.
    """
    from engines.dial import measured_costs
    from engines.evaluation.evaluate import evaluate as run
    from engines.evaluation.labelled import read_labels
    from engines.evaluation.runs import WindowRunner
    from engines.loading import load_engine

    known = read_labels(labels, clips)
    with ProgressLine() as progress, ExitStack() as stack:
        engine = load_engine(model, precision=precision, progress=progress)
        stack.callback(engine.close)
        chosen = engine.choice.precision
        window = WindowRunner(
            engine, _identity(engine), max(1, round(step / engine.spec.sample_seconds))
        )
        stream = _stream(model, engine, stack, progress)
        costs = None if stream is None else measured_costs(model, chosen, progress)
        rows, provisional = run(
            known,
            engine.spec,
            window,
            stream,
            splices=splices,
            seconds_each=seconds,
            costs=costs,
            progress=progress,
        )
    facts = {"model": model, "precision": chosen, "clips": len(known)}
    if as_json:
        typer.echo(json.dumps(_facts(facts, rows, provisional)))
    else:
        _print(f"{model} {chosen}, {len(known)} clips", rows, provisional)


def _identity(engine: "LoadedEngine") -> str:
    """What its logits depend on."""
    from engines.build import onnx_place

    place = onnx_place(engine.spec.name).name
    choice = engine.choice
    return f"{place} {engine.spec.clip_len} {choice.runtime} {choice.precision} {choice.device}"


def _stream(
    model: str, engine: "LoadedEngine", stack: ExitStack, progress: "Progress"
) -> "StreamRunner | None":
    """The steps of the same model, with early answers, where the package has their graph."""
    from engines.backends.openvino_steps import OpenVinoStepRunner
    from engines.build import built_onnx
    from engines.evaluation.runs import StreamRunner
    from engines.graphs import shipped_graph

    is_plain = engine.choice.precision in ("fp32", "bf16") and engine.choice.device == "cpu"
    if shipped_graph(model, "early") is None or not is_plain:
        return None
    path = built_onnx(model, progress, kind="early")
    runner = stack.enter_context(closing(OpenVinoStepRunner(path, engine.choice.precision)))
    return StreamRunner(runner, f"{path.name} {engine.choice.precision}")


def _facts(
    facts: dict[str, Any], rows: "list[Row]", provisional: "list[Provisional]"
) -> dict[str, Any]:
    return {
        **facts,
        "rows": [asdict(row) for row in rows],
        "provisional": [asdict(one) for one in provisional],
    }


def _print(title: str, rows: "list[Row]", provisional: "list[Provisional]") -> None:
    table = Table(title=title, box=None, title_justify="left")
    for number, column in enumerate(_COLUMNS):
        table.add_column(column, justify="right" if number else "left")
    for row in rows:
        table.add_row(
            row.point,
            f"{row.lag_seconds:.1f}",
            f"{row.ms_per_prediction:.0f}",
            f"{row.top1:.0%} of {row.answers}",
            f"{row.top5:.0%}",
            _seconds(row.seconds_to_label),
            _seconds(row.seconds_to_label_here),
            f"{row.labelled} of {row.actions}",
            f"{row.label_errors:.0%}",
        )
    console = Console()
    console.print(table, markup=False)
    for one in provisional:
        console.print(f"provisional after {one.frames} frames: {one.top1:.0%} of {one.answers}")


def _seconds(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
