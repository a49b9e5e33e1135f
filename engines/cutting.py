"""Cuts pieces out of a video as a model sees them."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engines.errors import VideoError
from engines.spec import ModelSpec
from engines.store_numpy import NumpyStore
from engines.timeline import Timeline, sample, wanted_pictures
from engines.video import VideoReader


def frames_at(video: Path, indices: NDArray[np.intp], spec: ModelSpec) -> NDArray[np.uint8]:
    """These pictures of a video as frames uint8 (n, H, W, channels), resized and cropped.

    Args:
        video: It is decoded up to the last of them.
        indices: Numbers of pictures, rising; they may repeat.
        spec: Of the model that is to see them.

    Raises:
        VideoError: The video cannot be decoded so far.
    """
    wanted = wanted_pictures(indices, spec)
    store, written, before = NumpyStore(spec, len(wanted)), 0, None
    with VideoReader(video) as reader:
        for position, frame in enumerate(iter(reader.read, None)):
            if position != wanted[written]:
                continue
            elapsed = None if before is None else frame.pts_seconds - before
            store.write(written, frame.image, elapsed)
            written, before = written + 1, frame.pts_seconds
            if written == len(wanted):
                return store.window(np.searchsorted(wanted, indices).tolist())
    raise VideoError(f"{video}: picture {wanted[written]} is not in it any more; open it again")


def frames_between(
    video: Path, timeline: Timeline, first: int, last: int, spec: ModelSpec
) -> NDArray[np.uint8]:
    """The piece from one picture to another, both in it, at the model's own rate.

    Raises:
        VideoError: There is nothing between them, or the video cannot be decoded so far.
    """
    indices = sample(timeline, spec)
    inside = indices[(indices >= first) & (indices <= last)]
    if not len(inside):
        raise VideoError(f"{video}: nothing between the pictures {first} and {last}; mark it again")
    return frames_at(video, inside, spec)
