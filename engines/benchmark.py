"""Engines of one model side by side: time, memory, and whether they agree."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engines.artifacts import Progress, ProgressEvent
from engines.bench_lanes import WindowLane, new_lane
from engines.bench_row import BenchRow, rows_of
from engines.choice import PassedOver
from engines.engine_process import EngineProcess, EngineRequest
from engines.errors import EngineError


@dataclass(frozen=True, slots=True)
class BenchReport:
    """What came of a run."""

    rows: tuple[BenchRow, ...]
    """One for each engine that could be had, in the order of the requests."""
    left_out: tuple[PassedOver, ...]
    """The others, and why."""


def benchmark(
    requests: Sequence[EngineRequest],
    clips: Sequence[NDArray[np.uint8]],
    rounds: int,
    gflops: Mapping[str, float],
    progress: Progress | None = None,
) -> BenchReport:
    """Measure all engines in one run, in turn, so that a busy machine is busy for all of them.

    Each round gives every engine the same clip, the next round the next clip; an engine of the mode
    stream is shown the clip as so many steps. Each engine runs in a process of its own. What cannot
    be had here is left out.

    Args:
        requests: The engines; the first that can be had is what the others are compared with.
        clips: What they are given, each uint8 (T, H, W, channels).
        rounds: Clips for each engine that count; one more (two, as a stream) warms it up.
        gflops: Operations of a call by mode, in 10**9; a mode may be missing.
        progress: Told about the rounds.

    Raises:
        EngineError: None of the engines can be had, one fails, or there is nothing to measure.
    """
    if rounds < 1 or not clips or not requests:
        raise EngineError(
            f"{len(requests)} engines, {rounds} rounds and {len(clips)} clips given, "
            "at least 1 of each is needed"
        )
    left_out: list[PassedOver] = []
    with ExitStack() as stack:
        lanes = list(_opened(requests, clips, stack, left_out, progress))
        if not lanes:
            raise EngineError(f"no engine can be had: {left_out[0].reason}")
        for turn in range(rounds):
            _tell(progress, "measuring", turn, rounds, "rounds")
            # Every other round goes backwards: nobody always runs in another's warm wake.
            for lane in lanes if turn % 2 == 0 else reversed(lanes):
                lane.take(turn)
        measured = [lane.measured() for lane in lanes]
    shape = "x".join(str(side) for side in clips[0].shape[:3])
    return BenchReport(tuple(rows_of(measured, shape, gflops)), tuple(left_out))


def _opened(
    requests: Sequence[EngineRequest],
    clips: Sequence[NDArray[np.uint8]],
    stack: ExitStack,
    left_out: list[PassedOver],
    progress: Progress | None,
) -> Iterator[WindowLane]:
    """The engines that can be had, warm; the stack ends their processes."""
    for done, request in enumerate(requests):
        _tell(progress, "loading the engines", done, len(requests), "engines")
        try:
            if request.runtime == "tensorrt":  # the first load may build the plan
                EngineProcess(request).close()
            process = stack.enter_context(EngineProcess(request))
        except EngineError as error:
            left_out.append(PassedOver(str(request), str(error)))
            continue
        lane = new_lane(request, process, clips)
        lane.warm_up()
        yield lane


def _tell(progress: Progress | None, stage: str, done: int, total: int, unit: str) -> None:
    if progress is not None:
        progress(ProgressEvent(stage, done, total, unit))
