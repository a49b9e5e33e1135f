"""`liveact-engine teach`."""

import json
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from engines.cli.options import DEFAULT_MODEL, JsonOption, ModelOption, PrecisionOption
from engines.errors import EngineError
from engines.progress_line import ProgressLine

if TYPE_CHECKING:
    from engines.teaching.report import TeachingReport


def teach(
    examples: Annotated[
        Path,
        typer.Argument(
            metavar="DIR",
            help="A folder of videos for each label in it, or a CSV of file,start,end,label.",
        ),
    ],
    out: Annotated[
        str,
        typer.Option(help="A name to use with --model, or the path of a file ending with .taught."),
    ],
    nothing: Annotated[
        Path | None,
        typer.Option(help="Ordinary footage, none of the actions in it: a video or a folder."),
    ] = None,
    model: ModelOption = DEFAULT_MODEL,
    precision: PrecisionOption = "auto",
    as_json: JsonOption = False,
) -> None:
    """Teach your own actions from a few videos of each; the result is a model like any other."""
    from engines.teaching.loading import TaughtRequest, load_embedder, taught_from
    from engines.teaching.taught_file import write_taught
    from engines.teaching.teach import showings_of, taught_lesson

    place = _place(out)
    showings = showings_of(examples, nothing)
    with ProgressLine() as progress:
        with closing(load_embedder(model, TaughtRequest(precision=precision), progress)) as engine:
            lesson = taught_lesson(showings, engine, progress)
        taught, report = taught_from(lesson, model)
    write_taught(taught, place)
    if as_json:
        typer.echo(json.dumps({"model": out, "file": str(place), **asdict(report)}))
    else:
        Console().print(_table(report), markup=False)
        for sentence in report.advice:
            typer.echo(f"- {sentence}")
        typer.echo(f"{place}\nuse it: liveact-monitor watch SOURCE --model {out}", err=True)


def _place(out: str) -> Path:
    """Where the model will lie; `EngineError` for a name that would mean something else."""
    from engines.models import list_models
    from engines.teaching.places import ENDING, taught_place

    path = Path(out)
    if path.suffix == ENDING:
        return path
    if path.name != out or not out.strip(".") or out.endswith(".onnx"):
        raise EngineError(f"--out {out!r} given; give a name without slashes, or FILE{ENDING}")
    if out in list_models():
        raise EngineError(f"--out {out!r} given, which is a model already; choose another name")
    return taught_place(out)


def _table(report: "TeachingReport") -> Table:
    table = Table("label", "right", "examples", "recordings", box=None)
    for row in report.labels:
        found = f"{row.right} of {row.held_out}" if row.held_out else "not measured"
        table.add_row(row.label, found, str(row.examples), str(row.recordings))
    for shown, said, count in report.confusions:
        table.add_row(f"  {shown} taken for {said}", f"{count} x", "", "")
    return table
