"""Engines of one model side by side: time, memory, and whether they agree."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engines.artifacts import Progress, ProgressEvent
from engines.engine_process import EngineProcess, EngineRequest, TimedLogits
from engines.errors import EngineError

REFERENCE = "torch"
"""The runtime that the others are compared with."""


@dataclass(frozen=True, slots=True)
class BenchRow:
    """The figures of one engine."""

    model: str
    """A registered name."""
    runtime: str
    """`torch`, `openvino`, …"""
    precision: str
    """`fp32`, `bf16`, …"""
    device: str
    """`cpu`, …"""
    clip: str
    """Frames x height x width of a clip."""
    p50_ms: float
    """Median time of a call with one clip."""
    p95_ms: float
    """Time that 19 of 20 calls keep."""
    clips_per_second: float
    """Calls with one clip, one after the other."""
    peak_rss_mb: float
    """Most memory of a process with this engine alone, in 10**6 bytes."""
    speedup_vs_torch: float
    """Median of torch in the same run, divided by this median."""
    top1_agreement: float
    """Share of the clips on which the best label is torch's."""


def default_requests(model: str, device: str = "cpu") -> list[EngineRequest]:
    """Every engine of a model that this machine can run, the reference first."""
    from engines.backends.openvino import has_bf16

    precisions = ["fp32", "bf16"] if has_bf16() else ["fp32"]
    return [
        EngineRequest(model, REFERENCE, "fp32", device),
        *(EngineRequest(model, "openvino", precision, device) for precision in precisions),
    ]


def benchmark(
    requests: Sequence[EngineRequest],
    clips: Sequence[NDArray[np.uint8]],
    rounds: int,
    progress: Progress | None = None,
) -> list[BenchRow]:
    """Measure all engines in one run, in turn, so that a busy machine is busy for all of them.

    Each round gives every engine the same clip, the next round the next clip. Each engine runs
    in a process of its own.

    Args:
        requests: The engines; the first is what the others are compared with.
        clips: What they are given, each uint8 (T, H, W, channels).
        rounds: Calls of each engine that count; one more warms it up.
        progress: Told about the rounds.

    Raises:
        EngineError: An engine cannot be had, or there is nothing to measure.
    """
    if rounds < 1 or not clips:
        raise EngineError(f"{rounds} rounds over {len(clips)} clips given, at least 1 is needed")
    with ExitStack() as stack:
        processes = []
        for done, request in enumerate(requests):
            _tell(progress, "loading the engines", done, len(requests), "engines")
            processes.append(stack.enter_context(EngineProcess(request)))
            processes[-1].infer(clips[0])
        calls = _calls(processes, clips, rounds, progress)
        memory = [process.peak_rss_mb() for process in processes]
    shape = "x".join(str(side) for side in clips[0].shape[:3])
    return [
        _row(request, shape, its_calls, calls[0], peak)
        for request, its_calls, peak in zip(requests, calls, memory, strict=True)
    ]


def _calls(
    processes: Sequence[EngineProcess],
    clips: Sequence[NDArray[np.uint8]],
    rounds: int,
    progress: Progress | None,
) -> list[list[TimedLogits]]:
    calls: list[list[TimedLogits]] = [[] for _ in processes]
    in_turn = list(zip(processes, calls, strict=True))
    for number in range(rounds):
        _tell(progress, "measuring", number, rounds, "rounds")
        # Every other round goes backwards: nobody always runs in another's warm wake.
        for process, its_calls in in_turn if number % 2 == 0 else reversed(in_turn):
            its_calls.append(process.infer(clips[number % len(clips)]))
    return calls


def _row(
    request: EngineRequest,
    shape: str,
    calls: Sequence[TimedLogits],
    reference: Sequence[TimedLogits],
    peak_rss_mb: float,
) -> BenchRow:
    times_ms = _times_ms(calls)
    agreed = [_best(mine) == _best(theirs) for mine, theirs in zip(calls, reference, strict=True)]
    return BenchRow(
        model=request.model,
        runtime=request.runtime,
        precision=request.precision,
        device=request.device,
        clip=shape,
        p50_ms=round(float(np.median(times_ms)), 2),
        p95_ms=round(float(np.percentile(times_ms, 95)), 2),
        clips_per_second=round(1000.0 / float(times_ms.mean()), 3),
        peak_rss_mb=round(peak_rss_mb, 1),
        speedup_vs_torch=round(float(np.median(_times_ms(reference)) / np.median(times_ms)), 2),
        top1_agreement=round(sum(agreed) / len(agreed), 4),
    )


def _times_ms(calls: Sequence[TimedLogits]) -> NDArray[np.float64]:
    return np.array([call.seconds * 1000.0 for call in calls])


def _best(call: TimedLogits) -> int:
    return int(call.logits.argmax())


def _tell(progress: Progress | None, stage: str, done: int, total: int, unit: str) -> None:
    if progress is not None:
        progress(ProgressEvent(stage, done, total, unit))
