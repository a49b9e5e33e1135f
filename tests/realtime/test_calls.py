"""When a call of an engine counts as one that never returns."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from realtime.calls import UNMEASURED_TIMES, USUAL_TIMES, CallMeter
from tests.realtime.virtual_clock import VirtualClock

SHORTEST = 30.0


def hang_after(seconds: float, *usual_seconds: float) -> str:
    """What is said of a call that lasts so long, after others that took so long."""
    clock = VirtualClock()
    meter = CallMeter(clock)
    for usual in usual_seconds:
        meter.add(usual, 1)
    with meter.under_way(serving=2):
        assert meter.serving == 2
        clock.advance(seconds)
        said = meter.hang(SHORTEST)
    assert meter.serving == 0
    assert meter.hang(SHORTEST) == "", "it came back"
    return said


def test_a_quick_engine_hangs_after_the_shortest_time() -> None:
    assert not hang_after(SHORTEST, 0.1, 0.2, 0.3)
    assert hang_after(SHORTEST + 1, 0.1, 0.2, 0.3) == (
        "it hangs: a call lasts 31 s, usually one takes 0.2 s"
    )


def test_a_slow_engine_has_longer() -> None:
    assert not hang_after(5 * USUAL_TIMES, 5.0)
    assert "101 s" in hang_after(5 * USUAL_TIMES + 1, 5.0)


def test_the_first_call_has_longest() -> None:
    assert not hang_after(SHORTEST * UNMEASURED_TIMES)
    assert "no call before it" in hang_after(SHORTEST * UNMEASURED_TIMES + 1)


def test_of_calls_side_by_side_the_longest_counts() -> None:
    clock = VirtualClock()
    meter = CallMeter(clock)
    meter.add(0.1, 1)
    with meter.under_way(serving=2):
        clock.advance(SHORTEST + 1)
        both = ThreadPoolExecutor(1).submit(_another_call, meter).result()
    assert both == (5, "it hangs: a call lasts 31 s, usually one takes 0.1 s")


def _another_call(meter: CallMeter) -> tuple[int, str]:
    with meter.under_way(serving=3):
        return meter.serving, meter.hang(SHORTEST)


def test_a_call_that_fails_is_over_too() -> None:
    clock = VirtualClock()
    meter = CallMeter(clock)
    with pytest.raises(RuntimeError), meter.under_way():
        raise RuntimeError
    clock.advance(1e6)
    assert meter.hang(SHORTEST) == ""
