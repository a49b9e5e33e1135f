"""How far the steps of a stream are from the one pass over the whole video."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from engines.artifacts import Progress, ProgressEvent
from engines.errors import EngineError
from engines.extras import wanting_extra
from engines.sliding import SlidingWindows, sliding_windows
from engines.spec import ModelSpec
from engines.step_runner import StepRunner, StreamStep

if TYPE_CHECKING:
    from torch import nn


@dataclass(frozen=True, slots=True)
class StepDifference:
    """What one video gave."""

    video: str
    """Name of the file."""
    time_steps: int
    """Settled time steps that were compared, the first of the video among them."""
    max_abs_difference: float
    """The largest difference of any logit of any of them."""
    largest_logit: float
    """The largest absolute logit of the whole pass, to see the difference against."""
    same_best_label: int
    """Of the answers, one after each time step, as many have the whole pass's best label: an answer
    is the mean of the newest time steps."""


class WholePass:
    """Every time step of logits of a video, in one pass of torch: what steps must equal."""

    def __init__(self, network: "nn.Module", spec: ModelSpec) -> None:
        """Take over a network that has `time_steps`."""
        with wanting_extra("the pass over a whole video"):
            import torch

        from engines.models.layers import FromPixels, fold_norms
        from engines.models.streaming import Steps

        self._torch = torch
        self._from_pixels = FromPixels(spec.mean, spec.std)
        self._network = cast(Steps, fold_norms(network))

    def time_steps(self, frames: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Logits (steps, C) of frames (T, H, W, channels)."""
        with self._torch.inference_mode():
            pixels = self._from_pixels(self._torch.from_numpy(frames[np.newaxis]))
            logits: NDArray[np.float32] = self._network.time_steps(pixels)[0].numpy()
        return logits


def compare_steps(
    whole: WholePass,
    runners: Sequence[StepRunner],
    place: Path,
    spec: ModelSpec,
    progress: Progress | None = None,
) -> Iterator[list[StepDifference]]:
    """For each video the difference of each runner; a video at a time.

    Args:
        whole: gives what they must equal; a video's pictures are all in memory for it.
        runners: of one model.
        place: a video, or a folder of videos; what is too short for a settled step is left out.
        spec: how clips are made.
        progress: told how many pictures are done.

    Raises:
        EngineError: no video has a settled time step.
    """
    timing = runners[0].timing
    size = timing.step_frames
    of_stream = replace(spec, clip_len=timing.settled_frames, step_frames=size)
    found = sliding_windows(place, of_stream, size, progress).videos
    of_step = replace(spec, clip_len=size, min_clip_len=1)
    pictures, done = sum(len(indices) for _, indices in found), 0
    for video in found:
        if progress is not None:
            stage = "comparing streams with whole videos"
            progress(ProgressEvent(stage, done, pictures, "pictures"))
        done += len(video[1])
        frames = np.concatenate(list(SlidingWindows((video,), of_step, size)))
        wanted = whole.time_steps(frames)
        yield [_difference(video[0].name, runner, frames, wanted) for runner in runners]


def _difference(
    video: str, runner: StepRunner, frames: NDArray[np.uint8], wanted: NDArray[np.float32]
) -> StepDifference:
    given = _stepped(runner, frames)
    if len(given) > len(wanted):
        raise EngineError(f"{video}: {len(given)} time steps stepped, {len(wanted)} in the pass")
    wanted = wanted[: len(given)]
    averaged = runner.timing.averaged_steps
    same = _answers(given, averaged).argmax(axis=1) == _answers(wanted, averaged).argmax(axis=1)
    return StepDifference(
        video=video,
        time_steps=len(given),
        max_abs_difference=float(np.abs(given - wanted).max()),
        largest_logit=float(np.abs(wanted).max()),
        same_best_label=int(same.sum()),
    )


def _answers(time_steps: NDArray[np.float32], averaged: int) -> NDArray[np.float32]:
    """Logits (steps, C) of a stream's answers: at each time step the mean of the last ones."""
    means = [
        time_steps[max(0, end - averaged) : end].mean(axis=0)
        for end in range(1, len(time_steps) + 1)
    ]
    return np.array(means, np.float32)


def _stepped(runner: StepRunner, frames: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Logits (steps, C) of every settled step."""
    timing, caches = runner.timing, runner.new_caches()
    parts = np.split(frames, len(frames) // timing.step_frames)
    steps = (StreamStep(part, number, caches) for number, part in enumerate(parts, start=1))
    return np.concatenate([runner.step([step]) for step in steps][timing.first_settled_step - 1 :])
