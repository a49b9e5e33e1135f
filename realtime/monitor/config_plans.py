"""From what was written of a camera to what is run for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from engines import EngineMode
from realtime.capture import CaptureSettings
from realtime.evidence.settings import EvidenceSettings, EvidenceTable, evidence_of
from realtime.monitor.config_models import (
    AbsenceSettings,
    CameraSettings,
    RegionSettings,
    RuleSettings,
)
from realtime.monitor.week import Hours
from realtime.pipeline import PipelineSettings
from realtime.profiles import Profile, load_profile
from realtime.redact import public_url
from realtime.regions import View
from realtime.rules import DecisionSettings
from realtime.sources import SourceOptions

_DECISION_KEYS = ("smoothing_seconds", "unknown_below", "gap_seconds", "update_seconds")


@dataclass(frozen=True, slots=True)
class EnginePlan:
    """What is loaded; cameras with the same one share an engine."""

    model: str
    mode: EngineMode
    device: str
    runtime: str
    precision: str


@dataclass(frozen=True, slots=True)
class CameraPlan:
    """Everything about a camera; one that is equal to another needs no restart."""

    name: str
    url: str = field(repr=False)
    """With its password."""
    enabled: bool
    engine: EnginePlan
    settings: PipelineSettings
    options: SourceOptions
    views: tuple[View, ...]
    """Empty for the whole picture."""
    schedule: tuple[Hours, ...]
    evidence: EvidenceSettings | None
    """What is kept of its events; None for nothing."""


def plan_camera(camera: CameraSettings, evidence: EvidenceTable | None = None) -> CameraPlan:
    """What is run for a camera; raises `SettingsError` for its profile or what does not fit it.

    `evidence` is what is kept of the events of all cameras.
    """
    profile = load_profile(camera.profile) if camera.profile else Profile()
    decisions = _decisions(camera, profile, camera.rules, camera.absences)
    step_seconds = camera.step_seconds or profile.step_seconds
    return CameraPlan(
        name=camera.name,
        url=camera.url,
        enabled=camera.enabled,
        engine=EnginePlan(
            camera.model, camera.mode, camera.device, camera.runtime, camera.precision
        ),
        settings=PipelineSettings(
            step_seconds=step_seconds, decisions=decisions, capture=_capture(camera)
        ),
        options=SourceOptions(
            open_timeout_seconds=camera.open_timeout_seconds,
            read_timeout_seconds=camera.read_timeout_seconds,
            transport=camera.transport,
        ),
        views=tuple(_view(camera, profile, region) for region in camera.regions),
        schedule=camera.schedule,
        evidence=evidence_of(evidence, camera.evidence),
    )


def effective_camera(camera: CameraSettings, plan: CameraPlan) -> dict[str, Any]:
    """What holds for a camera, as it would be written; its address without the password."""
    decisions = plan.settings.decisions
    values = camera.model_dump(mode="json", by_alias=True)
    values["url"] = public_url(camera.url)
    values["step_seconds"] = plan.settings.step_seconds
    values |= {name: getattr(decisions, name) for name in _DECISION_KEYS}
    values["event"] = decisions.event.model_dump()
    values["rules"] = _rules(decisions)
    if plan.evidence is not None:
        values["evidence"] = plan.evidence.model_dump(mode="json")
    elif camera.evidence is not None:
        values["evidence"] = {"enabled": False}
    for region, view in zip(values["regions"], plan.views, strict=True):
        region["rules"] = _rules(view.decisions)
    # The name first, as people write it; what is empty says nothing.
    return {"name": camera.name} | {key: value for key, value in values.items() if value != []}


def _rules(decisions: DecisionSettings) -> list[dict[str, Any]]:
    return [{"label": label, **decisions.rule_of(label).model_dump()} for label in decisions.only]


def _capture(camera: CameraSettings) -> CaptureSettings:
    return CaptureSettings(
        stall_seconds=camera.stall_seconds,
        frozen_seconds=camera.frozen_seconds,
        retry_first_seconds=camera.retry_first_seconds,
        retry_max_seconds=camera.retry_max_seconds,
    )


def _view(camera: CameraSettings, profile: Profile, region: RegionSettings) -> View:
    rules, absences = region.rules or camera.rules, region.absences or camera.absences
    return View(region.name, region.region(), _decisions(camera, profile, rules, absences))


def _decisions(
    camera: CameraSettings,
    profile: Profile,
    rules: Sequence[RuleSettings],
    absences: Sequence[AbsenceSettings],
) -> DecisionSettings:
    """The profile's settings with those of the camera in their place."""
    values: dict[str, Any] = profile.decisions.model_dump()
    for name in _DECISION_KEYS:
        given = getattr(camera, name)
        if given is not None:
            values[name] = given
    if camera.event is not None:
        values["event"] = camera.event
    if rules:
        values["only"] = tuple(rule.label for rule in rules)
        values["labels"] = {
            rule.label: rule.model_dump(exclude={"label"}, exclude_none=True) for rule in rules
        }
    if camera.groups:
        values["groups"] = {name: group.model_dump() for name, group in camera.groups.items()}
    if absences:
        values["absences"] = {
            absence.name: absence.model_dump(exclude={"name"}) for absence in absences
        }
    return DecisionSettings.model_validate(values)
