"""When the next window is due: newest wins on a live stream, every one in its turn on a file."""

import logging
import math
from collections import Counter

from engines import ModelSpec
from realtime.frame import Frame, Window
from realtime.overload import Overload
from realtime.ring import SLACK_SECONDS, FrameRing, RingEntry

logger = logging.getLogger(__name__)

END_TOLERANCE_SECONDS = 1e-6
"""pts are sums of fractions; a window is due when its end is this near."""

LEAD_SECONDS = 0.8 * SLACK_SECONDS
"""How far the decoder may run ahead of the window that is due, while its frames must be there."""


class WindowSchedule:
    """Asks the ring for windows, at least one step apart. Belongs to the engine's thread.

    Windows end on a grid, at the first span of a segment that can be answered and whole frame
    intervals of the model after it (or more, where an engine goes on from one window to the next),
    so that neighbours share their frames. Live, the last end that has come is taken: an engine
    which is slower than the step skips (and counts) windows instead of falling behind. One that
    goes on from window to window has to look at the frames of a skipped window all the same. So it
    may be one window late before it skips, or, where it gains nothing at all by skipping, as late
    as the ring allows; where it shares its engine and is later than that, it may sit out
    (`overload.py`). Offline windows are exactly one step apart, whatever the machine.
    """

    def __init__(
        self,
        spec: ModelSpec,
        step_seconds: float,
        *,
        offline: bool,
        source_id: str,
        overload: Overload | None = None,
    ) -> None:
        """A step is the time between the ends of two windows, in seconds of the stream.

        It is rounded up to the grid. `overload` is that of an engine with other streams, where one
        that is late may sit out.
        """
        self._spec = spec
        self._grid_seconds = spec.step_frames * spec.sample_seconds
        self.tune(step_seconds)
        self._offline = offline
        self._source_id = source_id
        self._overload = overload
        self._may_sit_out = True
        self._segment: int | None = None
        self._next_end = 0.0
        self._after_window = False
        self._tried_sequence = -1
        self.drops: Counter[str] = Counter()
        """Windows that were due and not made, by reason."""

    def tune(self, step_seconds: float) -> None:
        """Another step, from the window after the one that is due next; it is rounded up too."""
        grids = math.ceil(step_seconds / self._grid_seconds - END_TOLERANCE_SECONDS)
        self._step_grids = max(1, grids)
        self._step_seconds = self._step_grids * self._grid_seconds

    def next_window(self, ring: FrameRing) -> Window | None:
        """The window that is due now; None when there is none (yet)."""
        while (newest := self._due(ring)) is not None:
            if self._sits_out(newest.pts_seconds - self._next_end):
                return None
            end = self._end(newest.pts_seconds)
            window = ring.window(end, self._source_id)
            if window is None and not self._offline:
                self._tried_sequence = newest.sequence
                self._after_window = False
                return None
            self._count_skipped(end, made=window is not None)
            self._next_end = end + self._step_seconds
            self._after_window = window is not None
            if window is not None:
                return window
        return None

    def must_wait(self, ring: FrameRing, frame: Frame) -> bool:
        """Offline: whether appending this frame now could cost a window that is due before it."""
        due = self._due(ring) is not None
        if ring.starts_segment(frame):
            return due
        return due and frame.pts_seconds > self._next_end + LEAD_SECONDS

    def is_due(self, ring: FrameRing) -> bool:
        """Whether `next_window` has something to try."""
        return self._due(ring) is not None

    def _due(self, ring: FrameRing) -> RingEntry | None:
        newest = ring.newest
        if newest is None or newest.sequence == self._tried_sequence:
            return None
        if newest.segment != self._segment:
            self._segment = newest.segment
            frames = self._spec.first_frames - 1 + self._spec.lead_frames
            self._next_end = newest.segment_start_seconds + frames * self._spec.sample_seconds
            self._after_window = False
        return newest if newest.pts_seconds >= self._next_end - END_TOLERANCE_SECONDS else None

    def _sits_out(self, late_seconds: float) -> bool:
        """Whether this stream leaves its next windows to the others at its engine.

        It does so again only once it was in time: one that is late as soon as it begins anew wins
        nothing by that.
        """
        if self._overload is None or self._offline or not self._spec.is_stepped:
            return False
        if late_seconds < LEAD_SECONDS:
            self._may_sit_out |= self._after_window
            return False
        if not (self._may_sit_out and self._after_window):
            return False
        seconds = self._overload.sit_out(late_seconds, self._spec.span_seconds)
        if not seconds:
            return False
        logger.info(
            "%s: too many streams for the engine; it sits out %.0f s", self._source_id, seconds
        )
        skipped = math.ceil(seconds / self._step_seconds) - 1
        self.drops["busy"] += skipped
        self._next_end += skipped * self._step_seconds
        self._after_window = self._may_sit_out = False
        return True

    def _end(self, newest_seconds: float) -> float:
        """Where the next window ends: live, as near to the newest frame as the grid allows."""
        if self._offline:
            return self._next_end
        late_seconds = newest_seconds - self._next_end + END_TOLERANCE_SECONDS
        newest = self._grid_seconds * max(0, int(late_seconds / self._grid_seconds))
        in_turn = min(newest, self._step_seconds - self._grid_seconds)  # none is skipped before it
        is_patient = self._is_patient(late_seconds) and late_seconds - in_turn < LEAD_SECONDS
        return self._next_end + (in_turn if is_patient else newest)

    def _is_patient(self, late_seconds: float) -> bool:
        """Live: whether the next window in turn is made though a newer one could be."""
        if not (self._after_window and self._spec.is_stepped):
            return False
        return self._spec.answers_are_free or late_seconds < 2 * self._step_seconds

    def _count_skipped(self, end: float, *, made: bool) -> None:
        """Count the whole steps since the window that was due, and one that could not be made."""
        if not made:
            self.drops["gap"] += 1
        late_steps = int((end - self._next_end) / self._step_seconds + END_TOLERANCE_SECONDS)
        if late_steps:
            self.drops["busy" if self._after_window else "gap"] += late_steps
