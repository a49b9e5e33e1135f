"""A user's videos, divided: windows to calibrate an int8 engine on, and others to test it on."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engines.artifacts import Progress, ProgressEvent
from engines.artifacts.folders import sha256_of
from engines.errors import VideoError
from engines.sliding import SlidingWindows, sliding_windows
from engines.spec import ModelSpec

_EVERY = 4
"""One part in so many is held out."""
_MOST_CALIBRATION, _MOST_HELD_OUT = 32, 24
"""Windows of either; the time to calibrate and to compare grows with them."""

_Videos = tuple[tuple[Path, NDArray[np.intp]], ...]


@dataclass(frozen=True, slots=True)
class Footage:
    """Windows of the model's length that do not overlap, spread over all the videos."""

    calibration: SlidingWindows
    """What ranges are taken from."""
    held_out: SlidingWindows
    """Foreign to them: agreement and speed are measured on these."""


def video_files(places: Sequence[Path]) -> list[Path]:
    """The files that are meant by videos and folders, each once, in an order that stays."""
    files: dict[Path, None] = {}
    for place in places:
        inside = (
            sorted(path for path in place.iterdir() if path.is_file()) if place.is_dir() else ()
        )
        files.update(dict.fromkeys(inside or [place]))
    if missing := [file for file in files if not file.is_file()]:
        raise VideoError(f"{missing[0]}: no such video or no file in that folder; check the path")
    return list(files)


def footage_digest(files: Sequence[Path], progress: Progress | None = None) -> str:
    """Short, the same for the same files wherever they lie."""
    sums = []
    for done, file in enumerate(files):
        if progress is not None:
            progress(ProgressEvent("looking for an int8 graph", done, len(files), "videos"))
        sums.append(sha256_of(file))
    return hashlib.sha256(" ".join(sorted(sums)).encode()).hexdigest()[:16]


def divide(files: Sequence[Path], spec: ModelSpec, progress: Progress | None = None) -> Footage:
    """Windows to calibrate on, and others, foreign to them, to test on.

    Of four videos or more every fourth is held out whole; of fewer, the last quarter of each.
    Of more windows than are needed, as many are taken of each video as can be, evenly over it.

    Raises:
        VideoError: There are not enough windows for both.
    """
    whole = sliding_windows(files, spec, spec.clip_len, progress)
    calibration, held_out = _by_video(whole.videos)
    if len(whole.videos) < _EVERY:
        calibration, held_out = _by_time(whole.videos, spec.clip_len)
    footage = Footage(
        replace(whole, videos=_spread(calibration, spec.clip_len, _MOST_CALIBRATION)),
        replace(whole, videos=_spread(held_out, spec.clip_len, _MOST_HELD_OUT)),
    )
    if not (len(footage.calibration) and len(footage.held_out)):
        seconds = _EVERY * spec.clip_len * spec.sample_seconds
        raise VideoError(
            f"{len(whole)} clips of {spec.clip_len} frames in these videos, too few to calibrate "
            f"on some and test on others; give at least {_EVERY} videos, or one of {seconds:.0f} s"
        )
    return footage


def _by_video(videos: _Videos) -> tuple[_Videos, _Videos]:
    held_out = videos[_EVERY - 1 :: _EVERY]
    return tuple(v for n, v in enumerate(videos, 1) if n % _EVERY), held_out


def _by_time(videos: _Videos, length: int) -> tuple[_Videos, _Videos]:
    first, last = [], []
    for video, indices in videos:
        count = len(indices) // length
        cut = length * (count - count // _EVERY)
        first.append((video, indices[:cut]))
        last.append((video, indices[cut:]))
    return tuple(first), tuple(last)


def _spread(videos: _Videos, length: int, most: int) -> _Videos:
    """At most so many windows, cut out of their videos and put one behind the other."""
    counts = [len(indices) // length for _, indices in videos]
    chosen = []
    for (video, indices), share in zip(videos, _shares(counts, most), strict=True):
        if share:
            count = len(indices) // length
            starts = ((np.arange(share) + 0.5) * count / share).astype(int) * length
            pieces = [indices[start : start + length] for start in starts]
            chosen.append((video, np.concatenate(pieces)))
    return tuple(chosen)


def _shares(counts: Sequence[int], most: int) -> list[int]:
    """How many of each, as evenly as can be: one of each in turn until there are enough.

    Where there are more videos than windows, the videos too are taken evenly.
    """
    shares = [0] * len(counts)
    for turn in range(max(counts, default=0)):
        willing = [number for number, count in enumerate(counts) if count > turn]
        left = most - sum(shares)
        if left < len(willing):
            willing = [willing[i * len(willing) // left] for i in range(left)]
        for number in willing:
            shares[number] += 1
    return shares
