from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engines import ModelSpec
from engines.timeline import Timeline, read_timeline, sample
from tests.engines.painted_video import write_video


def even(count: int, rate: float, announced: float | None = None) -> Timeline:
    return Timeline(np.arange(count) / rate, announced or rate, None, 0)


def uneven(*times: float) -> Timeline:
    return Timeline(np.array(times), 25.0, None, 0)


def test_a_video_at_the_model_s_rate_is_taken_as_it_is(spec: ModelSpec) -> None:
    assert sample(even(10, 25.0), spec).tolist() == list(range(10))


def test_a_faster_video_loses_pictures(spec: ModelSpec) -> None:
    assert sample(even(10, 50.0), spec).tolist() == [0, 2, 4, 6, 8]


def test_a_slower_video_repeats_pictures(spec: ModelSpec) -> None:
    indices = sample(even(3, 6.0), spec)

    assert len(indices) == 13  # half a second
    assert indices.tolist() == sorted(indices)
    assert indices.tolist().count(1) == 4


@pytest.mark.parametrize("rate", [6.0, 19.62, 24.0, 28.0, 29.97, 30.0267, 60.0])
def test_even_rates_follow_the_published_recipe(rate: float, spec: ModelSpec) -> None:
    n = 100
    recipe = np.clip(np.round(np.arange(0, n / rate * 25) * rate / 25), 0, n - 1)

    assert sample(even(n, rate), spec).tolist() == recipe.tolist()


def test_frame_interval_thins_out(spec: ModelSpec) -> None:
    every_second = replace(spec, frame_interval=2)

    assert sample(even(10, 25.0), every_second).tolist() == [0, 2, 4, 6, 8]


def test_a_rate_that_is_announced_wrong_gives_way_to_the_times(spec: ModelSpec) -> None:
    says_50_is_25 = even(100, 25.0, announced=50.0)

    assert not says_50_is_25.is_even
    assert sample(says_50_is_25, spec).tolist() == list(range(100))


def test_one_picture_off_at_the_end_is_still_even() -> None:
    """As files are that count 1090 pictures over 1089 intervals."""
    assert even(1090, 30.0, announced=30.0 * 1090 / 1089).is_even
    assert not even(1090, 30.0, announced=30.0 * 1092 / 1089).is_even


def test_variable_rates_take_the_nearest_in_time(spec: ModelSpec) -> None:
    # Wanted at 0, 40, 80, ... ms; the second half shows pictures for 80 ms.
    indices = sample(uneven(0.0, 0.03, 0.09, 0.12, 0.20, 0.28), spec)

    assert indices.tolist() == [0, 1, 2, 3, 3, 4, 4, 5, 5]


def test_the_earlier_of_two_pictures_equally_near_is_taken(spec: ModelSpec) -> None:
    indices = sample(uneven(0.0, 0.08, 0.16, 0.50), spec)

    assert indices.tolist()[:4] == [0, 0, 1, 1]


def test_a_clock_that_jumps_is_not_shown(spec: ModelSpec) -> None:
    """An hour forward and back again: such times come from damaged or joined files."""
    steady = [n * 0.04 for n in range(50)]
    jumping = [t + (3600.0 if 20 <= n < 30 else 0.0) for n, t in enumerate(steady)]

    assert sample(uneven(*jumping), spec).tolist() == list(range(50))


def test_one_picture_is_shown_once(spec: ModelSpec) -> None:
    assert sample(Timeline(np.array([7.0]), None, None, 0), spec).tolist() == [0]
    assert sample(uneven(0.0), spec).tolist() == [0]


def test_the_timeline_of_a_file(tmp_path: Path) -> None:
    timeline = read_timeline(write_video(tmp_path / "x.mp4", frames=12))

    np.testing.assert_allclose(timeline.pts_seconds, np.arange(12) * 0.04, atol=1e-6)
    assert timeline.announced_rate == pytest.approx(25.0)
    assert (timeline.side_px, timeline.damaged) == (None, 0)
    assert timeline.is_even
