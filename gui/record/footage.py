"""Where a stretch of a stream can be seen again: in memory, in a recording, in its own file."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gui.record.picture_ring import PictureRing
from gui.record.played_file import PlayedFile
from gui.worker_state import Stream
from realtime.sources import video_path
from realtime.watching import DEMO

if TYPE_CHECKING:
    from realtime.video_recorder import VideoRecorder

PART_SECONDS = 120.0
"""So much of a scene is read out of a file at once; a longer one is seen in parts."""
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
    wanted_seconds: float | None = None
    """Where a long one is to be seen first; None is its start."""

    @property
    def is_long(self) -> bool:
        """Whether it is seen in parts."""
        return self.end_seconds - self.start_seconds > PART_SECONDS

    def part(self, since_seconds: float) -> "Scene":
        """What is seen of it at once, from this time on or from its start."""
        since = max(self.start_seconds, since_seconds)
        until = min(self.end_seconds, since + PART_SECONDS)
        return replace(self, start_seconds=since, end_seconds=until)

    def within(self, footage: "Footage") -> "Scene":
        """What footage shows of it; it shows something."""
        start = max(self.start_seconds, footage.start_seconds)
        end = min(self.end_seconds, footage.end_seconds)
        return replace(self, start_seconds=start, end_seconds=max(start, end))


@dataclass(frozen=True, slots=True)
class VideoFootage:
    """A file that shows a stretch of a stream."""

    video: str
    """Its path, or `demo`."""
    start_seconds: float
    """Stream time of its first picture."""
    end_seconds: float = math.inf
    """Stream time of its last picture, where that is known."""
    played: PlayedFile | None = None
    """As it was when the stream began to read it; None where it is not a stream's own file."""

    @property
    def is_changed(self) -> bool:
        """Whether it is not any more what the stream has shown."""
        return self.played is not None and not self.played.is_same

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

    def add(self, recording: "VideoRecorder") -> None:
        """It is recorded from now on."""
        self._recordings.append(recording)

    def places(self) -> list[Footage]:
        """What can be looked at now, the quickest first."""
        recorded = [found for one in self._recordings for found in _recorded(one)]
        return [self._stream.pictures, *recorded, *self._own_file()]

    def _own_file(self) -> list[VideoFootage]:
        """What the stream is read from, also where that is not there any more: it is told so."""
        stream = self._stream
        first = -(stream.pipeline.began_seconds or 0.0)
        own = VideoFootage(stream.video, first, played=stream.played)
        return [own] if stream.video else []


def track_footage(source: str, folder: Path) -> list[VideoFootage]:
    """The video of a score track, where it was or in the folder of the track."""
    for video in (source, str(folder / Path(source).name)) if source else ():
        if video == DEMO or video_path(video) is not None:
            return [VideoFootage(video, 0.0)]
    return []


def best_footage(places: Sequence[Footage], scene: Scene) -> Footage | None:
    """The first place that shows as much of a scene as any; None where none shows anything.

    A file that is not what it was comes last.
    """
    unchanged = [one for one in places if not (isinstance(one, VideoFootage) and one.is_changed)]
    return _most_of(scene, unchanged) or _most_of(scene, places)


def _most_of(scene: Scene, places: Sequence[Footage]) -> Footage | None:
    shown = [(_shown_seconds(place, scene), place) for place in places]
    most = max((seconds for seconds, _ in shown), default=0.0)
    if most <= 0:
        return None
    return next(place for seconds, place in shown if seconds >= most - _NEAR_SECONDS)


def _shown_seconds(place: Footage, scene: Scene) -> float:
    end = max(scene.end_seconds, scene.start_seconds + _NEAR_SECONDS)
    return min(end, place.end_seconds) - max(scene.start_seconds, place.start_seconds)


def _recorded(recording: "VideoRecorder") -> list[VideoFootage]:
    """Nothing before its first picture, and where its file was taken away."""
    progress, path = recording.progress, recording.readable_path
    if progress.start_seconds is None or progress.end_seconds is None or not path.is_file():
        return []
    return [VideoFootage(str(path), progress.start_seconds, progress.end_seconds)]
