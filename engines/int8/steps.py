"""Streams to calibrate a step graph on, and to measure it on: videos shown a step at a time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engines.backends.openvino_early import OpenVinoEarlyRunner
from engines.backends.openvino_steps import OpenVinoStepRunner, StepCaches
from engines.choice import EngineChoice
from engines.export import CACHE, FRAMES, STEPS
from engines.sliding import SlidingWindows
from engines.spec import ModelSpec
from engines.step_runner import StreamStep
from engines.streams import StepClip, StepEngine, StepStore

FEEDS = 3
"""Steps of each stream that ranges are taken from: its last ones, with caches that are full."""

Feed = dict[str, NDArray[np.generic]]
"""An array for each input of the step graph."""


def calibration_spec(runner: OpenVinoStepRunner, spec: ModelSpec) -> ModelSpec:
    """How long the streams are: until a stream is settled, and as many steps as are watched."""
    timing = runner.timing
    steps = timing.first_settled_step + FEEDS
    return replace(spec, clip_len=steps * timing.step_frames)


@dataclass(frozen=True, slots=True)
class WatchedStreams:
    """What a step graph is given while streams run through it, their caches made in fp32."""

    windows: SlidingWindows
    """The stretches of video, each a stream of its own."""
    runner: OpenVinoStepRunner
    """In fp32."""

    def __len__(self) -> int:
        """How many steps are watched."""
        return FEEDS * len(self.windows)

    def __iter__(self) -> Iterator[Feed]:
        """The inputs of each watched step."""
        for clip in self.windows:
            yield from self._of_stream(clip)

    def _of_stream(self, clip: NDArray[np.uint8]) -> Iterator[Feed]:
        size, caches = self.runner.timing.step_frames, self.runner.new_caches()
        count = len(clip) // size
        for number in range(1, count + 1):
            frames = clip[(number - 1) * size : number * size]
            if number > count - FEEDS:
                yield {
                    FRAMES: frames[np.newaxis],
                    STEPS: np.array([number]),
                    **_kept(self.runner, caches, range(len(caches.arrays))),
                }
            self.runner.step([StreamStep(frames, number, caches)])


@dataclass(frozen=True, slots=True)
class WatchedEarly:
    """What a graph of early answers is given after steps of streams in fp32."""

    windows: SlidingWindows
    """The stretches of video, each a stream of its own."""
    runner: OpenVinoStepRunner
    """In fp32."""
    early: OpenVinoEarlyRunner
    """The graph, in fp32."""

    def __len__(self) -> int:
        """How many steps are watched."""
        return len(self._numbers) * len(self.windows)

    def __iter__(self) -> Iterator[Feed]:
        """The inputs after each watched step."""
        size = self.runner.timing.step_frames
        for clip in self.windows:
            caches = self.runner.new_caches()
            for number in range(1, self._numbers[0] + 1):
                frames = clip[(number - 1) * size : number * size]
                self.runner.step([StreamStep(frames, number, caches)])
                if number in self._numbers:
                    yield {
                        STEPS: np.array([number]),
                        **_kept(self.runner, caches, self.early.places),
                    }

    @property
    def _numbers(self) -> range:
        """Every other step, back from the last one to the first that an answer may follow."""
        last = self.windows.spec.clip_len // self.runner.timing.step_frames
        first = self.runner.timing.first_settled_step - self.early.early_steps
        return range(last, first - 1, -2)


def _kept(runner: OpenVinoStepRunner, caches: StepCaches, places: Iterable[int]) -> Feed:
    """Copies of what a stream keeps, by the names of inputs."""
    return {f"{CACHE}{place}": runner.kept(caches, place) for place in places}


class ClipsAsStreams:
    """An engine that steps through each clip as a stream of its own, begun anew."""

    def __init__(
        self,
        path: Path,
        precision: str,
        spec: ModelSpec,
        early: OpenVinoEarlyRunner | None = None,
    ) -> None:
        """Compile a step graph.

        Args:
            path: What `export_steps` wrote, or an int8 graph made of it.
            precision: `fp32` or `int8`.
            spec: `clip_len` is a whole number of steps.
            early: Gives the answers their early time steps.
        """
        self._spec = spec
        choice, runner = (
            EngineChoice("openvino", precision, "cpu"),
            OpenVinoStepRunner(path, precision),
        )
        self._engine = StepEngine(runner, spec, choice, early, always_early=early is not None)

    @property
    def spec(self) -> ModelSpec:
        """How clips are made for it, and its labels."""
        return self._spec

    def new_store(self, capacity: int) -> StepStore:
        """A store for `capacity` frames of one stream."""
        return self._engine.new_store(capacity)

    def infer(self, clips: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Logits float32 (N, C) of N clips uint8 (T, H, W, channels)."""
        begun = [StepClip(clip, True, 0, self._engine.new_store(1)) for clip in clips]
        return self._engine.infer(begun)

    def close(self) -> None:
        """Give memory back; calling it again does nothing."""
        self._engine.close()
