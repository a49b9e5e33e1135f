"""The figures of `liveact-monitor bench` for people and programs."""

import json
import os
import platform
import tempfile
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from engines import Engine, EngineChoice
from realtime.monitor.bench import StreamBench, Tell, measure, write_wide_video
from realtime.rates import Spread


def run_bench(engine: Engine, video: Path, *, rounds: int, windows: int, tell: Tell) -> StreamBench:
    """Measure, with a 1080p file that is made for it and removed again."""
    with tempfile.TemporaryDirectory(prefix="liveact-bench-") as folder:
        wide = Path(folder) / "wide.mp4"
        write_wide_video(video, wide, tell)
        return measure(engine, video, wide, rounds=rounds, windows=windows, tell=tell)


def to_json(bench: StreamBench, model: str, choice: EngineChoice) -> str:
    """One JSON object with the figures and where they come from."""
    return json.dumps(
        {
            "model": model,
            "runtime": choice.runtime,
            "precision": choice.precision,
            "device": choice.device,
            "machine": machine(),
            **asdict(bench),
        }
    )


def print_table(bench: StreamBench, model: str, choice: EngineChoice, console: Console) -> None:
    """The figures as a table."""
    where = f"{model} · {choice.runtime} {choice.precision} on {choice.device} · {machine()}"
    table = Table(title=where, title_justify="left", show_header=False)
    table.add_row("pipeline on a saturated file", f"{bench.pipeline_per_second:.2f} predictions/s")
    table.add_row("bare engine, in turn with it", f"{bench.engine_per_second:.2f} calls/s")
    table.add_row("pipeline ÷ engine", f"{bench.pipeline_to_engine:.3f}")
    table.add_row("frame arrival → prediction", _spread(bench.arrival_to_prediction_ms))
    table.add_row("behind live", _spread(bench.behind_live_ms))
    table.add_row("decoded → ring, a 1080p frame", _spread(bench.decoded_to_ring_ms, digits=1))
    table.add_row(
        f"capture + ring, 1080p at {bench.capture_fps:.0f} fps",
        f"{bench.capture_cpu_percent:.0f} % of one core",
    )
    console.print(table)


def machine() -> str:
    """What these figures were measured on, in a few words."""
    cores = os.cpu_count()
    return f"{_cpu_name()}, {cores} cores, Python {platform.python_version()}"


def _cpu_name() -> str:
    """The processor as the system names it; Linux only says it in a file."""
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _spread(spread: Spread | None, digits: int = 0) -> str:
    if spread is None:
        return "none came"
    figures = (("p50", spread.p50), ("p95", spread.p95), ("p99", spread.p99))
    return " · ".join(f"{name} {value:.{digits}f}" for name, value in figures) + " ms"
