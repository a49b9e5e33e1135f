"""Gives the frames of a recording when their time has come, as a camera would."""

from collections.abc import Mapping
from dataclasses import replace

from realtime.clock import Clock, StopSignal
from realtime.frame import Frame
from realtime.sources.base import Source

LATE_SECONDS = 0.5
"""A frame that comes later than this is not worth showing."""

GIVE_UP_SECONDS = 1.0
"""A machine too slow for the recording loses frames for so long, then it plays on from there."""


class PacedSource:
    """Plays another source at its own rate on a clock; late frames are lost and counted."""

    is_live = True

    def __init__(self, source: Source, clock: Clock) -> None:
        """Take over a source that gives frames as fast as they are asked for."""
        self._source = source
        self._clock = clock
        self._closed = StopSignal(clock)
        self._late = 0
        self._late_since: float | None = None
        self._offset: float | None = None  # clock - pts of a frame that is on time

    @property
    def drops(self) -> Mapping[str, int]:
        """Those of the source, and the frames that came too late."""
        return {**self._source.drops, "late": self._late}

    def read(self) -> Frame | None:
        """The next frame at its time; None at the end. Raises what the source raises."""
        while (frame := self._source.read()) is not None:
            wait_seconds = self._due(frame) - self._clock.now()
            if wait_seconds < -LATE_SECONDS and not self._gives_up():
                self._late += 1
                continue
            if wait_seconds < -LATE_SECONDS:
                self._offset = self._clock.now() - frame.pts_seconds
            self._late_since = None
            self._closed.sleep(wait_seconds)
            return replace(frame, wall_time=self._clock.wall())
        return None

    def close(self) -> None:
        """Close the source; a reader that waits for a frame's time is woken."""
        self._closed.set()
        self._source.close()

    def _due(self, frame: Frame) -> float:
        """When a frame is to be given, on the clock."""
        if self._offset is None:
            self._offset = self._clock.now() - frame.pts_seconds
        return self._offset + frame.pts_seconds

    def _gives_up(self) -> bool:
        """Whether frames have been late for so long that losing more of them is of no use."""
        now = self._clock.now()
        if self._late_since is None:
            self._late_since = now
        return now - self._late_since > GIVE_UP_SECONDS
