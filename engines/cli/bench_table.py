"""The figures of a benchmark as a table for people."""

from collections.abc import Sequence

from rich.table import Table

from engines.bench_row import BenchRow

WIDTH = 100
COLUMNS = (
    *("engine", "p50 ms", "p95", "p99", "/s", "GFLOP/s"),
    *("peak\nMB", "first\ns", "÷torch", "÷window", "same\ntop-1"),
)


def bench_table(rows: Sequence[BenchRow], title: str) -> Table:
    """One line an engine, within `WIDTH` columns for what is measured by default."""
    table = Table(title=title, box=None, title_justify="left", padding=(0, 1, 0, 0))
    for number, column in enumerate(COLUMNS):
        is_name = number == 0
        table.add_column(
            column, justify="left" if is_name else "right", no_wrap=not is_name, overflow="fold"
        )
    for row in rows:
        table.add_row(*_cells(row))
    return table


def _cells(row: BenchRow) -> tuple[str, ...]:
    return (
        engine_name(row),
        f"{row.p50_ms:.1f}",
        f"{row.p95_ms:.1f}",
        f"{row.p99_ms:.1f}",
        f"{row.clips_per_second:.2f}",
        _shown(row.gflops_per_second, ".0f"),
        f"{row.peak_rss_mb:.0f}",
        f"{row.first_result_seconds:.1f}",
        _shown(row.speedup_vs_torch, ".2f"),
        _shown(row.speedup_vs_window, ".2f"),
        f"{row.top1_agreement:.0%}",
    )


def engine_name(row: BenchRow) -> str:
    """As in `openvino bf16 stream`."""
    device = "" if row.device in ("cpu", "auto") else f" {row.device}"
    return f"{row.runtime} {row.precision}{device}{' stream' if row.mode == 'stream' else ''}"


def legend(rows: Sequence[BenchRow]) -> list[str]:
    """What the columns of these rows mean, where they do not say it."""
    lines = []
    operations = {row.mode: row.gflops for row in rows if row.gflops is not None}
    for mode, gflops in operations.items():
        call = "clip" if mode == "window" else "step of a stream"
        lines.append(f"a {call} is {gflops:.1f} GFLOP (2 x multiply-adds of the graph)")
    if any(row.mode == "stream" for row in rows):
        lines.append("÷window: what a clip costs the same engine by what a step costs it")
    if rows[0].speedup_vs_torch is not None:
        lines.append(f"÷torch: what a clip costs {engine_name(rows[0])} by what a call costs here")
    lines.append("same top-1: beside the first engine of the same mode; first s: from loading on")
    return lines


def _shown(value: float | None, form: str) -> str:
    return "-" if value is None else format(value, form)
