"""Stream time: one axis through all reconnects, and how far it lies behind the camera."""

from collections import deque
from dataclasses import replace

from realtime.frame import Frame

EDGE_SECONDS = 30.0
"""How long the earliest arrival counts; the clocks of cameras drift against ours."""


class StreamTimeline:
    """Makes one axis of the pts of all connections; used by the capture thread.

    A stream begins at 0; after a reconnect it goes on where our clock says it is.
    """

    def __init__(self) -> None:
        """The first frame will be time 0."""
        self._first_arrival: float | None = None
        self._connection_id: int | None = None
        self._shift_seconds = 0.0
        self.began_seconds: float | None = None
        """Where in its source the stream began; None before the first frame."""

    def place(self, frame: Frame, now_seconds: float) -> Frame:
        """The frame with its pts on the stream's own axis; `now_seconds` is its arrival."""
        if self._first_arrival is None:
            self._first_arrival, self.began_seconds = now_seconds, frame.pts_seconds
        if frame.connection_id != self._connection_id:
            self._connection_id = frame.connection_id
            self._shift_seconds = now_seconds - self._first_arrival - frame.pts_seconds
        return replace(frame, pts_seconds=frame.pts_seconds + self._shift_seconds)


class LiveEdge:
    """Knows when a frame of some pts could have been here at the earliest.

    Cameras burst and networks delay: the frame that came soonest after its pts in the last
    seconds marks what 'live' is, and everything is as late as it is behind that.
    """

    def __init__(self, span_seconds: float = EDGE_SECONDS) -> None:
        """Look back for so long."""
        self._span_seconds = span_seconds
        self._connection_id: int | None = None
        self._arrivals: deque[tuple[float, float]] = deque()  # (now, now - pts), the latter growing

    def add(self, frame: Frame, now_seconds: float) -> None:
        """A frame arrived."""
        if frame.connection_id != self._connection_id:
            self._connection_id = frame.connection_id
            self._arrivals.clear()
        delay = now_seconds - frame.pts_seconds
        while self._arrivals and self._arrivals[-1][1] >= delay:
            self._arrivals.pop()
        self._arrivals.append((now_seconds, delay))
        while self._arrivals[0][0] < now_seconds - self._span_seconds:
            self._arrivals.popleft()

    def behind_seconds(self, pts_seconds: float, now_seconds: float) -> float | None:
        """How long ago a frame of this pts could have been here; None before the first frame."""
        try:
            earliest = self._arrivals[0][1]
        except IndexError:  # the other thread has just begun a new connection
            return None
        return max(0.0, now_seconds - (pts_seconds + earliest))
