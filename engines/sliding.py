"""Every window that slides over real videos, one at a time."""

import logging
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class SlidingWindows:
    """Clips uint8 (T, H, W, channels) of the model's length, in order, decoded as they are taken.

    No more than one clip of pictures is held, however long the videos are.
    """

    videos: tuple[tuple[Path, NDArray[np.intp]], ...]
    """Each video with the indices of its pictures at the model's own rate."""
    spec: ModelSpec
    step: int
    """Frames of the model's rate between the starts of two windows."""

    def __len__(self) -> int:
        """How many clips there are."""
        return sum(len(self._starts(indices)) for _, indices in self.videos)

    def __iter__(self) -> Iterator[NDArray[np.uint8]]:
        """The clips of all videos; each is the caller's to keep."""
        for video, indices in self.videos:
            yield from self._clips(video, indices)

    def _starts(self, indices: NDArray[np.intp]) -> range:
        return range(0, len(indices) - self.spec.clip_len + 1, self.step)

    def _clips(self, video: Path, indices: NDArray[np.intp]) -> Iterator[NDArray[np.uint8]]:
        # A picture that the video is too slow to replace stands at several places, stored once.
        pictures = wanted_pictures(indices, self.spec)
        places = np.searchsorted(pictures, indices)
        capacity = self.spec.clip_len + 1
        store = NumpyStore(self.spec, capacity)
        count = 0
        with closing(_written(store, capacity, video, pictures)) as written:
            for start in self._starts(indices):
                window = places[start : start + self.spec.clip_len]
                while count <= window[-1]:
                    count = next(written)
                yield store.window((window % capacity).tolist())


def sliding_windows(
    place: Path | Sequence[Path], spec: ModelSpec, step: int, progress: Progress | None = None
) -> SlidingWindows:
    """The windows over a video, or over all videos of a folder or a list.

    Args:
        place: In a folder or list, what is no video or too short is passed over with a warning.
        spec: How clips are made.
        step: Frames between the starts of two windows; at least 1.
        progress: Told how many videos are looked through.

    Raises:
        VideoError: There is not one such window.
    """
    files = _files(place) if isinstance(place, Path) else place
    videos: list[tuple[Path, NDArray[np.intp]]] = []
    for done, video in enumerate(files):
        if progress is not None:
            progress(ProgressEvent("reading the videos", done, len(files), "videos"))
        indices = _indices(video, spec, is_given=video == place)
        if len(indices) >= spec.clip_len:
            videos.append((video, indices))
        else:
            _log.warning("%s: no whole clip in it; passed over", video)
    if not videos:
        raise VideoError(
            f"{place if isinstance(place, Path) else f'{len(files)} videos'}: "
            f"no clip of {spec.clip_len} frames at {spec.frame_rate:g} fps in it; "
            f"give a video of at least {spec.span_seconds:.1f} s"
        )
    return SlidingWindows(tuple(videos), spec, step)


def _files(place: Path) -> list[Path]:
    return sorted(path for path in place.iterdir() if path.is_file()) if place.is_dir() else [place]


def _indices(video: Path, spec: ModelSpec, *, is_given: bool) -> NDArray[np.intp]:
    try:
        return sample(read_timeline(video), spec)
    except VideoError as error:
        if is_given:
            raise
        _log.warning("%s", error)
        return np.empty(0, np.intp)


def _written(
    store: NumpyStore, capacity: int, video: Path, wanted: NDArray[np.intp]
) -> Generator[int, None, None]:
    """Write the wanted pictures one after the other; gives how many are written so far."""
    before_seconds: float | None = None
    count = 0
    with VideoReader(video) as reader:
        for position, frame in enumerate(iter(reader.read, None)):
            if count == len(wanted):
                return
            if position == wanted[count]:
                elapsed = None if before_seconds is None else frame.pts_seconds - before_seconds
                store.write(count % capacity, frame.image, elapsed)
                before_seconds, count = frame.pts_seconds, count + 1
                yield count
    if count < len(wanted):
        raise VideoError(f"{video}: changed while it was read; run it again")
