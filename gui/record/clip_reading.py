"""Reads the pictures of a scene out of a video file, beside the window."""

import logging
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from engines import (
    ArtifactError,
    EngineError,
    ProgressEvent,
    VideoError,
    demo_clip,
    frames_since,
)
from gui.errors import unforeseen_text
from gui.language import translate
from gui.preparing import Preparation, PreparationClock
from gui.record.footage import Scene, VideoFootage
from gui.record.picture_ring import LONGEST_SIDE_PX, Picture, small_jpeg
from gui.thread_priority import give_way
from realtime.sources import video_path
from realtime.watching import DEMO

logger = logging.getLogger(__name__)

AROUND_SECONDS = 1.0
"""What is shown before and after a scene."""
MOST_BYTES = 100_000_000
"""Of the pictures of one clip; one of more is shown as far as they reach."""


@dataclass(frozen=True, slots=True)
class ReadingState:
    """How far a clip is read; any thread may read it."""

    doing: Preparation | None = None
    error: str = ""
    """Why it cannot be; empty where all is well."""
    pictures: tuple[Picture, ...] = ()
    """Once they are all there."""
    is_cut: bool = False
    """Whether more of the scene would not fit."""

    @property
    def is_over(self) -> bool:
        """Whether there is nothing more to wait for."""
        return self.doing is None


class _GivenUpError(Exception):
    """Nobody wants the clip any more."""


class ClipReading:
    """Decodes one clip in a thread of its own."""

    def __init__(self, scene: Scene, footage: VideoFootage) -> None:
        """Begin."""
        self.scene = scene
        """What is read."""
        self._footage = footage
        self._first = max(0.0, scene.start_seconds - AROUND_SECONDS - footage.start_seconds)
        self._last = scene.end_seconds + AROUND_SECONDS - footage.start_seconds
        self._is_cut = False
        self._times = PreparationClock()
        self._stopping = threading.Event()
        self._state = ReadingState(doing=Preparation("opening the video"))
        self._thread = threading.Thread(target=self._run, name="liveact-read-clip", daemon=True)
        self._thread.start()

    @property
    def state(self) -> ReadingState:
        """The newest one."""
        return self._state

    def close(self) -> None:
        """Give it up where it is not done, and wait for that; calling it again does nothing."""
        self._stopping.set()
        self._thread.join()

    # The thread that decodes.

    def _run(self) -> None:
        give_way()
        try:
            pictures = tuple(self._pictures(self._unchanged_path()))
            error = "" if pictures else self._why_nothing()
            self._state = ReadingState(error=error, pictures=pictures, is_cut=self._is_cut)
        except _GivenUpError:
            self._state = ReadingState()
        except (ArtifactError, EngineError, OSError) as error:
            self._state = ReadingState(error=str(error))
        except BaseException as error:
            logger.debug("unforeseen", exc_info=error)
            self._state = ReadingState(error=unforeseen_text(error))

    def _unchanged_path(self) -> Path:
        """The file; one that is not what it was would show other pictures as those of the scene."""
        path = self._path()
        if path.exists() and self._footage.is_changed:
            said = translate(
                "ClipReading",
                "{video}: has changed since it was played; start it again to see its events again",
            )
            raise VideoError(said.format(video=self._footage.name))
        return path

    def _path(self) -> Path:
        if self._footage.video == DEMO:
            return demo_clip(self._tell)
        return video_path(self._footage.video) or Path(self._footage.video)

    def _pictures(self, path: Path) -> Iterator[Picture]:
        """Those of the scene; what has to be decoded before them is passed over."""
        began, kept_bytes = None, 0
        with closing(frames_since(path, self._first)) as frames:
            for frame in frames:
                at = frame.pts_seconds
                began = at if began is None else began
                total = max(1, round(self._last - began))
                self._tell(ProgressEvent("opening the video", round(at - began), total, "seconds"))
                self._is_cut = at <= self._last and kept_bytes > MOST_BYTES
                if at > self._last or self._is_cut:
                    return
                if at >= self._first:
                    jpeg = small_jpeg(frame.image, LONGEST_SIDE_PX)
                    kept_bytes += len(jpeg)
                    yield Picture(at + self._footage.start_seconds, jpeg)

    def _tell(self, event: ProgressEvent) -> None:
        if self._stopping.is_set():
            raise _GivenUpError
        self._state = ReadingState(doing=self._times.prepare(event))

    def _why_nothing(self) -> str:
        said = translate(
            "ClipReading", "{video}: shows nothing of this time; is it still the same file?"
        )
        return said.format(video=self._footage.name)
