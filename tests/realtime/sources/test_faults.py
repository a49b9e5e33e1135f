"""What may be written after `synthetic:`, and what it means."""

import pytest

from realtime.errors import SourceError
from realtime.sources.faults import FaultPlan, parse_plan


def test_everything_at_once() -> None:
    plan = parse_plan(
        "synthetic:?fps=10&size=64x48&seconds=3&drop=1-2,9&corrupt=4&freeze=5-8&burst=11-13"
        "&resize=20:80x60&clock_jump=15:-3.5&rate=10:5,14:20&disconnect=18,7"
    )
    assert plan == FaultPlan(
        fps=10.0,
        size=(64, 48),
        seconds=3.0,
        drop=(range(1, 3), range(9, 10)),
        corrupt=(range(4, 5),),
        freeze=(range(5, 9),),
        burst=(range(11, 14),),
        resize=((20, (80, 60)),),
        clock_jump=((15, -3.5),),
        rate=((10, 5.0), (14, 20.0)),
        disconnect=(7, 18),
    )


@pytest.mark.parametrize("uri", ["synthetic:", "synthetic", "synthetic:?"])
def test_defaults(uri: str) -> None:
    assert parse_plan(uri) == FaultPlan()


def test_unknown_words_are_refused_with_the_known_ones() -> None:
    with pytest.raises(SourceError, match=r"'fsp'.*allowed: fps, size, seconds, drop") as raised:
        parse_plan("synthetic:?fsp=25")
    assert raised.value.permanent


@pytest.mark.parametrize(
    "given",
    [
        "fps=fast",
        "fps=0",
        "fps=inf",
        "fps=nan",
        "size=64",
        "size=1x1",
        "drop=20-10",
        "drop=",
        "resize=64x48",
        "clock_jump=5",
        "rate=5:0",
        "disconnect=a",
    ],
)
def test_wrong_values_are_refused_with_an_example(given: str) -> None:
    key = given.split("=")[0]
    with pytest.raises(SourceError, match=rf"{given} given; write it as in {key}=\d") as raised:
        parse_plan(f"synthetic:?{given}")
    assert raised.value.permanent


def test_times_follow_the_changes_of_rate() -> None:
    plan = FaultPlan(fps=10.0, rate=((10, 5.0), (14, 20.0)))
    assert [plan.time_of(number) for number in (9, 10, 11, 14, 16)] == pytest.approx(
        [0.9, 1.0, 1.2, 1.8, 1.9]
    )


def test_the_camera_clock_jumps_but_frames_come_in_time() -> None:
    plan = FaultPlan(fps=10.0, clock_jump=((10, -3.0), (20, 1.0)))
    assert [plan.pts(number) for number in (9, 10, 20)] == pytest.approx([0.9, -2.0, 0.0])
    assert plan.due(10) == pytest.approx(1.0)


def test_a_burst_comes_with_its_last_frame() -> None:
    plan = FaultPlan(fps=10.0, burst=(range(5, 9),))
    assert [plan.due(number) for number in range(4, 10)] == pytest.approx(
        [0.4, 0.8, 0.8, 0.8, 0.8, 0.9]
    )
