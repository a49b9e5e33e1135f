"""Rows of a benchmark that nobody ran."""

from engines.bench_row import BenchRow


def bench_row(
    runtime: str = "openvino",
    precision: str = "fp32",
    mode: str = "window",
    p50_ms: float = 100.0,
    speedup_vs_torch: float | None = 2.5,
) -> BenchRow:
    return BenchRow(
        model="i3d.k400",
        runtime=runtime,
        precision=precision,
        device="cpu",
        mode=mode,
        clip="64x224x224",
        p50_ms=p50_ms,
        p95_ms=2 * p50_ms,
        p99_ms=3 * p50_ms,
        ms_per_prediction=p50_ms,
        clips_per_second=1000.0 / p50_ms,
        gflops=222.3,
        gflops_per_second=222.3 / p50_ms * 1000.0,
        peak_rss_mb=300.0,
        first_result_seconds=1.5,
        speedup_vs_torch=speedup_vs_torch,
        speedup_vs_window=None if mode == "window" else 6.5,
        top1_agreement=0.5,
    )
