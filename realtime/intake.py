"""The capture side of a pipeline: frames of one source for all lanes, until the end."""

import logging
from collections.abc import Callable, Sequence

from realtime.capture import Capture, CaptureSettings
from realtime.clock import Clock, StopSignal
from realtime.frame import Frame
from realtime.lane import Lane
from realtime.sources.base import Source
from realtime.status import StreamStatus
from realtime.timeline import StreamTimeline

logger = logging.getLogger(__name__)


class Intake:
    """Reads a source once and hands each frame to every lane; `run` is the capture thread's."""

    def __init__(
        self,
        open_source: Callable[[], Source],
        lanes: Sequence[Lane],
        *,
        source_id: str,
        settings: CaptureSettings,
        clock: Clock,
        max_seconds: float | None,
        offline: bool,
    ) -> None:
        """Open nothing yet; `max_seconds` are of the clock when live, of the video offline."""
        self._lanes = tuple(lanes)
        self._clock = clock
        self._max_seconds = max_seconds
        self._offline = offline
        self._stop = StopSignal(clock)
        self._capture = Capture(
            open_source,
            source_id=source_id,
            settings=settings,
            clock=clock,
            stop=self._stop,
            on_frame=self._on_frame,
            on_status=self._on_status,
        )
        self._timeline = StreamTimeline()
        self._started = clock.now()
        self._taps: tuple[Callable[[Frame], None], ...] = ()
        self.latest_frame: Frame | None = None
        """The newest one in full size, on the stream's own time."""

    @property
    def capture(self) -> Capture:
        """For its counts."""
        return self._capture

    @property
    def began_seconds(self) -> float | None:
        """Where in its source the stream began; None before the first frame."""
        return self._timeline.began_seconds

    def add_tap(self, take: Callable[[Frame], None]) -> None:
        """Have each frame from now on told, in the capture thread, which it must not hold up."""
        self._taps = (*self._taps, take)

    def remove_tap(self, take: Callable[[Frame], None]) -> None:
        """Tell it no more frames; one may be on its way. It may have been removed before."""
        self._taps = tuple(one for one in self._taps if one != take)

    def start(self) -> None:
        """The stream begins now."""
        self._started = self._clock.now()

    def stop(self) -> None:
        """End `run` soon; may be called again."""
        self._stop.set()

    def tick(self) -> None:
        """Look after a stream from which nothing comes; any thread, a few times a second."""
        self._capture.poll()
        if not self._offline and self._is_over(self._clock.now() - self._started):
            self._stop.set()

    def run(self) -> None:
        """Read to the end; raises the `SourceError` of a source that cannot be opened at all."""
        try:
            self._capture.run()
        finally:
            for lane in self._lanes:
                lane.end_capture()

    def _on_frame(self, frame: Frame) -> None:
        frame = self._timeline.place(frame, self._clock.now())
        if self._offline and self._is_over(frame.pts_seconds):
            self._stop.set()
            return
        self.latest_frame = frame
        for lane in self._lanes:
            lane.append(frame)
        for take in self._taps:
            take(frame)

    def _on_status(self, status: StreamStatus) -> None:
        for lane in self._lanes:
            lane.note(status)

    def _is_over(self, seconds: float) -> bool:
        return self._max_seconds is not None and seconds >= self._max_seconds
