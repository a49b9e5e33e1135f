"""What is told of an engine that was measured."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engines.engine_process import EngineRequest, TimedLogits


@dataclass(frozen=True, slots=True)
class BenchRow:
    """The figures of one engine. A call is one prediction: a clip, or one step of a stream."""

    model: str
    """A registered name, or the path of a file."""
    runtime: str
    """`torch`, `openvino`, …"""
    precision: str
    """`fp32`, `bf16`, …"""
    device: str
    """`cpu`, …"""
    mode: str
    """`window`: a whole clip each call; `stream`: only the frames that are new."""
    clip: str
    """Frames x height x width of a clip."""
    p50_ms: float
    """Median time of a call."""
    p95_ms: float
    """Time that 19 of 20 calls keep."""
    p99_ms: float
    """Time that 99 of 100 calls keep."""
    ms_per_prediction: float
    """Median time that one prediction costs: a clip, or a step of a settled stream."""
    clips_per_second: float
    """Calls one after the other; in mode stream these are steps."""
    gflops: float | None
    """Operations of a call, as `engines.flops` counts them, in 10**9; None: not counted."""
    gflops_per_second: float | None
    """`gflops` by the median time of a call."""
    peak_rss_mb: float
    """Most memory of a process with this engine alone, in 10**6 bytes."""
    first_result_seconds: float
    """From loading the engine, its files being in the cache, to the first logits."""
    speedup_vs_torch: float | None
    """What a prediction costs torch in the same run by what it costs here; None without torch."""
    speedup_vs_window: float | None
    """In mode stream: what a prediction costs the same engine with whole windows, by this."""
    top1_agreement: float
    """Share of the clips with the same best label as the first engine of this mode has. A stream's
    answer is late by design, so a stream is compared with a stream."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one engine did in a run."""

    request: EngineRequest
    calls: Sequence[TimedLogits]
    """Those that count."""
    answers: Mapping[int, NDArray[np.float32]]
    """Logits (C,) by the number of the clip, of a stream those after its last frame."""
    first_result_seconds: float
    """From loading to the first logits."""
    peak_rss_mb: float
    """Of its process, in 10**6 bytes."""

    @property
    def p50_ms(self) -> float:
        """Median time of a call."""
        return float(np.median(self.times_ms))

    @property
    def times_ms(self) -> NDArray[np.float64]:
        """Of each call."""
        return np.array([call.seconds * 1000.0 for call in self.calls])


def rows_of(run: Sequence[Measured], clip: str, gflops: Mapping[str, float]) -> list[BenchRow]:
    """The row of each engine of a run; the first is what the others are compared with.

    Args:
        run: At least one.
        clip: Frames x height x width, for people.
        gflops: Operations of a call by mode, in 10**9; a mode may be missing.
    """
    return [_row(one, run, clip, gflops.get(one.request.mode)) for one in run]


def _row(one: Measured, run: Sequence[Measured], clip: str, gflops: float | None) -> BenchRow:
    request, times_ms, p50_ms = one.request, one.times_ms, one.p50_ms
    torch = run[0].p50_ms if run[0].request.runtime == "torch" else None
    window = _window_p50_ms(one, run)
    return BenchRow(
        model=request.model,
        runtime=request.runtime,
        precision=request.precision,
        device=request.device,
        mode=request.mode,
        clip=clip,
        p50_ms=round(p50_ms, 2),
        p95_ms=round(float(np.percentile(times_ms, 95)), 2),
        p99_ms=round(float(np.percentile(times_ms, 99)), 2),
        ms_per_prediction=round(p50_ms, 2),
        clips_per_second=round(1000.0 / float(times_ms.mean()), 3),
        gflops=None if gflops is None else round(gflops, 3),
        gflops_per_second=None if gflops is None else round(gflops / p50_ms * 1000.0, 1),
        peak_rss_mb=round(one.peak_rss_mb, 1),
        first_result_seconds=round(one.first_result_seconds, 2),
        speedup_vs_torch=None if torch is None else round(torch / p50_ms, 2),
        speedup_vs_window=None if window is None else round(window / p50_ms, 2),
        top1_agreement=round(_agreement(one, _first_of(request.mode, run)), 4),
    )


def _window_p50_ms(one: Measured, run: Sequence[Measured]) -> float | None:
    """Of the same engine with whole windows; None where this is it, or it was not measured."""
    request = one.request
    if request.mode == "window":
        return None
    same = [
        other.p50_ms
        for other in run
        if other.request.mode == "window"
        and (other.request.runtime, other.request.precision, other.request.device)
        == (request.runtime, request.precision, request.device)
    ]
    return same[0] if same else None


def _first_of(mode: str, run: Sequence[Measured]) -> Measured:
    return next(one for one in run if one.request.mode == mode)


def _agreement(one: Measured, reference: Measured) -> float:
    agreed = [
        logits.argmax() == reference.answers[clip].argmax() for clip, logits in one.answers.items()
    ]
    return float(np.mean(agreed))
