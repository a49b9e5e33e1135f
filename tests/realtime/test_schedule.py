"""Newest wins when live; offline nothing is lost and nothing depends on the machine."""

from dataclasses import replace

import pytest

from realtime.ring import FrameRing, ring_capacity
from realtime.schedule import LEAD_SECONDS, WindowSchedule
from tests.realtime.index_engine import (
    IndexStore,
    index_frame,
    indices_of,
    motion_spec_of,
    spec_of,
)
from tests.realtime.virtual_clock import VirtualClock

SPEC = spec_of(16)
STEP = 0.32


def new_ring() -> FrameRing:
    return FrameRing(SPEC, IndexStore(ring_capacity(SPEC)), VirtualClock())


def schedule(*, offline: bool) -> WindowSchedule:
    return WindowSchedule(SPEC, STEP, offline=offline, source_id="test")


def last_indices(
    ring: FrameRing, schedule: WindowSchedule, frames: range, *, ask_every: int
) -> list[int]:
    """The last painted index of each window, asking after every so many frames."""
    ends = []
    for i in frames:
        ring.append(index_frame(i, i / 25))
        if i % ask_every == 0:
            while (window := schedule.next_window(ring)) is not None:
                ends.append(indices_of(window.clip)[-1])
    return ends


def test_live_windows_end_at_the_newest_frame_one_step_apart() -> None:
    ends = last_indices(new_ring(), schedule(offline=False), range(100), ask_every=1)
    assert ends == list(range(15, 100, 8))


def test_an_engine_that_goes_on_gets_windows_on_its_grid_however_late_it_is() -> None:
    ring = new_ring()
    stepping = WindowSchedule(replace(SPEC, step_frames=8), 0.1, offline=False, source_id="test")
    ends = last_indices(ring, stepping, range(200), ask_every=21)
    assert len(ends) >= 6
    assert {(end - 15) % 8 for end in ends} == {0}


def stepping_ends(
    asked_after: list[int], step_seconds: float, *, answers_are_free: bool = False
) -> tuple[list[tuple[int, int]], int]:
    """(asked after this frame, where the window ended), and how many windows were skipped."""
    ring = new_ring()
    spec = replace(SPEC, step_frames=8, answers_are_free=answers_are_free)
    stepping = WindowSchedule(spec, step_seconds, offline=False, source_id="test")
    ends = []
    for i in range(asked_after[-1] + 1):
        ring.append(index_frame(i, i / 25))
        while i in asked_after and (window := stepping.next_window(ring)) is not None:
            ends.append((i, indices_of(window.clip)[-1]))
    return ends, stepping.drops["busy"]


def test_an_engine_that_goes_on_makes_up_for_one_window_that_it_was_late_for() -> None:
    ends, skipped = stepping_ends([15, 35, 39], STEP)
    assert ends == [(15, 15), (35, 23), (35, 31), (39, 39)]
    assert skipped == 0


def test_an_engine_that_goes_on_skips_when_it_is_two_windows_late() -> None:
    ends, skipped = stepping_ends([15, 39, 47], STEP)
    assert ends == [(15, 15), (39, 39), (47, 47)]
    assert skipped == 2


def test_one_that_gains_nothing_by_skipping_skips_only_what_the_ring_may_lose() -> None:
    ends, skipped = stepping_ends([15, 42, 60], STEP, answers_are_free=True)
    assert ends == [(15, 15), (42, 23), (42, 31), (42, 39), (60, 47), (60, 55)]
    assert skipped == 0

    ends, skipped = stepping_ends([15, 44, 47], STEP, answers_are_free=True)
    assert ends == [(15, 15), (44, 39), (47, 47)]
    assert skipped == 2


@pytest.mark.parametrize("answers_are_free", [False, True])
def test_after_a_gap_an_engine_that_goes_on_takes_the_newest_end(answers_are_free: bool) -> None:
    spec = replace(
        SPEC, clip_len=32, min_clip_len=8, step_frames=8, answers_are_free=answers_are_free
    )
    ring = FrameRing(spec, IndexStore(ring_capacity(spec)), VirtualClock())
    stepping = WindowSchedule(spec, STEP, offline=False, source_id="test")
    before = last_indices(ring, stepping, range(50), ask_every=1)
    after = last_indices(ring, stepping, range(53, 90), ask_every=1)
    assert before == [7, 15, 23, 31, 39, 47]
    assert after == [63, 71, 79, 87]  # 55 lies in the gap, 63 has eight frames behind it


def test_between_answers_that_lie_steps_apart_it_takes_the_newest_that_costs_none() -> None:
    ends, skipped = stepping_ends([15, 50, 97], 3 * STEP)
    assert ends == [(15, 15), (50, 47), (97, 87)]
    assert skipped == 0


def test_a_slow_engine_skips_and_counts() -> None:
    live = schedule(offline=False)
    ends = last_indices(new_ring(), live, range(200), ask_every=20)
    assert ends == list(range(20, 200, 20))
    one_step_missed_each_time = len(ends) - 1  # 20 frames are two steps of 8 and a half
    assert live.drops["busy"] == one_step_missed_each_time


def test_offline_windows_do_not_depend_on_when_they_are_asked_for() -> None:
    often = last_indices(new_ring(), schedule(offline=True), range(200), ask_every=1)
    seldom = last_indices(new_ring(), schedule(offline=True), range(200), ask_every=20)
    assert often == list(range(15, 200, 8))
    assert seldom == [end for end in often if end <= 180]


def test_offline_gaps_are_counted_and_passed_over() -> None:
    ring, offline = new_ring(), schedule(offline=True)
    ends = []
    for i in [*range(50), *range(60, 110)]:
        ring.append(index_frame(i, i / 25))
        while (window := offline.next_window(ring)) is not None:
            indices = indices_of(window.clip)
            assert indices == list(range(indices[0], indices[0] + 16))
            ends.append(indices[-1])
    assert offline.drops["gap"] == len(set(range(15, 110, 8)) - set(ends))
    assert max(ends) >= 100


def test_offline_decoding_waits_for_the_window_that_is_due() -> None:
    ring, offline = new_ring(), schedule(offline=True)
    appended = 0
    while not offline.must_wait(ring, index_frame(appended, appended / 25)):
        ring.append(index_frame(appended, appended / 25))
        appended += 1
    assert appended / 25 <= SPEC.span_seconds + LEAD_SECONDS + 0.08
    assert offline.next_window(ring) is not None


def test_offline_a_new_segment_waits_for_the_last_window_of_the_old_one() -> None:
    ring, offline = new_ring(), schedule(offline=True)
    for i in range(16):
        ring.append(index_frame(i, i / 25))
    other = index_frame(0, 0.0, connection_id=1)
    assert offline.must_wait(ring, other)
    assert offline.next_window(ring) is not None
    assert not offline.must_wait(ring, other)


def test_motion_needs_one_frame_more_and_that_is_no_gap() -> None:
    spec = motion_spec_of(16)
    ring = FrameRing(spec, IndexStore(ring_capacity(spec)), VirtualClock())
    offline = WindowSchedule(spec, STEP, offline=True, source_id="test")

    assert last_indices(ring, offline, range(100), ask_every=1) == list(range(16, 100, 8))
    assert not offline.drops


def test_a_model_that_answers_provisionally_is_asked_before_a_clip_is_whole() -> None:
    growing = replace(SPEC, clip_len=32, min_clip_len=16, step_frames=8)
    ring = FrameRing(growing, IndexStore(ring_capacity(growing)), VirtualClock())
    live = WindowSchedule(growing, STEP, offline=False, source_id="test")
    seen = []
    for i in (*range(48), *range(60, 90)):  # twelve frames are lost
        ring.append(index_frame(i, i / 25))
        while (window := live.next_window(ring)) is not None:
            indices = indices_of(window.clip)
            assert indices == list(range(indices[0], indices[-1] + 1))
            seen.append((indices[0], len(indices), window.is_whole))
    assert seen[:4] == [(0, 16, False), (0, 24, False), (0, 32, True), (8, 32, True)]
    after_gap = [one for one in seen if one[0] >= 60]
    assert [one[1:] for one in after_gap] == [(16, False), (24, False)]
