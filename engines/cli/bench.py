"""`liveact-engine bench`."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from engines.artifacts import demo_clip
from engines.cli.options import DEFAULT_MODEL, JsonOption, ModelOption
from engines.models import model_card
from engines.progress_line import ProgressLine

if TYPE_CHECKING:
    from engines.benchmark import BenchRow


def bench(
    model: ModelOption = DEFAULT_MODEL,
    clips: Annotated[
        Path | None,
        typer.Option(help="A video or a folder of videos to compare on; else the demo clip."),
    ] = None,
    rounds: Annotated[int, typer.Option(min=1, help="Calls of each engine that count.")] = 10,
    as_json: JsonOption = False,
) -> None:
    """Measure every engine of a model that this machine can run, side by side."""
    from engines.bench_clips import clips_of
    from engines.benchmark import benchmark, default_requests
    from engines.build import built_onnx

    spec = model_card(model).spec
    with ProgressLine() as progress:
        built_onnx(model, progress)
        windows = clips_of(clips or demo_clip(progress), spec, rounds, progress)
        rows = benchmark(default_requests(model), windows, rounds, progress)
    if as_json:
        typer.echo(json.dumps([asdict(row) for row in rows]))
    else:
        Console().print(_table(rows, rounds, len(windows)), markup=False)


def _table(rows: "list[BenchRow]", rounds: int, windows: int) -> Table:
    first = rows[0]
    columns = "engine", "p50 ms", "p95 ms", "clips/s", "peak MB", "speed-up", "same top-1"
    title = f"{first.model}, {first.clip} on {first.device}: {rounds} rounds over {windows} clips"
    table = Table(title=title, box=None, title_justify="left")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left", no_wrap=True)
    for row in rows:
        table.add_row(
            f"{row.runtime} {row.precision}",
            f"{row.p50_ms:.0f}",
            f"{row.p95_ms:.0f}",
            f"{row.clips_per_second:.2f}",
            f"{row.peak_rss_mb:.0f}",
            f"{row.speedup_vs_torch:.2f}x",
            f"{row.top1_agreement:.0%}",
        )
    return table
