"""What people write in the configuration of a monitor."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from engines import EngineMode
from realtime.errors import SettingsError
from realtime.evidence.settings import CameraEvidence
from realtime.monitor.http.settings import HttpSettings
from realtime.monitor.outputs import OutputSettings
from realtime.monitor.week import Hours
from realtime.regions import Region
from realtime.rules import AbsenceRule, EventRule, GroupRule, Settings, settings_problem
from realtime.sources.options import Transport

Seconds = Annotated[float, Field(ge=0.1, le=600)]


def _plain_name(name: str) -> str:
    if not 0 < len(name) <= 64 or re.search(r"[/\x00-\x1f]", name):
        raise settings_problem(
            f"{name!r} given; 1 to 64 characters without / and line ends are allowed"
        )
    return name


Name = Annotated[str, AfterValidator(_plain_name)]
"""Of a camera or region: it stands in messages, in topics and in file names."""


def _refuse_twice(what: str, names: list[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise SettingsError(f"{what} {twice[0]!r} is there twice; give each another name")


class RuleSettings(Settings):
    """When a label, or a group of labels, is an event; what is left out is that of `event`."""

    label: str
    enter: float | None = Field(default=None, gt=0, le=1)
    exit: float | None = Field(default=None, ge=0, lt=1)
    min_duration_seconds: float | None = Field(default=None, ge=0, le=3600)
    cool_down_seconds: float | None = Field(default=None, ge=0, le=86400)

    @model_validator(mode="after")
    def _exit_below_enter(self) -> Self:
        if self.enter is not None and self.exit is not None and self.exit >= self.enter:
            raise SettingsError(
                f"enter {self.enter:g} with exit {self.exit:g}; exit must be lower than enter"
            )
        return self


class AbsenceSettings(AbsenceRule):
    """Something that is not seen for long."""

    name: str = Field(default="absence", min_length=1)
    """The label of its event."""


class RegionSettings(Settings):
    """A part of the picture that is looked at in place of the whole."""

    name: Name
    box: tuple[float, float, float, float] | None = None
    """left, top, right, bottom."""
    polygon: tuple[tuple[float, float], ...] | None = None
    """Corners (x, y), three or more."""
    unit: Literal["fraction", "px"] = "fraction"
    """Of the picture's width and height, 0 to 1, or pixels."""
    rules: tuple[RuleSettings, ...] = ()
    """In place of the camera's, where there are any."""
    absences: tuple[AbsenceSettings, ...] = ()

    @model_validator(mode="after")
    def _lies_in_the_picture(self) -> Self:
        if (self.box is None) == (self.polygon is None):
            raise SettingsError(f"region {self.name!r}: give either box or polygon")
        points = self.region().points
        if len(points) < 3:
            raise SettingsError(f"region {self.name!r}: {len(points)} corners given, 3 are needed")
        most = 1.0 if self.unit == "fraction" else 32768.0
        for x, y in points:
            if not (0 <= x <= most and 0 <= y <= most):
                raise SettingsError(
                    f"region {self.name!r}: ({x:g}, {y:g}) lies outside the picture; fractions of "
                    'width and height go from 0 to 1; for pixels add unit = "px"'
                )
        (left, top), (right, bottom) = (
            map(min, zip(*points, strict=True)),
            map(max, zip(*points, strict=True)),
        )
        if left >= right or top >= bottom:
            raise SettingsError(f"region {self.name!r} is empty; a box is left, top, right, bottom")
        if self.box is not None and (self.box[0] > self.box[2] or self.box[1] > self.box[3]):
            raise SettingsError(f"region {self.name!r}: a box is left, top, right, bottom")
        return self

    def region(self) -> Region:
        """The same for the pipeline."""
        in_px = self.unit == "px"
        if self.box is not None:
            return Region.box(*self.box, in_px=in_px)
        return Region(self.polygon or (), in_px=in_px)


class CameraDefaults(Settings):
    """How cameras are watched; `[defaults]` says it for all that say nothing else."""

    model: str = "i3d.k400"
    """As `liveact-engine list` names it; cameras with another one share another engine."""
    mode: EngineMode = "auto"
    """`auto` takes a stream where this CPU holds the cameras so, else whole windows."""
    device: str = "auto"
    runtime: str = "auto"
    precision: str = "auto"

    profile: str | None = None
    """Settings from the window: a name, or the path of a file; what stands here goes before it."""
    step_seconds: float | None = Field(default=None, ge=0.01, le=60)
    smoothing_seconds: float | None = Field(default=None, ge=0, le=60)
    unknown_below: float | None = Field(default=None, ge=0, le=1)
    gap_seconds: float | None = Field(default=None, gt=0, le=3600)
    update_seconds: float | None = Field(default=None, ge=0, le=3600)

    transport: Transport = "tcp"
    open_timeout_seconds: Seconds = 5.0
    read_timeout_seconds: Seconds = 5.0
    stall_seconds: Seconds = 2.0
    frozen_seconds: Seconds = 10.0
    retry_first_seconds: Seconds = 0.25
    retry_max_seconds: Seconds = 5.0
    """Between two attempts to connect, at most."""

    event: EventRule | None = None
    """What rules leave out."""
    rules: tuple[RuleSettings, ...] = ()
    """Only these labels make events; without any, every label of the model does."""
    groups: Mapping[str, GroupRule] = {}
    """By names that rules may use as labels."""
    absences: tuple[AbsenceSettings, ...] = ()
    regions: tuple[RegionSettings, ...] = ()
    schedule: tuple[Hours, ...] = ()
    """When it is watched; always where left out."""

    @model_validator(mode="after")
    def _parts_fit(self) -> Self:
        if self.retry_first_seconds > self.retry_max_seconds:
            raise SettingsError(
                f"retry_first_seconds {self.retry_first_seconds:g} given; at most "
                f"retry_max_seconds ({self.retry_max_seconds:g}) is allowed"
            )
        _refuse_twice("rule", [rule.label for rule in self.rules])
        _refuse_twice("absence", [absence.name for absence in self.absences])
        _refuse_twice("region", [region.name for region in self.regions])
        return self


class CameraSettings(CameraDefaults):
    """One camera."""

    name: Name
    url: str = Field(min_length=1, repr=False)
    """rtsp://… or what else `watch` takes; shown without its password."""
    enabled: bool = True
    evidence: CameraEvidence | None = None
    """What is kept of its events in place of what `[outputs.evidence]` says for all cameras."""


class EngineTable(Settings):
    """How the engine is shared by the cameras."""

    max_batch: int = Field(default=1, ge=1, le=64)
    """Windows in one call; more pays on a GPU and with mode stream."""
    linger_seconds: float = Field(default=0.02, ge=0, le=1)
    max_restarts: int = Field(default=5, ge=0, le=1000)
    """After a crash the engine is loaded again so often before the run fails."""
    hang_seconds: float = Field(default=30.0, ge=1, le=3600)
    """A call that lasts longer, and 20 times longer than usual, hangs."""
    exit_on_hang: bool = False
    """End the run then, for whoever starts it again; else it is told and all else goes on."""


class ConfigFile(Settings):
    """The whole file."""

    cameras: tuple[CameraSettings, ...] = Field(min_length=1)
    defaults: CameraDefaults = CameraDefaults()
    engine: EngineTable = EngineTable()
    outputs: OutputSettings = OutputSettings()
    http: HttpSettings = HttpSettings()
    stagger_seconds: float = Field(default=0.2, ge=0, le=60)
    """Between the first connections of two cameras, so that they do not all call at once."""
