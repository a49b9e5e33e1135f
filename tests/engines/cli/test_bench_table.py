from io import StringIO

from rich.console import Console

from engines.cli.bench_table import WIDTH, bench_table, legend
from tests.engines.bench_rows import bench_row

ROWS = [
    bench_row("torch", p50_ms=12345.6, speedup_vs_torch=1.0),
    bench_row(precision="bf16", mode="stream", p50_ms=83.0),
]


def told(width: int) -> list[str]:
    console = Console(file=StringIO(), width=width)
    console.print(bench_table(ROWS, "i3d.k400"))
    assert isinstance(console.file, StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def test_a_line_an_engine_that_fits() -> None:
    lines = told(WIDTH)
    assert max(map(len, lines)) <= WIDTH
    (torch,) = [line.split() for line in lines if line.startswith("torch fp32")]
    assert " ".join(torch[2:]) == "12345.6 24691.2 37036.8 0.08 18 300 1.5 1.00 - 50%"
    (stream,) = [line.split() for line in lines if line.startswith("openvino bf16 stream")]
    assert stream[3:5] == ["83.0", "166.0"] and stream[-2] == "6.50"


def test_the_legend_says_what_the_figures_mean() -> None:
    said = " ".join(legend(ROWS))
    assert "a clip is 222.3 GFLOP" in said
    assert "÷torch: what a clip costs torch fp32" in said
    assert "÷torch" not in " ".join(legend([bench_row(speedup_vs_torch=None)]))
