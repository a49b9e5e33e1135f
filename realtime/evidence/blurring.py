"""Clips whose faces are blurred: decoded and encoded again, in a thread of its own."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path

from av.error import FFmpegError

from engines import VideoError, VideoReader
from realtime.blur import FaceBlur, FindFaces, Image
from realtime.clock import Clock
from realtime.evidence.folder import EvidenceError
from realtime.evidence.record import EventRecord
from realtime.video_file import VideoFile

logger = logging.getLogger(__name__)

WAITING_CLIPS = 8
"""Clips that wait; more are not kept at all."""
_WAIT_SECONDS = 60.0
_JOIN_SECONDS = 1.0
TOO_MANY = "too many clips waited for their faces to be blurred, so this one was not kept"
STOPPED = "the monitor was stopped before its faces were blurred, so the clip was not kept"


class _StoppedError(Exception):
    """There is no time for the rest of a clip."""


class ClipBlurring:
    """Finishes clips with blurred faces; nothing unblurred ever gets its name."""

    def __init__(
        self,
        clock: Clock,
        on_done: Callable[[EventRecord], None],
        find: FindFaces | None = None,
    ) -> None:
        """Finish nothing yet: `start` does.

        Args:
            clock: the time of waits.
            on_done: called in the blurring's thread with each record whose clip is settled.
            find: finds faces; the usual detector where it is left out.

        Raises:
            SettingsError: the detector is not installed.
        """
        FaceBlur(find)
        self._find = find
        self._on_done = on_done
        self._clock = clock
        self._condition = threading.Condition()
        self._waiting: deque[EventRecord] = deque()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="liveact-blur", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def blur_picture(self, image: Image) -> Image:
        """A single picture with its faces blurred; any thread may ask."""
        return FaceBlur(self._find).apply(image)

    def put(self, record: EventRecord) -> bool:
        """Take a record whose clip is to be finished; false where there is no room for it."""
        with self._condition:
            has_room = len(self._waiting) < WAITING_CLIPS
            if has_room:
                self._waiting.append(record)
                self._clock.notify(self._condition)
        if not has_room:
            record.drop_clip(TOO_MANY)
        return has_room

    def close(self) -> None:
        """Give up what is not finished; calling it again does nothing."""
        with self._condition:
            self._stopping = True
            self._clock.notify(self._condition)
        if self._thread.is_alive():
            self._thread.join(_JOIN_SECONDS)

    def _run(self) -> None:
        while (record := self._next()) is not None:
            self._finish(record)
            self._on_done(record)

    def _next(self) -> EventRecord | None:
        """The record that waits longest; None at the end."""
        with self._condition:
            while not self._waiting and not self._stopping:
                self._clock.wait(self._condition, _WAIT_SECONDS)
            return self._waiting.popleft() if self._waiting else None

    def _finish(self, record: EventRecord) -> None:
        try:
            record.close_clip(self._blur_file)
        except _StoppedError:
            record.drop_clip(STOPPED)
        except EvidenceError as error:
            record.drop_clip(str(error))
        except Exception as error:
            record.drop_clip(f"the clip could not be blurred: {type(error).__name__}")
            logger.debug("unforeseen", exc_info=error)

    def _blur_file(self, source: Path, target: Path) -> None:
        """Write a video again with its faces blurred."""
        blur = FaceBlur(self._find)
        try:
            with VideoReader(source) as reader:
                file = VideoFile(target)
                try:
                    while (frame := reader.read()) is not None:
                        if self._stopping:
                            raise _StoppedError
                        file.write(blur.apply(frame.image), frame.pts_seconds)
                finally:
                    file.close()
        except (VideoError, FFmpegError, OSError) as error:
            raise EvidenceError(f"the clip could not be blurred: {error}") from error
