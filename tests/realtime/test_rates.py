import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtime.rates import Counts, Histogram, Percentiles, RateMeter, Spread


@given(interval=st.floats(0.01, 2.0), phase=st.floats(0.0, 0.99))
def test_a_regular_rate_does_not_depend_on_when_it_is_asked(interval: float, phase: float) -> None:
    meter = RateMeter(span_seconds=3.0)
    times = [100 + i * interval for i in range(40)]
    for time in times:
        meter.add(time)
    assert meter.rate(times[-1] + phase * interval) == pytest.approx(1 / interval, rel=1e-6)


def test_nothing_is_said_before_two_events() -> None:
    meter = RateMeter()
    assert meter.rate(1.0) is None
    meter.add(1.0)
    assert meter.rate(5.0) is None


def test_only_the_span_counts() -> None:
    meter = RateMeter(span_seconds=2.0)
    for i in range(100):
        meter.add(i / 10)
    for i in range(100):
        meter.add(10 + i / 50)
    assert meter.rate(12.0) == pytest.approx(50, rel=0.03)


def test_it_falls_when_nothing_comes_any_more() -> None:
    meter = RateMeter(span_seconds=3.0)
    for i in range(76):
        meter.add(i / 25)
    rates = [meter.rate(3.0 + silence) for silence in (0.04, 1.0, 4.0, 60.0)]
    assert rates == sorted(rates, key=lambda rate: -(rate or 0.0))
    assert rates[0] == pytest.approx(25)
    assert (rates[-1] or 1.0) < 0.1


def test_a_rate_below_one_in_the_span_is_still_known() -> None:
    meter = RateMeter(span_seconds=3.0)
    for i in range(4):
        meter.add(i * 5.0)
    assert meter.rate(16.0) == pytest.approx(0.2)


def test_a_burst_at_one_instant_has_no_rate_yet() -> None:
    meter = RateMeter()
    meter.add(7.0)
    meter.add(7.0)
    assert meter.rate(7.0) is None


def test_percentiles_of_nothing_are_none() -> None:
    assert Percentiles().spread() is None


def test_percentiles_look_at_the_last_values_only() -> None:
    percentiles = Percentiles(capacity=101)
    for value in (1e9, 1e9, *range(101)):
        percentiles.add(value)
    assert percentiles.spread() == Spread(50.0, 95.0, 99.0)


def test_a_histogram_counts_up_to_its_bounds() -> None:
    histogram = Histogram((0.1, 1.0))
    assert histogram.counts() == Counts(((0.1, 0), (1.0, 0)), 0, 0.0)
    for value in (0.0625, 0.1, 0.5, 7.0):
        histogram.add(value)
    assert histogram.counts() == Counts(((0.1, 2), (1.0, 3)), 4, 7.6625)
