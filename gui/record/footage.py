"""Where a stretch of a stream can be seen again: in memory, in a recording, in its own file."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gui.record.picture_ring import PictureRing
from gui.worker_state import Stream
from realtime.sources import video_path
from realtime.video_recorder import VideoRecorder
from realtime.watching import DEMO

_NEAR_SECONDS = 0.5
"""Two places that show so nearly the same of a scene are as good as each other."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is to be seen again."""

    label: str
    start_seconds: float
    """Stream time."""
    end_seconds: float
    """Stream time, not before the start."""


@dataclass(frozen=True, slots=True)
class VideoFootage:
    """A file that shows a stretch of a stream."""

    video: str
    """Its path, or `demo`."""
    start_seconds: float
    """Stream time of its first picture."""
    end_seconds: float = math.inf
    """Stream time of its last picture, where that is known."""

    @property
    def name(self) -> str:
        """For people."""
        return Path(self.video).name


Footage = PictureRing | VideoFootage


class StreamFootage:
    """All there is of one run of a stream; used by the GUI's thread."""

    def __init__(self, stream: Stream) -> None:
        """Nothing of it is recorded yet."""
        self._stream = stream
        self._recordings: list[VideoRecorder] = []

    def add(self, recording: VideoRecorder) -> None:
        """It is recorded from now on."""
        self._recordings.append(recording)

    def places(self) -> list[Footage]:
        """What can be looked at now, the quickest first."""
        recorded = [found for one in self._recordings for found in _recorded(one)]
        began = self._stream.pipeline.began_seconds or 0.0
        return [self._stream.pictures, *recorded, *video_footage(self._stream.video, -began)]


def video_footage(video: str, start_seconds: float = 0.0) -> list[VideoFootage]:
    """A video whose first picture has this stream time; empty where it is not there."""
    is_there = video == DEMO or video_path(video) is not None
    return [VideoFootage(video, start_seconds)] if is_there else []


def track_footage(source: str, folder: Path) -> list[VideoFootage]:
    """The video of a score track, where it was or in the folder of the track."""
    found = [video_footage(one) for one in (source, str(folder / Path(source).name)) if source]
    return next(filter(None, found), [])


def best_footage(places: Sequence[Footage], scene: Scene) -> Footage | None:
    """The first place that shows as much of a scene as any; None where none shows anything."""
    shown = [(_shown_seconds(place, scene), place) for place in places]
    most = max((seconds for seconds, _ in shown), default=0.0)
    if most <= 0:
        return None
    return next(place for seconds, place in shown if seconds >= most - _NEAR_SECONDS)


def _shown_seconds(place: Footage, scene: Scene) -> float:
    end = max(scene.end_seconds, scene.start_seconds + _NEAR_SECONDS)
    return min(end, place.end_seconds) - max(scene.start_seconds, place.start_seconds)


def _recorded(recording: VideoRecorder) -> list[VideoFootage]:
    """Nothing before its first picture, and where its file was taken away."""
    progress, path = recording.progress, recording.readable_path
    if progress.start_seconds is None or progress.end_seconds is None or not path.is_file():
        return []
    return [VideoFootage(str(path), progress.start_seconds, progress.end_seconds)]
