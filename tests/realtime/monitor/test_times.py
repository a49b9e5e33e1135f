from datetime import UTC, datetime

import pytest

from realtime.errors import SettingsError
from realtime.monitor.times import duration_text, parse_since

NOW = 1_700_000_000.0


@pytest.mark.parametrize(
    ("text", "seconds_ago"), [("30s", 30), ("90m", 5400), ("2h", 7200), ("1.5 d", 129600)]
)
def test_so_long_ago(text: str, seconds_ago: float) -> None:
    assert parse_since(text, NOW) == NOW - seconds_ago


def test_a_moment() -> None:
    expected = datetime(2026, 11, 21, 6, 30, tzinfo=UTC).timestamp()
    assert parse_since("2026-11-21T06:30Z", NOW) == expected
    assert parse_since("2026-11-21T08:30+02:00", NOW) == expected
    local = datetime(2026, 11, 21, 6, 30).astimezone().timestamp()
    assert parse_since("2026-11-21 06:30", NOW) == local


@pytest.mark.parametrize("text", ["yesterday", "2x", "-2h", ""])
def test_neither(text: str) -> None:
    with pytest.raises(SettingsError, match="30m, 2h or 7d ago"):
        parse_since(text, NOW)


def test_lengths() -> None:
    assert [duration_text(s) for s in (4.24, 185, 7620)] == ["4.2 s", "3 min 05 s", "2 h 07 min"]
