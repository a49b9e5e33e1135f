"""Reads the configuration of a monitor: all of it is right, or every problem is told at once."""

import os
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from engines import Demand, EngineError, model_spec
from realtime.clock import MonotonicClock
from realtime.errors import SettingsError, SourceError
from realtime.monitor.config_lines import Lines, Place
from realtime.monitor.config_models import CameraDefaults, ConfigFile
from realtime.monitor.config_plans import (
    CameraPlan,
    EnginePlan,
    effective_camera,
    plan_camera,
)
from realtime.monitor.config_problems import ConfigError, Problem, Problems
from realtime.monitor.config_secrets import filled_in
from realtime.rules import ALL_PROBLEMS, suggestion
from realtime.sources import source_opener
from realtime.toml_text import to_toml

LabelsOf = Callable[[str], Sequence[str]]
"""The labels of a model by its name; raises `EngineError` where there is no such model."""


@dataclass(frozen=True, slots=True)
class MonitorConfig:
    """A configuration without problems."""

    file: ConfigFile
    """As it was written, with the defaults in it."""
    cameras: tuple[CameraPlan, ...]

    @property
    def keeps_evidence(self) -> bool:
        """Whether files of the events of any camera are kept."""
        return any(camera.evidence is not None for camera in self.cameras)

    def effective(self) -> str:
        """All of it as TOML, without passwords."""
        values = self.file.model_dump(mode="json", exclude={"defaults", "cameras"}, by_alias=True)
        cameras = [
            effective_camera(camera, plan)
            for camera, plan in zip(self.file.cameras, self.cameras, strict=True)
        ]
        return to_toml({**values, "cameras": cameras})

    def demand(self, engine: EnginePlan) -> Demand:
        """What its cameras ask of an engine; of one that they do not name, what a camera asks."""
        asking = [camera for camera in self.cameras if camera.enabled and camera.engine == engine]
        if not asking:
            return Demand()
        return Demand(
            streams=sum(max(1, len(camera.views)) for camera in asking),
            step_seconds=min(camera.settings.step_seconds for camera in asking),
        )


def labels_of_model(name: str) -> Sequence[str]:
    """The labels that a rule may name; none of a file, which is read only when it is loaded."""
    if name.endswith(".onnx"):
        return ()
    return model_spec(name).labels


def load_config(path: Path) -> MonitorConfig:
    """Read a file.

    Raises:
        ConfigError: it cannot be used; says everything that is wrong with it.
    """
    return parse_config(_read(path), str(path))


def parse_config(
    text: str,
    name: str,
    *,
    environment: Mapping[str, str] | None = None,
    labels_of: LabelsOf = labels_of_model,
) -> MonitorConfig:
    """The configuration in a text; see `load_config`."""
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(name, [_syntax_problem(error)]) from error
    problems = Problems(Lines(text), raw)
    environment = os.environ if environment is None else environment
    values = _with_defaults(filled_in(raw, environment, problems.tell))
    _find_twins(values, problems)
    _find_unknown_labels(values, problems, labels_of)
    try:
        file = ConfigFile.model_validate(values, context=ALL_PROBLEMS)
    except ValidationError as error:
        problems.tell_all(error, ConfigFile)
        raise ConfigError(name, problems.found) from None  # the cause holds secrets
    plans = list(_plans(file, problems))
    if problems.found:
        raise ConfigError(name, problems.found)
    return MonitorConfig(file, tuple(plans))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise SettingsError(f"{path}: cannot be read: {reason}") from error


def _syntax_problem(error: tomllib.TOMLDecodeError | RecursionError) -> Problem:
    """The one place at which reading ended; tomllib names it at the end of its text."""
    text, _, place = str(error).partition(" (at line ")
    line = place.split(",")[0]
    return Problem(int(line) if line.isdecimal() else 1, "", f"no TOML: {text}")


def _with_defaults(values: dict[str, Any]) -> dict[str, Any]:
    """The values with `[defaults]` in every camera that says nothing else."""
    defaults, cameras = values.get("defaults"), values.get("cameras")
    if not isinstance(defaults, dict) or not isinstance(cameras, list):
        return values
    known = {key: one for key, one in defaults.items() if key in CameraDefaults.model_fields}
    merged = [{**known, **one} if isinstance(one, dict) else one for one in cameras]
    return {**values, "cameras": merged}


def _plans(file: ConfigFile, problems: Problems) -> Iterator[CameraPlan]:
    for number, camera in enumerate(file.cameras):
        try:
            source_opener(camera.url, clock=MonotonicClock())
        except SourceError as error:
            problems.tell(("cameras", number, "url"), str(error))
        try:
            yield plan_camera(camera, file.outputs.evidence)
        except SettingsError as error:
            key = "profile" if camera.profile else "name"
            problems.tell(("cameras", number, key), str(error))


def _find_twins(values: Mapping[str, Any], problems: Problems) -> None:
    """Names that two cameras have; found beside whatever else is wrong with them."""
    names = [camera.get("name") for _, camera in _cameras(values)]
    counts = Counter(name for name in names if isinstance(name, str))
    seen: set[str] = set()
    for place, camera in _cameras(values):
        name = camera.get("name")
        if isinstance(name, str) and counts[name] > 1 and name in seen:
            problems.tell((*place, "name"), f"two cameras are called {name!r}; rename one")
        if isinstance(name, str):
            seen.add(name)


def _find_unknown_labels(
    values: Mapping[str, Any], problems: Problems, labels_of: LabelsOf
) -> None:
    """Labels that the model of a camera does not have."""
    for place, camera in _cameras(values):
        model = camera.get("model", CameraDefaults().model)
        try:
            labels = labels_of(model) if isinstance(model, str) else ()
        except EngineError as error:
            problems.tell((*place, "model"), str(error))
            continue
        groups = camera.get("groups")
        known = [*labels, *(groups if isinstance(groups, Mapping) else ())]
        for where, label in _mentioned(camera, place):
            if labels and label not in known:
                problems.tell(where, f"no label {label!r} in {model}{suggestion(label, known)}")


def _cameras(values: Mapping[str, Any]) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    yield from _tables(values, "cameras", ())


def _mentioned(table: Mapping[str, Any], place: Place) -> Iterator[tuple[Place, str]]:
    """Every label that a camera or region names, with its place."""
    for where, rule in _tables(table, "rules", place):
        if isinstance(rule.get("label"), str):
            yield (*where, "label"), rule["label"]
    for where, absence in _tables(table, "absences", place):
        yield from _listed(absence, where)
    groups = table.get("groups")
    for name, group in groups.items() if isinstance(groups, Mapping) else ():
        if isinstance(group, Mapping):
            yield from _listed(group, (*place, "groups", name))
    for where, region in _tables(table, "regions", place):
        yield from _mentioned(region, where)


def _listed(table: Mapping[str, Any], place: Place) -> Iterator[tuple[Place, str]]:
    labels = table.get("labels")
    for number, label in enumerate(labels if isinstance(labels, list) else ()):
        if isinstance(label, str):
            yield (*place, "labels", number), label


def _tables(
    table: Mapping[str, Any], key: str, place: Place
) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    """The tables of an array, whatever else stands in it."""
    listed = table.get(key)
    for number, one in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(one, Mapping):
            yield (*place, key, number), one
