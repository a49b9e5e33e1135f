"""`liveact-engine bench`."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer
from rich.console import Console

from engines.artifacts import Progress, demo_clip
from engines.cli.options import DEFAULT_MODEL, JsonOption, ModelOption
from engines.errors import EngineError
from engines.loading import EngineMode
from engines.progress_line import ProgressLine
from engines.spec import ModelSpec

if TYPE_CHECKING:
    from engines.benchmark import BenchReport

RANDOM = "random weights and made-up labels: only times and memory mean something"


class _Subject(NamedTuple):
    """What is measured."""

    spec: ModelSpec
    onnx: Path
    random_files: dict[str, Path]
    """By mode, what stands in for weights that the model does not have."""


def bench(
    model: ModelOption = DEFAULT_MODEL,
    clips: Annotated[
        Path | None,
        typer.Option(help="A video or a folder of videos to compare on; else the demo clip."),
    ] = None,
    rounds: Annotated[int, typer.Option(min=1, help="Clips for each engine that count.")] = 10,
    mode: Annotated[
        EngineMode | None,
        typer.Option(help="window: whole clips; stream: the new frames only; else both."),
    ] = None,
    engine: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RUNTIME[:PRECISION[:DEVICE]]",
            help="An engine, as in openvino:bf16; may be repeated. Else all on the CPU.",
        ),
    ] = None,
    chart: Annotated[
        Path | None, typer.Option(metavar="FILE.png", help="Paint the figures too.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Measure engines of a model side by side: time, memory, and whether they agree."""
    from engines.bench_chart import check_chart_place, write_chart
    from engines.bench_clips import clips_of
    from engines.bench_requests import MODES, default_requests, named_requests
    from engines.benchmark import benchmark

    if chart is not None:
        check_chart_place(chart)
    modes = (mode,) if mode else MODES
    with ProgressLine() as progress, _subject(model, modes, progress) as subject:
        stand_in = {mode: str(path) for mode, path in subject.random_files.items()}
        requests = (
            named_requests(model, engine, modes, stand_in)
            if engine
            else default_requests(model, modes, stand_in)
        )
        windows = clips_of(clips or demo_clip(progress), subject.spec, rounds, progress)
        gflops = _gflops(model, subject, modes)
        report = benchmark(requests, windows, rounds, gflops, progress)
    if chart is not None:
        write_chart(report.rows, chart)
    _tell(report, f"{rounds} rounds over {len(windows)} clips", bool(subject.random_files), as_json)


@contextmanager
def _subject(model: str, modes: tuple[EngineMode, ...], progress: Progress) -> Iterator[_Subject]:
    """The model's specification and file; a file of random weights is gone afterwards."""
    from engines.build import built_onnx
    from engines.export import read_spec
    from engines.models import model_card
    from engines.untrained import is_untrained, untrained_files, untrained_spec

    if model.endswith(".onnx"):
        yield _Subject(read_spec(Path(model)), Path(model), {})
    elif not is_untrained(model):
        yield _Subject(model_card(model).spec, built_onnx(model, progress), {})
    else:
        with TemporaryDirectory(prefix="liveact-") as folder:
            files = untrained_files(model, Path(folder), modes, progress)
            yield _Subject(untrained_spec(model), files["window"], files)


def _gflops(model: str, subject: _Subject, modes: tuple[EngineMode, ...]) -> dict[str, float]:
    """Operations of a call by mode; without those of a graph that is not there."""
    from engines.build import built_onnx
    from engines.flops import call_gflops

    counted: dict[str, float] = {"window": call_gflops(subject.onnx, subject.spec)}
    if "stream" in modes and not model.endswith(".onnx"):
        with suppress(EngineError):  # the engine that is asked for next says why
            steps = subject.random_files.get("stream") or built_onnx(model, kind="step")
            counted["stream"] = call_gflops(steps, subject.spec)
    return counted


def _tell(report: "BenchReport", run: str, is_random: bool, as_json: bool) -> None:
    from engines.cli.bench_table import WIDTH, bench_table, legend

    rows = report.rows
    for left_out in report.left_out:
        typer.echo(f"left out: {left_out.what}: {left_out.reason}", err=True)
    if is_random:
        typer.echo(f"{rows[0].model}: {RANDOM}", err=True)
    if as_json:
        typer.echo(json.dumps([asdict(row) for row in rows]))
        return
    console = Console()
    if not console.is_terminal:
        console.width = WIDTH
    console.print(bench_table(rows, f"{rows[0].model}, {rows[0].clip}: {run}"), markup=False)
    for line in legend(rows):
        console.print(line, markup=False, highlight=False, soft_wrap=True)
