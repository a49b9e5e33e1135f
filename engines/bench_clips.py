"""Clips of real videos to compare engines on."""

import logging
import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engines.artifacts import Progress, ProgressEvent
from engines.errors import VideoError
from engines.spec import ModelSpec
from engines.store_numpy import NumpyStore
from engines.timeline import read_timeline, sample, wanted_pictures
from engines.video import VideoReader

_log = logging.getLogger(__name__)


def clips_of(
    place: Path, spec: ModelSpec, count: int, progress: Progress | None = None
) -> list[NDArray[np.uint8]]:
    """At most `count` clips uint8 (T, H, W, channels), spread over a video or a folder of them.

    Every clip has the model's own length, one follows the other. In a folder, what is no video
    or too short is passed over with a warning.

    Raises:
        VideoError: There is not one such clip.
    """
    windows: list[tuple[Path, NDArray[np.intp]]] = []
    videos = _videos(place)
    for done, video in enumerate(videos):
        if progress is not None:
            progress(ProgressEvent("reading the videos", done, len(videos), "videos"))
        windows += [(video, window) for window in _windows(video, spec, place)]
    if not windows:
        raise VideoError(
            f"{place}: no clip of {spec.clip_len} frames at {spec.frame_rate:g} fps in it; "
            f"give a video of at least {spec.span_seconds:.1f} s"
        )
    chosen = np.unique(np.linspace(0, len(windows) - 1, count).round().astype(int))
    return _decoded([windows[place] for place in chosen], spec)


def _videos(place: Path) -> list[Path]:
    return sorted(path for path in place.iterdir() if path.is_file()) if place.is_dir() else [place]


def _windows(video: Path, spec: ModelSpec, given: Path) -> list[NDArray[np.intp]]:
    try:
        indices = sample(read_timeline(video), spec)
    except VideoError as error:
        if video == given:
            raise
        _log.warning("%s", error)
        return []
    whole = len(indices) // spec.clip_len
    if not whole:
        _log.warning("%s: shorter than one clip; passed over", video)
    return list(indices[: whole * spec.clip_len].reshape(whole, spec.clip_len))


def _decoded(
    windows: list[tuple[Path, NDArray[np.intp]]], spec: ModelSpec
) -> list[NDArray[np.uint8]]:
    clips: list[NDArray[np.uint8]] = []
    for video in dict.fromkeys(path for path, _ in windows):
        clips += _clips_of_video(video, [window for path, window in windows if path == video], spec)
    return clips


def _clips_of_video(
    video: Path, windows: list[NDArray[np.intp]], spec: ModelSpec
) -> list[NDArray[np.uint8]]:
    wanted = np.unique(np.concatenate([wanted_pictures(window, spec) for window in windows]))
    store = NumpyStore(spec, len(wanted))
    with VideoReader(video) as reader:
        index, before_seconds = 0, math.inf
        for slot, place in enumerate(wanted):
            while (frame := reader.read()) is not None and index < place:
                index += 1
            if frame is None:
                raise VideoError(f"{video}: changed while it was read; run it again")
            store.write(slot, frame.image, frame.pts_seconds - before_seconds)
            index, before_seconds = index + 1, frame.pts_seconds
    return [store.window(np.searchsorted(wanted, window).tolist()) for window in windows]
