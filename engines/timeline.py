"""When the pictures of a video are shown, and which of them a model wants to see."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engines.spec import ModelSpec
from engines.video import DecodedFrame, VideoReader

Watch = Callable[[DecodedFrame, float], None]
"""Looks at a video while it is read."""

_JUMP_SECONDS = 1.0
"""Pictures further apart are not shown that long; something is missing between them."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The times of all pictures of a video; its pixels are not kept."""

    pts_seconds: NDArray[np.float64]  # (n,)
    announced_rate: float | None
    """Frames per second as the file says."""
    side_px: int | None
    """Side of the pictures where they are square and of one size, else None."""
    damaged: int
    """Places that could not be decoded."""

    @property
    def is_even(self) -> bool:
        """Whether the announced rate holds from the first picture to the last.

        Files that count n pictures over n - 1 intervals are off by one picture at the end.
        """
        if self.announced_rate is None:
            return False
        expected = np.arange(len(self.pts_seconds)) / self.announced_rate
        return bool(np.abs(self.pts_seconds - expected).max() * self.announced_rate <= 1.0)

    def elapsed_seconds(self, pictures: NDArray[np.intp]) -> list[float | None]:
        """Time from each of these pictures to the next of them; None over a jump of the clock."""
        times = self.pts_seconds[pictures]
        return [float(t) if 0 < t <= _JUMP_SECONDS else None for t in np.diff(times)]


def read_timeline(path: Path, watch: Watch | None = None) -> Timeline:
    """Decode a video once for its times; `VideoError` where it cannot be.

    Args:
        path: The video.
        watch: Told each picture as it is decoded, and how long the video says that it is, in
            seconds (0: it does not). What it raises gives up the reading.
    """
    times: list[float] = []
    shapes: set[tuple[int, ...]] = set()
    with VideoReader(path) as reader:
        while (frame := reader.read()) is not None:
            times.append(frame.pts_seconds)
            shapes.add(frame.image.shape[:2])
            if watch is not None:
                watch(frame, reader.announced_seconds)
        sides = shapes.pop() if len(shapes) == 1 else (0, 1)
        side = sides[0] if sides[0] == sides[1] else None
        return Timeline(np.array(times), reader.announced_rate, side, reader.damaged)


def sample(timeline: Timeline, spec: ModelSpec) -> NDArray[np.intp]:
    """Indices of the pictures that make the video at the model's own rate, in order.

    A picture repeats where the video is slower than the model and is left out where it is
    faster. At an even rate they are counted, which is the recipe that published figures are
    made with; otherwise the picture nearest in time is taken. The first picture has moved from
    nowhere: models that see motion begin with the second.
    """
    indices = _sample(timeline, spec)
    return indices[indices > indices[0]] if spec.sees_motion else indices


def wanted_pictures(indices: NDArray[np.intp], spec: ModelSpec) -> NDArray[np.intp]:
    """What must be decoded for a clip of these pictures: each once, rising, after its lead."""
    lead = np.arange(indices[0] - spec.lead_frames, indices[0])
    return np.unique(np.concatenate([lead, indices]))


def _sample(timeline: Timeline, spec: ModelSpec) -> NDArray[np.intp]:
    wanted = spec.frame_rate / spec.frame_interval
    rate, count = timeline.announced_rate, len(timeline.pts_seconds)
    if rate is None or not timeline.is_even:
        return _nearest(_without_jumps(timeline.pts_seconds), wanted)
    places = np.round(np.arange(0, count / rate * wanted) * rate / wanted)
    indices: NDArray[np.intp] = places.clip(0, count - 1).astype(np.intp)
    return indices


def _without_jumps(times: NDArray[np.float64]) -> NDArray[np.float64]:
    """The times from 0 on, where a clock that was set or a missing piece takes one picture's time.

    Otherwise one damaged time would ask for hours of one repeated picture.
    """
    if len(times) < 2:
        return np.zeros(len(times))
    gaps = np.diff(times)
    usual = float(np.median(gaps[gaps > 0])) if (gaps > 0).any() else 0.0
    gaps[(gaps < 0) | (gaps > max(_JUMP_SECONDS, 2 * usual))] = usual
    return np.concatenate(([0.0], np.cumsum(gaps)))


def _nearest(times: NDArray[np.float64], wanted: float) -> NDArray[np.intp]:
    """For every 1 / wanted seconds of rising times: which lies nearest, the earlier of two."""
    last_shown = float(np.median(np.diff(times))) if len(times) > 1 else 1.0 / wanted
    moments = np.arange(0, (times[-1] + last_shown) * wanted) / wanted
    # The middle between two pictures is where the later one begins to be the nearer.
    middles = (times[:-1] + times[1:]) / 2
    indices: NDArray[np.intp] = np.searchsorted(middles, moments, side="left")
    return indices
