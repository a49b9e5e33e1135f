"""What a user may choose about how a source is read."""

from dataclasses import dataclass
from typing import Literal

from realtime.errors import SettingsError

Transport = Literal["tcp", "udp"]


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """How patient a source is, and how it is reached."""

    open_timeout_seconds: float = 5.0
    """A server that has not answered by then counts as not there."""
    read_timeout_seconds: float = 5.0
    """The watchdog: a connection that gives no picture for so long is given up."""
    transport: Transport = "tcp"
    """How RTSP carries the video; `tcp` loses nothing, `udp` is for cameras that know no other."""

    def __post_init__(self) -> None:
        """Refuse values that could never work."""
        for name, seconds in (
            ("open time-out", self.open_timeout_seconds),
            ("read time-out", self.read_timeout_seconds),
        ):
            if not 0.1 <= seconds <= 600:
                raise SettingsError(f"{name} {seconds:g} given; 0.1 to 600 seconds are allowed")
        if self.transport not in ("tcp", "udp"):
            raise SettingsError(f"transport {self.transport} given; allowed: tcp, udp")
