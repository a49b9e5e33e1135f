"""Patience within reason."""

import pytest

from realtime.errors import SettingsError
from realtime.sources.options import SourceOptions


@pytest.mark.parametrize("seconds", [0.0, -1.0, 601.0, float("nan")])
def test_impossible_time_outs(seconds: float) -> None:
    with pytest.raises(SettingsError, match=r"open time-out .* 0\.1 to 600 seconds are allowed"):
        SourceOptions(open_timeout_seconds=seconds)
    with pytest.raises(SettingsError, match=r"read time-out .* 0\.1 to 600 seconds are allowed"):
        SourceOptions(read_timeout_seconds=seconds)


def test_unknown_transport() -> None:
    with pytest.raises(SettingsError, match="allowed: tcp, udp"):
        SourceOptions(transport="carrier pigeon")  # type: ignore[arg-type]  # that is the test
