"""The hours of the week in which a camera is watched."""

from datetime import datetime, time, timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from realtime.errors import SettingsError
from realtime.rules import Settings

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _hour(given: Any) -> Any:
    """`22:00`, or TOML's own `22:00:00`; `24:00` is the end of the day."""
    return "00:00" if given == "24:00" else given


Hour = Annotated[time, BeforeValidator(_hour)]
MIDNIGHT = time(0, 0)


class Hours(Settings):
    """Hours of some days, by the machine's local time.

    Those that end earlier in the day than they begin go on over midnight, and belong to the day on
    which they begin.
    """

    model_config = ConfigDict(populate_by_name=True)

    days: tuple[Day, ...] = Field(default=DAYS, min_length=1)
    begin: Hour = Field(default=MIDNIGHT, alias="from")
    end: Hour = Field(default=MIDNIGHT, alias="to")

    @model_validator(mode="after")
    def _ever_is(self) -> Self:
        if self.begin == self.end != MIDNIGHT:
            raise SettingsError(
                f"from {self.begin:%H:%M} to {self.end:%H:%M} never is; leave both out for the day"
            )
        return self

    def holds(self, now: datetime) -> bool:
        """Whether a local time lies in them."""
        today, yesterday = _day(now), _day(now - timedelta(days=1))
        clock = now.time().replace(tzinfo=None)
        if self.end == MIDNIGHT:
            return today in self.days and clock >= self.begin
        if self.begin < self.end:
            return today in self.days and self.begin <= clock < self.end
        begun = today in self.days and clock >= self.begin
        return begun or (yesterday in self.days and clock < self.end)


def is_scheduled(hours: tuple[Hours, ...], wall_seconds: float) -> bool:
    """Whether a camera is watched at a time since 1970; always where there are no hours."""
    now = datetime.fromtimestamp(wall_seconds)
    return not hours or any(span.holds(now) for span in hours)


def _day(now: datetime) -> Day:
    return DAYS[now.weekday()]
