"""Records a video beside a running stream, and never holds it up."""

import queue
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import av.error
import numpy as np
from numpy.typing import NDArray

from realtime.errors import SettingsError
from realtime.redact import redact
from realtime.video_file import VideoFile

Image = NDArray[np.uint8]  # (H, W, 3) RGB
Change = Callable[[Image], Image]
"""Makes another picture of one, in the recorder's thread; never writes to what it is given."""

WAITING_FRAMES = 12
"""Frames that wait for the encoder; more are dropped and counted."""
LEAST_FREE_BYTES = 500_000_000
"""A recording ends before the disk has less than this."""
UNFINISHED = ".recording.mkv"
"""What the name of a file ends with until it is finished; it plays, whatever happened."""

_LOOK_EVERY = 15
"""Frames between two looks at the disk."""
_WAIT_SECONDS = 0.2
_JOIN_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class RecordingProgress:
    """How a recording stands; any thread may look."""

    seconds: float = 0.0
    """Of video that was written."""
    frames: int = 0
    dropped: int = 0
    """Frames for which the encoder had no time."""
    size_bytes: int = 0
    free_bytes: int = 0
    """On the disk."""
    start_seconds: float | None = None
    """Stream time of the first frame; None before there is one."""
    end_seconds: float | None = None
    """Stream time of the last frame."""
    failure: str = ""
    """Why it ended by itself."""
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class _Waiting:
    image: Image
    seconds: float
    change: Change | None


class VideoRecorder:
    """Writes the frames that it is given in a thread of its own, until it is closed.

    While it runs the file is named `NAME.recording.mkv`; a finished one is `NAME.mkv`.
    """

    def __init__(
        self, path: Path, change: Change | None = None, *, least_free: int = LEAST_FREE_BYTES
    ) -> None:
        """Begin a recording.

        Args:
            path: of the finished file, ending with `.mkv`.
            change: done to each picture before it is written, such as a blur.
            least_free: bytes that stay free on the disk.

        Raises:
            SettingsError: the folder cannot be made or has too little room.
        """
        self._path, self._change, self._least_free = path, change, least_free
        self._unfinished = path.with_suffix(UNFINISHED)
        self._progress = RecordingProgress(free_bytes=_free_bytes(path.parent))
        if self._progress.free_bytes < least_free:
            raise SettingsError(f"{path.parent}: {self._no_room()}")
        self._waiting: queue.Queue[_Waiting] = queue.Queue(WAITING_FRAMES)
        self._dropped = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="liveact-recorder", daemon=True)
        self._thread.start()

    @property
    def path(self) -> Path:
        """Of the finished file."""
        return self._path

    @property
    def readable_path(self) -> Path:
        """Of the file as it can be read now, unfinished while the recording runs."""
        return self._path if self._progress.is_over else self._unfinished

    @property
    def progress(self) -> RecordingProgress:
        """How it stands."""
        return replace(self._progress, dropped=self._dropped)

    def add(self, image: Image, seconds: float, change: Change | None = None) -> None:
        """Record a frame at a time of the stream; returns at once, and drops it where it must.

        `change` is done to this picture, after what is done to all of them.
        """
        if self._stop.is_set():
            return
        try:
            self._waiting.put_nowait(_Waiting(image, seconds, change))
        except queue.Full:
            self._dropped += 1

    def stop(self) -> None:
        """Ask for the file to be finished; `progress` says when it is. Returns at once."""
        self._stop.set()

    def close(self) -> None:
        """Finish the file and wait for that; calling it again does nothing."""
        self.stop()
        self._thread.join(_JOIN_SECONDS)

    # The recorder's thread.

    def _run(self) -> None:
        try:
            file = VideoFile(self._unfinished)
            try:
                while (item := self._next()) is not None:
                    self._write(file, item)
            finally:
                file.close()
                self._finish()
        except (OSError, av.error.FFmpegError) as error:
            self._fail(f"{self._path.name}: cannot be written: {error}; choose another folder")
        except BaseException as error:  # noqa: BLE001 - top of a thread; `progress` tells it
            reason = redact(f"{type(error).__name__}: {error}")
            self._fail(f"{self._path.name}: recording ended: {reason}")
        finally:
            self._stop.set()
            self._change = None  # whoever keeps this to know its times keeps no detector
            self._progress = replace(self._progress, is_over=True)

    def _next(self) -> _Waiting | None:
        """The next frame; None once it is to end and all were written."""
        while True:
            try:
                return self._waiting.get(timeout=_WAIT_SECONDS)
            except queue.Empty:
                if self._stop.is_set():
                    return None

    def _write(self, file: VideoFile, item: _Waiting) -> None:
        before = self._progress
        start = item.seconds if before.start_seconds is None else before.start_seconds
        image = item.image
        for change in (self._change, item.change):
            image = image if change is None else change(image)
        if not file.write(image, item.seconds - start):
            self._dropped += 1
            return
        self._progress = replace(
            before,
            frames=before.frames + 1,
            seconds=item.seconds - start,
            start_seconds=start,
            end_seconds=item.seconds,
        )
        if before.frames % _LOOK_EVERY == 0:
            self._look_at_disk()

    def _look_at_disk(self) -> None:
        free = _free_bytes(self._path.parent)
        written = self._unfinished.exists()  # the encoder keeps the first pictures back
        size = self._unfinished.stat().st_size if written else 0
        self._progress = replace(self._progress, size_bytes=size, free_bytes=free)
        if free < self._least_free:
            self._fail(f"{self._no_room()}; the recording was ended and is whole")
            self._stop.set()

    def _finish(self) -> None:
        """Give the file its name; one without a picture is nothing."""
        if not self._progress.frames:
            self._unfinished.unlink(missing_ok=True)
            return
        size = self._unfinished.stat().st_size
        self._unfinished.replace(self._path)
        self._progress = replace(self._progress, size_bytes=size)

    def _fail(self, failure: str) -> None:
        self._progress = replace(self._progress, failure=self._progress.failure or failure)

    def _no_room(self) -> str:
        free, least = self._progress.free_bytes / 1e6, self._least_free / 1e6
        return f"{free:.0f} MB are free on the disk, {least:.0f} MB must stay free; make room"


def _free_bytes(folder: Path) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return shutil.disk_usage(folder).free
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingsError(f"{folder}: {reason}; choose another folder") from error
