"""Which frames of a live stream are too old to be worth their conversion."""

LATE_SECONDS = 1.0
"""Cameras burst with pauses of up to half a second at key frames; that is not late."""

BURST_SHARE = 0.25
"""A frame that came after less than this share of its own duration had been waiting for us."""

_BACKLOG_SECONDS = 10.0
"""No server keeps more than this for whoever connects; what is longer is no backlog."""

_FORGET_PER_SECOND = 0.01
"""The clocks of camera and computer drift apart; the best delay seen is believed less and less."""

_USUAL_INTERVAL_SECONDS = 0.04


class Lateness:
    """Judges the frames of one connection as they come.

    Only frames of a burst are given up: where each comes in its own time, there is none newer.
    """

    def __init__(self) -> None:
        """At the beginning everything that waits is backlog."""
        self._starting = True
        self._first_pts_seconds: float | None = None
        self._last_pts_seconds: float | None = None
        self._best_delay: float | None = None
        self._best_at = 0.0

    def judge(self, pts_seconds: float, now_seconds: float, waited_seconds: float) -> str | None:
        """Why a frame is too old: `backlog`, `late` or None.

        Args:
            pts_seconds: the frame's time in the stream.
            now_seconds: its arrival on our clock.
            waited_seconds: how long the network was waited for before it came.
        """
        in_burst = waited_seconds < BURST_SHARE * self._interval(pts_seconds)
        if self._first_pts_seconds is None:
            self._first_pts_seconds = pts_seconds
        if self._starting and in_burst:
            self._starting = pts_seconds - self._first_pts_seconds < _BACKLOG_SECONDS
            return "backlog"
        self._starting = False
        is_late = self._delay_over_best(pts_seconds, now_seconds) > LATE_SECONDS
        return "late" if is_late and in_burst else None

    def _interval(self, pts_seconds: float) -> float:
        """Duration of a frame in seconds, as far as it can be told."""
        last, self._last_pts_seconds = self._last_pts_seconds, pts_seconds
        if last is None or not 0 < pts_seconds - last < 1:
            return _USUAL_INTERVAL_SECONDS
        return pts_seconds - last

    def _delay_over_best(self, pts_seconds: float, now_seconds: float) -> float:
        delay = now_seconds - pts_seconds
        if self._best_delay is not None:
            forgotten = _FORGET_PER_SECOND * (now_seconds - self._best_at)
            self._best_delay += forgotten
        self._best_at = now_seconds
        if self._best_delay is None or delay < self._best_delay:
            self._best_delay = delay
        return delay - self._best_delay
