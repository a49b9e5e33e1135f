import pytest

from engines import ProgressEvent
from gui.preparing import PreparationClock, time_left_text


def test_the_time_left_follows_from_what_is_done() -> None:
    times = iter([100.0, 110.0])
    clock = PreparationClock(lambda: next(times))
    assert clock.prepare(ProgressEvent("fetching", 0, 40_000_000, "bytes")).seconds_left is None
    told = clock.prepare(ProgressEvent("fetching", 10_000_000, 40_000_000, "bytes"))
    assert (told.share, told.seconds_left, told.amount) == (0.25, 30.0, "10.0 of 40.0 MB")


def test_each_stage_has_its_own_time() -> None:
    times = iter([0.0, 50.0, 60.0])
    clock = PreparationClock(lambda: next(times))
    clock.prepare(ProgressEvent("fetching", 1, 2, "steps"))
    clock.prepare(ProgressEvent("building", 0, 2, "steps"))
    assert clock.prepare(ProgressEvent("building", 1, 2, "steps")).seconds_left == 10.0


def test_what_nobody_knows_is_not_invented() -> None:
    told = PreparationClock().prepare(ProgressEvent("measuring", 3, None, "windows"))
    assert (told.share, told.seconds_left, told.amount) == (None, None, "3")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(None, ""), (0.2, "about 1 s left"), (20.4, "about 20 s left"), (130, "about 2 min left")],
)
def test_times_are_said_in_words(seconds: float | None, text: str) -> None:
    assert time_left_text(seconds) == text
