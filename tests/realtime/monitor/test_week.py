from datetime import datetime

import pytest

from realtime.errors import SettingsError
from realtime.monitor.week import Hours, is_scheduled

MONDAY, TUESDAY, SUNDAY = 16, 17, 15  # of November 2026


def at(day: int, hour: int, minute: int = 0) -> float:
    return datetime(2026, 11, day, hour, minute).timestamp()


def hours(**values: object) -> tuple[Hours, ...]:
    return (Hours.model_validate(values),)


def test_without_hours_it_is_always() -> None:
    assert is_scheduled((), at(MONDAY, 3))


def test_hours_of_a_day_begin_and_end_to_the_minute() -> None:
    work = hours(days=["mon"], **{"from": "08:00", "to": "18:30"})
    assert not is_scheduled(work, at(MONDAY, 7, 59))
    assert is_scheduled(work, at(MONDAY, 8))
    assert is_scheduled(work, at(MONDAY, 18, 29))
    assert not is_scheduled(work, at(MONDAY, 18, 30))
    assert not is_scheduled(work, at(TUESDAY, 9))


def test_hours_over_midnight_belong_to_the_day_on_which_they_begin() -> None:
    night = hours(days=["mon"], **{"from": "22:00", "to": "06:00"})
    assert is_scheduled(night, at(MONDAY, 23))
    assert is_scheduled(night, at(TUESDAY, 5, 59))
    assert not is_scheduled(night, at(TUESDAY, 6))
    assert not is_scheduled(night, at(MONDAY, 5))
    assert not is_scheduled(night, at(SUNDAY, 23))


def test_to_midnight_and_whole_days() -> None:
    evening = hours(**{"from": "20:00", "to": "24:00"})
    assert is_scheduled(evening, at(MONDAY, 23, 59))
    assert not is_scheduled(evening, at(TUESDAY, 0))
    assert is_scheduled(hours(days=["sun"]), at(SUNDAY, 0))
    assert not is_scheduled(hours(days=["sun"]), at(MONDAY, 0))


def test_what_never_is_is_refused() -> None:
    with pytest.raises(SettingsError, match="from 10:00 to 10:00 never is"):
        hours(**{"from": "10:00", "to": "10:00"})
    with pytest.raises(SettingsError, match="days"):
        hours(days=[])
