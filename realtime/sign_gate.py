"""Start, hold and end of a sign, told by motion and rest."""

from dataclasses import dataclass
from enum import StrEnum

from realtime.errors import SettingsError
from realtime.motion import MotionSample


class GatePhase(StrEnum):
    """What the hands do."""

    REST = "rest"
    SIGNING = "signing"
    HOLD = "hold"
    """Still, but not long enough for a rest."""


@dataclass(frozen=True, slots=True)
class GateSettings:
    """When motion is a sign. Levels are grey levels above what noise explains."""

    enter_level: float = 1.5
    """Motion begins at this above `enter_noise` times the floor."""
    enter_noise: float = 2.5
    exit_level: float = 0.8
    """It goes on down to this above `exit_noise` times the floor, so that it cannot flicker."""
    exit_noise: float = 1.8
    start_seconds: float = 0.12
    """Motion that is shorter is a twitch, or a cut of the film."""
    rest_seconds: float = 0.5
    """Stillness that is shorter is a pause within a sign."""
    shortest_seconds: float = 0.25
    """What moves for a shorter time in all is no sign."""
    longest_seconds: float = 12.0
    """Motion without any rest is cut here, so that something is said of it."""

    def __post_init__(self) -> None:
        """Refuse what makes no sense."""
        if self.exit_level >= self.enter_level or self.exit_noise > self.enter_noise:
            raise SettingsError(
                f"exit {self.exit_level:g} with enter {self.enter_level:g}; exit must be lower"
            )


@dataclass(frozen=True, slots=True)
class SignSpan:
    """A stretch of motion between two rests."""

    start_seconds: float
    end_seconds: float
    """When the motion ended, not when the rest was long enough."""


class SignGate:
    """Finds the spans of motion of one stream; one thread."""

    def __init__(self, settings: GateSettings | None = None) -> None:
        """At rest."""
        self._settings = settings or GateSettings()
        self._phase = GatePhase.REST
        self._since: float | None = None
        self._moved = 0.0

    @property
    def phase(self) -> GatePhase:
        """What the hands do now."""
        return self._phase

    @property
    def open_since(self) -> float | None:
        """When the sign began that goes on now; None at rest."""
        return None if self._phase is GatePhase.REST else self._since

    def update(self, sample: MotionSample) -> SignSpan | None:
        """Follow the motion; gives a span once it is over."""
        at = sample.at_seconds
        if self._is_moving(sample):
            return self._move(at)
        if self._phase is GatePhase.REST:
            self._since = None
        elif at - self._moved >= self._settings.rest_seconds:
            return self.finish()
        else:
            self._phase = GatePhase.HOLD
        return None

    def finish(self) -> SignSpan | None:
        """End what goes on; None where there is nothing, or too little for a sign."""
        started, was_open = self._since, self._phase is not GatePhase.REST
        self._phase, self._since = GatePhase.REST, None
        if not was_open or started is None:
            return None
        long_enough = self._moved - started >= self._settings.shortest_seconds
        return SignSpan(started, self._moved) if long_enough else None

    def _move(self, at: float) -> SignSpan | None:
        if self._since is None:
            self._since = at
        self._moved = at
        if self._phase is GatePhase.REST and at - self._since < self._settings.start_seconds:
            return None
        self._phase = GatePhase.SIGNING
        if at - self._since < self._settings.longest_seconds:
            return None
        cut = SignSpan(self._since, at)
        self._since = at
        return cut

    def _is_moving(self, sample: MotionSample) -> bool:
        rule = self._settings
        if self._phase is GatePhase.REST:
            return sample.level >= rule.enter_level + rule.enter_noise * sample.floor
        return sample.level >= rule.exit_level + rule.exit_noise * sample.floor
