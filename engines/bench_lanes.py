"""One engine's turns in a benchmark: a whole clip, or a clip's worth of steps."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engines.bench_row import Measured
from engines.engine_process import EngineProcess, EngineRequest, TimedLogits


class WindowLane:
    """Gives its engine one clip a turn."""

    def __init__(
        self, request: EngineRequest, process: EngineProcess, clips: Sequence[NDArray[np.uint8]]
    ) -> None:
        """Takes over nothing; the process stays the caller's."""
        self.request = request
        self._process = process
        self._clips = clips
        self._calls: list[TimedLogits] = []
        self._answers: dict[int, NDArray[np.float32]] = {}
        self._first_result_seconds = 0.0

    def warm_up(self) -> None:
        """The first calls, which do not count."""
        first = self._process.infer(self._clips[0])
        self._first_result_seconds = self._process.load_seconds + first.seconds

    def take(self, turn: int) -> None:
        """One turn, counted from 0."""
        number = turn % len(self._clips)
        self._calls.append(self._process.infer(self._clips[number]))
        self._answers[number] = self._calls[-1].logits

    def measured(self) -> Measured:
        """What came of it."""
        return Measured(
            self.request,
            self._calls,
            self._answers,
            self._first_result_seconds,
            self._process.peak_rss_mb(),
        )


class StreamLane(WindowLane):
    """Shows its engine the clips one after the other as one endless stream, some frames a call."""

    def warm_up(self) -> None:
        """Two clips, after which the stream is settled: what counts begins behind its start."""
        first = self._process.infer(self._clips[-2 % len(self._clips)])
        self._first_result_seconds = self._process.load_seconds + first.seconds
        for frames in self._steps(self._clips[-1]):
            self._process.infer(frames)

    def take(self, turn: int) -> None:
        """One turn, counted from 0."""
        number = turn % len(self._clips)
        for frames in self._steps(self._clips[number]):
            self._calls.append(self._process.infer(frames))
        self._answers[number] = self._calls[-1].logits

    def _steps(self, clip: NDArray[np.uint8]) -> list[NDArray[np.uint8]]:
        size = self._process.step_frames
        return [clip[start : start + size] for start in range(0, len(clip), size)]


def new_lane(
    request: EngineRequest, process: EngineProcess, clips: Sequence[NDArray[np.uint8]]
) -> WindowLane:
    """The lane of an engine by its mode."""
    kind = StreamLane if request.mode == "stream" else WindowLane
    return kind(request, process, clips)
