"""Which frames of a burst are given up, and which are not."""

from realtime.sources.lateness import Lateness

WAITED, AT_ONCE = 0.035, 0.0001


def test_the_backlog_of_a_server_is_skipped() -> None:
    lateness = Lateness()
    backlog = [lateness.judge(n / 25, 100.0, AT_ONCE) for n in range(25)]
    assert backlog == ["backlog"] * 25
    assert lateness.judge(1.0, 100.04, WAITED) is None


def test_a_server_without_backlog_loses_nothing() -> None:
    lateness = Lateness()
    assert [lateness.judge(n / 25, 100 + n / 25, WAITED) for n in range(9)] == [None] * 9


def test_a_stream_that_never_waits_is_no_backlog_for_ever() -> None:
    lateness = Lateness()
    judged = [lateness.judge(n / 25, 100.0, AT_ONCE) for n in range(500)]
    assert judged[-1] is None


def test_half_a_second_of_burst_is_not_late() -> None:
    lateness = Lateness()
    for n in range(50):
        burst_end = (n // 12 + 1) * 12 / 25
        waited = 0.48 if n % 12 == 0 else AT_ONCE
        assert lateness.judge(n / 25, 100 + burst_end, waited) is None


def test_what_waited_through_a_stall_is_late_until_the_present() -> None:
    lateness = Lateness()
    for n in range(50):
        lateness.judge(n / 25, 100 + n / 25, WAITED)
    after = 100 + 49 / 25 + 3.0
    judged = [lateness.judge(n / 25, after, AT_ONCE) for n in range(50, 125)]
    assert judged[:49] == ["late"] * 49
    assert set(judged[51:]) == {None}


def test_a_camera_that_is_late_for_good_is_still_shown() -> None:
    lateness = Lateness()
    lateness.judge(0.0, 100.0, WAITED)
    assert [lateness.judge(n / 25, 103 + n / 25, WAITED) for n in range(1, 9)] == [None] * 8


def test_a_camera_clock_that_runs_slow_makes_no_bursts_late() -> None:
    lateness = Lateness()
    for n in range(25 * 60 * 60):  # an hour, in which the camera loses three seconds
        now = n / 25 * (1 + 3 / 3600)
        waited = AT_ONCE if n % 2 else WAITED
        assert lateness.judge(n / 25, 100 + now, waited) is None
