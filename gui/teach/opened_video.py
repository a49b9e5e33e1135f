"""A whole video as small pictures, so that one can go to any of them at once."""

import logging
import threading
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from engines import DecodedFrame, EngineError, ProgressEvent, Timeline, VideoError, read_timeline
from gui.errors import unforeseen_text
from gui.language import translate
from gui.numbers import filled
from gui.preparing import Preparation, PreparationClock
from gui.record.picture_ring import Picture, small_jpeg
from gui.thread_priority import give_way

logger = logging.getLogger(__name__)

LONGEST_SIDE_PX = 400
MOST_BYTES = 200_000_000
"""Of all pictures together: a quarter of an hour at 25 fps, more where there is less detail."""


@dataclass(frozen=True, slots=True)
class OpenedVideo:
    """What is shown of a video."""

    path: Path
    timeline: Timeline
    """When each picture is shown, for whoever cuts pieces out of the file itself."""
    pictures: tuple[Picture, ...]
    """One for each time; at least one."""

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width of its first picture."""
        height, width = self.pictures[0].decoded().shape[:2]
        return height, width

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.end_of(len(self.pictures) - 1)

    def end_of(self, number: int) -> float:
        """When the next picture takes the place of this one."""
        times = self.timeline.pts_seconds
        if number + 1 < len(times):
            return float(times[number + 1])
        return float(times[-1]) * (1 + 1 / max(1, len(times) - 1))

    def number_at(self, seconds: float) -> int:
        """The picture nearest to a time, counted from 0."""
        return int(np.abs(self.timeline.pts_seconds - seconds).argmin())


@dataclass(frozen=True, slots=True)
class OpeningState:
    """How far a video is opened; any thread may read it."""

    doing: Preparation | None = None
    error: str = ""
    """Why it cannot be; empty where all is well."""
    video: OpenedVideo | None = None
    """Once it is open."""


class _GivenUpError(Exception):
    """Nobody wants the video any more."""


class VideoOpening:
    """Decodes a video in a thread of its own."""

    def __init__(self, path: Path) -> None:
        """Begin."""
        self._path = path
        self._pictures: list[Picture] = []
        self._bytes = 0
        self._times = PreparationClock()
        self._stopping = threading.Event()
        self._state = OpeningState(doing=Preparation("opening the video"))
        self._thread = threading.Thread(target=self._run, name="liveact-open-video", daemon=True)
        self._thread.start()

    @property
    def state(self) -> OpeningState:
        """The newest one."""
        return self._state

    def close(self) -> None:
        """Give it up where it is not done, and wait; what is open stays so."""
        self._stopping.set()
        self._thread.join()

    # The thread that decodes.

    def _run(self) -> None:
        give_way()
        try:
            timeline = read_timeline(self._path, self._keep)
            video = OpenedVideo(self._path, timeline, tuple(self._pictures))
            self._state = OpeningState(video=video)
        except _GivenUpError:
            self._state = OpeningState()
        except (EngineError, OSError) as error:
            self._state = OpeningState(error=str(error))
        except BaseException as error:
            logger.debug("unforeseen", exc_info=error)
            self._state = OpeningState(error=unforeseen_text(error))

    def _keep(self, frame: DecodedFrame, announced_seconds: float) -> None:
        if self._stopping.is_set():
            raise _GivenUpError
        picture = Picture(frame.pts_seconds, small_jpeg(frame.image, LONGEST_SIDE_PX))
        self._pictures.append(picture)
        self._bytes += len(picture.jpeg)
        if self._bytes > MOST_BYTES:
            said = translate(
                "OpenedVideo",
                "{video}: longer than the {n:.0f} min of it that fit in here; cut it into pieces, "
                "or teach from a CSV of file,start,end,label",
            )
            raise VideoError(filled(said, video=self._path, n=frame.pts_seconds / 60))
        total = round(announced_seconds) or None
        event = ProgressEvent("opening the video", int(frame.pts_seconds), total, "seconds")
        self._state = replace(self._state, doing=self._times.prepare(event))
