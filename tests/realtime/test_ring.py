"""The ring keeps what a window needs, in bounded memory, and breaks where the stream breaks."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from engines import ModelSpec, VideoReader
from engines.store_numpy import NumpyStore
from realtime.frame import Frame
from realtime.ring import FrameRing, ring_capacity
from tests.realtime.index_engine import (
    IndexStore,
    index_frame,
    indices_of,
    motion_spec_of,
    spec_of,
)
from tests.realtime.virtual_clock import VirtualClock

SPEC = spec_of(16)


class TouchedStore(IndexStore):
    """Remembers which slots were ever written."""

    def __init__(self, capacity: int) -> None:
        super().__init__(capacity)
        self.touched: set[int] = set()

    def write(
        self, slot: int, image: NDArray[np.uint8], elapsed_seconds: float | None = None
    ) -> None:
        self.touched.add(slot)
        super().write(slot, image, elapsed_seconds)


@pytest.fixture
def store() -> TouchedStore:
    return TouchedStore(ring_capacity(SPEC))


@pytest.fixture
def ring(store: TouchedStore) -> FrameRing:
    return FrameRing(SPEC, store, VirtualClock())


def fill(ring: FrameRing, rate: float, seconds: float, start: float = 0.0) -> float:
    count = round(seconds * rate)
    for i in range(count):
        ring.append(index_frame(i, start + i / rate))
    return start + (count - 1) / rate


def test_a_window_holds_the_last_frames_in_order(ring: FrameRing) -> None:
    end = fill(ring, 25, 4)
    window = ring.window(end, "cam")
    assert window is not None
    assert indices_of(window.clip) == list(range(84, 100))
    assert (window.end_seconds, window.source_id, window.integrity) == (end, "cam", "ok")
    assert window.start_seconds == pytest.approx(end - SPEC.span_seconds)


def test_no_window_and_a_warm_up_count_before_it_is_full(ring: FrameRing) -> None:
    end = fill(ring, 25, 0.4)
    assert ring.window(end, "cam") is None
    assert ring.ready() == 10


def test_the_clip_is_the_callers_to_keep(ring: FrameRing) -> None:
    window = ring.window(fill(ring, 25, 4), "cam")
    assert window is not None
    fill(ring, 25, 40, start=4.0)
    assert indices_of(window.clip) == list(range(84, 100))


@pytest.mark.parametrize("rate", [6, 25, 60, 240, 1000])
def test_memory_is_bounded_at_any_rate(ring: FrameRing, store: TouchedStore, rate: float) -> None:
    end = fill(ring, rate, 20)
    assert ring.window(end, "cam") is not None
    needed = (SPEC.span_seconds + 1.0) * min(rate, 62.5)
    assert len(store.touched) <= needed + 3


def test_frames_that_come_too_fast_are_counted(ring: FrameRing) -> None:
    fill(ring, 1000, 2)
    assert ring.drops["surplus"] > 1800


def test_another_connection_starts_again(ring: FrameRing) -> None:
    fill(ring, 25, 4)
    for i in range(20):
        ring.append(index_frame(500 + i, 4.0 + i / 25, connection_id=1))
        window = ring.window(4.0 + i / 25, "cam")
        if i < 15:
            assert window is None
            assert ring.ready() == i + 1
        else:
            assert window is not None
            assert min(indices_of(window.clip)) >= 500


def test_a_clock_that_steps_back_starts_again(ring: FrameRing) -> None:
    fill(ring, 25, 4, start=100.0)
    ring.append(index_frame(7, 3.0))
    assert ring.ready() == 1
    assert ring.window(3.0, "cam") is None


def test_a_clock_that_jumps_ahead_is_a_gap(ring: FrameRing) -> None:
    fill(ring, 25, 4)
    end = fill(ring, 25, 0.2, start=5000.0)
    assert ring.window(end, "cam") is None
    assert ring.ready() == 5


def test_frames_that_go_while_they_are_gathered_make_no_window() -> None:
    class RacingStore(IndexStore):
        """Meanwhile the camera goes on, as only a very slow gather would allow."""

        def window(self, slots: Sequence[int]) -> NDArray[np.uint8]:
            fill(raced, 25, 4, start=4.0)
            return super().window(slots)

    raced = FrameRing(SPEC, RacingStore(ring_capacity(SPEC)), VirtualClock())
    end = fill(raced, 25, 4)
    assert raced.window(end, "cam") is None
    assert raced.drops["overwritten"] == 1


def test_the_store_is_told_what_follows_what(ring: FrameRing, store: TouchedStore) -> None:
    moments = [(0.0, 0), (0.04, 0), (0.10, 0), (0.14, 1), (0.18, 1), (0.05, 1)]
    told = []
    for pts, connection in moments:
        ring.append(index_frame(0, pts, connection_id=connection))
        newest = ring.newest
        assert newest is not None
        told.append(store.elapsed_seconds[newest.slot])

    assert told == [None, pytest.approx(0.04), pytest.approx(0.06), None, pytest.approx(0.04), None]


def real_frames(video: Path, start: float, connection_id: int) -> list[Frame]:
    """The first frames of a clip at 25 fps."""
    with VideoReader(video) as reader:
        images = [decoded.image for decoded in islice(iter(reader.read, None), 20)]
    return [
        Frame(image, start + i / 25, 0.0, i, "cam", connection_id) for i, image in enumerate(images)
    ]


def windows(ring: FrameRing, frames: list[Frame]) -> list[NDArray[np.uint8] | None]:
    """What the ring has after each frame."""
    found = []
    for frame in frames:
        ring.append(frame)
        window = ring.window(frame.pts_seconds, "cam")
        found.append(None if window is None else np.asarray(window.clip))
    return found


def motion_ring() -> FrameRing:
    spec: ModelSpec = replace(motion_spec_of(8), resize_short_px=72, crop_px=64)
    return FrameRing(spec, NumpyStore(spec, ring_capacity(spec)), VirtualClock())


@pytest.mark.parametrize(
    ("start", "connection_id"),
    [(0.8, 1), (0.3, 0), (2.0, 0)],
    ids=["reconnect", "step back", "gap"],
)
def test_no_motion_is_made_across_a_break(
    clips_dir: Path, start: float, connection_id: int
) -> None:
    """What comes after a break gives the same bits as without anything before it."""
    broken, fresh = motion_ring(), motion_ring()
    windows(broken, real_frames(clips_dir / "wave_1.avi", 0.0, 0))
    after = real_frames(clips_dir / "yoga.mp4", start, connection_id)

    found, expected = windows(broken, after), windows(fresh, after)

    assert [clip is None for clip in found] == [True] * 8 + [False] * 12
    for clip, alone in zip(found, expected, strict=True):
        np.testing.assert_array_equal(clip, alone)


def test_without_a_break_motion_is_made(clips_dir: Path) -> None:
    """The same frames right after others: the test above could fail."""
    ring = motion_ring()
    windows(ring, real_frames(clips_dir / "wave_1.avi", 0.0, 0))

    joined = windows(ring, real_frames(clips_dir / "yoga.mp4", 0.8, 0))[7]

    assert joined is not None
    motion = joined[..., 3:].astype(float) - 128
    assert abs(motion[0]).mean() > 3 * abs(motion[1:]).mean()
