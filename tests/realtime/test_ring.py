"""The ring keeps what a window needs, in bounded memory, and breaks where the stream breaks."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from realtime.ring import FrameRing, ring_capacity
from tests.realtime.index_engine import IndexStore, index_frame, indices_of, spec_of
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
