"""The command `probe`."""

import json

import typer
from rich.console import Console
from rich.table import Table

from engines import ProgressEvent, ProgressLine, model_spec
from realtime.clock import MonotonicClock
from realtime.monitor.probe import ProbeReport, probe_source
from realtime.sinks.console import printable
from realtime.sources import SourceOptions
from realtime.sources.options import Transport


def run_probe(
    source: str, *, seconds: float, model: str, transport: Transport, as_json: bool
) -> None:
    """Watch a source for so long and print what came."""
    with ProgressLine() as line:
        report = probe_source(
            source,
            model_spec(model),
            MonotonicClock(),
            options=SourceOptions(transport=transport),
            seconds=seconds,
            tell=lambda done: line(ProgressEvent("watching", int(done), int(seconds), "seconds")),
        )
    if as_json:
        typer.echo(json.dumps(report.to_json(), ensure_ascii=False))
    else:
        _print(report)


def _print(report: ProbeReport) -> None:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim")
    for name, text in report.to_rows():
        table.add_row(name, printable(text))
    Console().print(table)
