"""The last seconds of a stream: times, slots and gaps. The pixels lie in the engine's store."""

import math
import threading
from collections import Counter, deque
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engines import FrameStore, ModelSpec
from realtime.clock import Clock
from realtime.frame import Frame, Window
from realtime.sampler import WindowPlan, frames_ready, plan_window

RATE_HEADROOM = 2.5
"""A camera is kept at up to this many times the model's rate; faster ones are thinned out."""

SLACK_SECONDS = 1.0
"""Kept beyond one window: the time an engine has to gather before its oldest frame goes."""


LEAD_SECONDS = 0.4
"""Kept beyond that for models that see motion: the frame before a window, at 5 fps and more."""


def ring_seconds(spec: ModelSpec) -> float:
    """How much of a stream a ring keeps."""
    return spec.span_seconds + SLACK_SECONDS + LEAD_SECONDS * spec.lead_frames


def ring_capacity(spec: ModelSpec) -> int:
    """Slots that a ring for this model needs."""
    return math.ceil(ring_seconds(spec) * RATE_HEADROOM / spec.sample_seconds) + 2


@dataclass(frozen=True, slots=True)
class RingEntry:
    """One kept frame."""

    sequence: int
    """Counts the kept frames of the ring from 0."""
    pts_seconds: float
    arrived_seconds: float
    """When it was appended, on the ring's clock."""
    slot: int
    """Where its pixels lie in the store."""
    segment: int
    """Grows with each connection and each step back in time; windows stay within one."""
    segment_start_seconds: float
    """pts of the first frame of its segment."""


class FrameRing:
    """Keeps what one window needs and a little more; the newest frame overwrites the oldest.

    One thread appends, another asks for windows; neither waits for the other longer than a list
    takes to copy. Memory is bounded by the store's capacity, and slots freed last are used
    first, so a slow camera touches few of them.
    """

    def __init__(self, spec: ModelSpec, store: FrameStore | None, clock: Clock) -> None:
        """The store must have `ring_capacity(spec)` slots; `renew` brings one that is not there."""
        self._spec = spec
        self._store = store
        self._clock = clock
        self._keep_seconds = ring_seconds(spec)
        self._closest_seconds = 0.99 * spec.sample_seconds / RATE_HEADROOM
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._entries: deque[RingEntry] = deque()
        self._free_slots = list(range(ring_capacity(spec)))
        self._appended = 0
        self._segment = 0
        self._segment_start = 0.0
        self._connection_id: int | None = None
        self.drops: Counter[str] = Counter()
        """Frames and windows given up here, by reason."""

    def renew(self, store: FrameStore | None) -> None:
        """Begin anew in another store: the engine and its pixels are gone.

        Waits for a frame that is being written, so that the old store may be closed after this.
        Frames that come while there is None are lost and counted.
        """
        with self._writing, self._lock:
            self._store = store
            self._segment += bool(self._entries)
            self._entries.clear()
            self._free_slots = list(range(ring_capacity(self._spec)))

    def append(self, frame: Frame) -> bool:
        """Keep a frame; False where it comes sooner than any model rate could use.

        A frame of another connection, or one that is older than its predecessor, starts a new
        segment.
        """
        with self._writing:
            if self._store is None:
                self.drops["no engine"] += 1
                return False
            return self._append(frame, self._store)

    def _append(self, frame: Frame, store: FrameStore) -> bool:
        newest, elapsed_seconds = self.newest, None
        if newest is not None and self._continues(frame, newest):
            elapsed_seconds = frame.pts_seconds - newest.pts_seconds
            if elapsed_seconds < self._closest_seconds:
                self.drops["surplus"] += 1
                return False
        else:
            self._segment += newest is not None
            self._segment_start = frame.pts_seconds
        self._connection_id = frame.connection_id
        slot = self._take_slot(frame.pts_seconds)
        store.write(slot, frame.image, elapsed_seconds)
        entry = RingEntry(
            sequence=self._appended,
            pts_seconds=frame.pts_seconds,
            arrived_seconds=self._clock.now(),
            slot=slot,
            segment=self._segment,
            segment_start_seconds=self._segment_start,
        )
        with self._lock:
            self._entries.append(entry)
        self._appended += 1
        return True

    @property
    def newest(self) -> RingEntry | None:
        """The last kept frame."""
        with self._lock:
            return self._entries[-1] if self._entries else None

    def starts_segment(self, frame: Frame) -> bool:
        """Whether this frame, appended now, would not continue what is there."""
        newest = self.newest
        return newest is not None and not self._continues(frame, newest)

    def ready(self) -> int:
        """Warm-up: how many of the window's frames are there, 0 to clip_len."""
        entries = self._segment_entries()
        return frames_ready(_pts(entries), self._spec)

    def window(
        self, end_seconds: float, source_id: str, frames: int | None = None
    ) -> Window | None:
        """The window that ends at a time, at most the newest pts; None where there is none yet.

        It has so many frames where that is asked for. Else it is a clip, or a shorter one where
        a stream begins and the model answers provisionally. None too where a gap lies in it,
        or where its frames went while they were gathered.
        """
        entries = self._segment_entries()
        pts = _pts(entries)
        plan = self._plan(pts, end_seconds, frames)
        if plan is None:
            return None
        chosen, store = [entries[i] for i in plan.indices], self._store
        if store is None:
            return None
        clip = store.window([entry.slot for entry in chosen])
        if not self._still_held(chosen[0]):
            self.drops["overwritten"] += 1
            return None
        return Window(
            clip=clip,
            start_seconds=chosen[0].pts_seconds,
            end_seconds=chosen[-1].pts_seconds,
            arrived_seconds=chosen[-1].arrived_seconds,
            source_id=source_id,
            integrity=plan.integrity,
            segment=chosen[-1].segment,
            is_whole=len(chosen) == self._spec.clip_len,
        )

    def _plan(
        self, pts: NDArray[np.float64], end_seconds: float, frames: int | None
    ) -> WindowPlan | None:
        """What is asked for, else a whole window, or as long a one as is answered provisionally."""
        spec = self._spec
        if frames is not None:
            return plan_window(pts, replace(spec, clip_len=frames, min_clip_len=1), end_seconds)
        for frames in range(spec.clip_len, spec.first_frames - 1, -spec.step_frames):
            plan = plan_window(pts, replace(spec, clip_len=frames), end_seconds)
            if plan is not None:
                return plan
        return None

    def _continues(self, frame: Frame, newest: RingEntry) -> bool:
        same_connection = frame.connection_id == self._connection_id
        return same_connection and frame.pts_seconds >= newest.pts_seconds

    def _take_slot(self, pts_seconds: float) -> int:
        """Free what is out of date, then take the slot that was freed last."""
        with self._lock:
            while self._entries and self._is_outdated(self._entries[0], pts_seconds):
                self._free_slots.append(self._entries.popleft().slot)
            return self._free_slots.pop()

    def _is_outdated(self, entry: RingEntry, pts_seconds: float) -> bool:
        if not self._free_slots:
            return True
        other_segment = entry.segment != self._segment
        return other_segment or pts_seconds - entry.pts_seconds > self._keep_seconds

    def _segment_entries(self) -> list[RingEntry]:
        """The entries of the newest segment, oldest first."""
        with self._lock:
            entries = list(self._entries)
        return [entry for entry in entries if entry.segment == entries[-1].segment]

    def _still_held(self, entry: RingEntry) -> bool:
        with self._lock:
            return bool(self._entries) and self._entries[0].sequence <= entry.sequence


def _pts(entries: list[RingEntry]) -> NDArray[np.float64]:
    return np.array([entry.pts_seconds for entry in entries], dtype=np.float64)
