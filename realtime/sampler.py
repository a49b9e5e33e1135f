"""Which frames make a window: by time, nearest pts, at the model's own rate."""

import statistics
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engines import ModelSpec
from realtime.frame import Integrity

GAP_FACTOR = 2.5
"""A pause longer than this many frame intervals is a gap: one lost frame is bridged by its
neighbours, two are not."""

NEIGHBOURS = 8
"""Intervals on each side that tell what is usual around a pause."""

EXACT_SHARE = 1 / 8
"""A frame counts as on time within this share of the model's frame interval."""


@dataclass(frozen=True, slots=True)
class WindowPlan:
    """The frames of one window."""

    indices: NDArray[
        np.intp
    ]  # (T,) into the pts it was planned from; repeats where a camera is slow
    integrity: Integrity


def after_last_gap(pts: NDArray[np.float64], sample_seconds: float) -> int:
    """Index of the first frame after the last gap, 0 where there is none.

    A pause is judged by the intervals around it, so that a camera of 6 fps is slow, not broken.

    Args:
        pts: growing times in seconds, shape (N,).
        sample_seconds: the model's frame interval.
    """
    intervals = np.diff(pts)
    for i in np.flatnonzero(intervals > GAP_FACTOR * sample_seconds)[::-1]:
        around = intervals[max(0, i - NEIGHBOURS) : i + NEIGHBOURS + 1]
        # np.median loads numpy.ma first: 20 ms of whichever thread asks.
        if intervals[i] > GAP_FACTOR * statistics.median(around):
            return int(i) + 1
    return 0


def frames_ready(pts: NDArray[np.float64], spec: ModelSpec) -> int:
    """How much of a window there is, in frames of the model's rate: the k of a warm-up k/T."""
    usable = pts[_first_usable(pts, spec) :]
    if not len(usable):
        return 0
    held_seconds = usable[-1] - usable[0]
    whole = int((held_seconds + EXACT_SHARE * spec.sample_seconds) / spec.sample_seconds) + 1
    return min(spec.clip_len, whole)


def plan_window(pts: NDArray[np.float64], spec: ModelSpec, end_seconds: float) -> WindowPlan | None:
    """Choose the frames of the window that ends at a time; None where it would span a gap.

    Only frames up to the first one at or after the end are looked at, so the answer does not
    depend on how far the reader has come.

    Args:
        pts: growing times in seconds of one connection's frames, shape (N,).
        spec: gives the number of frames and their distance.
        end_seconds: time of the last sample; at most the newest pts.
    """
    seen = pts[: int(np.searchsorted(pts, end_seconds)) + 1]
    first = _first_usable(seen, spec)
    if first >= len(seen):
        return None
    tolerance = EXACT_SHARE * spec.sample_seconds
    targets = end_seconds - spec.sample_seconds * np.arange(spec.clip_len - 1, -1, -1.0)
    if targets[0] < seen[first] - tolerance:
        return None
    indices = first + _nearest(seen[first:], targets)
    on_time = np.abs(seen[indices] - targets) <= tolerance
    exact = bool(on_time.all() and (np.diff(indices) > 0).all())
    return WindowPlan(indices, "ok" if exact else "resampled")


def _first_usable(pts: NDArray[np.float64], spec: ModelSpec) -> int:
    """Index of the first frame of the last unbroken run that a window may hold.

    For models that see motion it is the second of the run: the first moved over the gap.
    """
    return after_last_gap(pts, spec.sample_seconds) + spec.lead_frames


def _nearest(pts: NDArray[np.float64], targets: NDArray[np.float64]) -> NDArray[np.intp]:
    """For each target the index of the nearest pts; the earlier one on a tie."""
    right = np.clip(np.searchsorted(pts, targets), 1, max(1, len(pts) - 1))
    left = right - 1
    right = np.minimum(right, len(pts) - 1)
    nearer_left = targets - pts[left] <= pts[right] - targets
    return np.where(nearer_left, left, right)
