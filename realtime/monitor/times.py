"""Moments as people type and read them."""

import re
from datetime import datetime

from realtime.errors import SettingsError

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_AGO = re.compile(r"(\d+(?:\.\d+)?)\s*([smhdw])")


def parse_since(text: str, now: float, name: str = "--since") -> float:
    """Seconds since 1970 of `2h`, `30m`, `7d` ago, or of a date and time (local unless it says).

    Raises:
        SettingsError: it is neither.
    """
    ago = _AGO.fullmatch(text.strip().lower())
    if ago is not None:
        return now - float(ago[1]) * _UNITS[ago[2]]
    try:
        return datetime.fromisoformat(text).timestamp()
    except (ValueError, OverflowError) as error:
        raise SettingsError(
            f"{name} {text!r} given; 30m, 2h or 7d ago, or a time such as 2026-11-21T06:30 is "
            "allowed"
        ) from error


def local_time(wall_seconds: float) -> str:
    """A moment as this place's clocks show it, to the second."""
    return datetime.fromtimestamp(wall_seconds).strftime("%Y-%m-%d %H:%M:%S")


def duration_text(seconds: float) -> str:
    """A length as people read it: `4.2 s`, `3 min 05 s`, `2 h 07 min`."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest:02d} s"
    return f"{minutes // 60} h {minutes % 60:02d} min"
