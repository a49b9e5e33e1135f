"""How often, and after what wait, an engine that crashed is loaded again."""

from dataclasses import dataclass

from realtime.errors import SettingsError


@dataclass(frozen=True, slots=True)
class RestartSettings:
    """Patience with an engine."""

    max_restarts: int = 5
    """A crash after so many restarts, none of them followed by `calm_seconds` of work, is the
    last one."""
    first_wait_seconds: float = 1.0
    """The wait before the first restart; each next one doubles it."""
    max_wait_seconds: float = 30.0
    calm_seconds: float = 600.0
    """After so long without a crash the count begins anew."""

    def __post_init__(self) -> None:
        """Refuse what makes no sense."""
        if self.max_restarts < 0:
            raise SettingsError(f"max_restarts {self.max_restarts} given; at least 0 is allowed")


class RestartCount:
    """Counts crashes that follow each other."""

    def __init__(self, settings: RestartSettings, now_seconds: float) -> None:
        """None so far; `settings` may be replaced at any time."""
        self.settings = settings
        self._in_a_row = 0
        self._last_seconds = now_seconds
        self.total = 0
        """Restarts that were granted, over all time."""

    def wait_after_crash(self, now_seconds: float) -> float | None:
        """Count a crash; the seconds to wait before the restart, or None for no more of them."""
        settings = self.settings
        if now_seconds - self._last_seconds > settings.calm_seconds:
            self._in_a_row = 0
        self._last_seconds = now_seconds
        if self._in_a_row >= settings.max_restarts:
            return None
        wait_seconds = settings.first_wait_seconds * 2.0**self._in_a_row
        self._in_a_row += 1
        self.total += 1
        return min(wait_seconds, settings.max_wait_seconds)
