"""Reads the configuration of a monitor: all of it is right, or every problem is told at once."""

import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from engines import Demand, model_spec
from realtime.errors import SettingsError
from realtime.monitor.config_lines import Lines
from realtime.monitor.config_models import CameraDefaults, ConfigFile
from realtime.monitor.config_plans import (
    CameraPlan,
    EnginePlan,
    effective_camera,
    plan_camera,
)
from realtime.monitor.config_problems import ConfigError, Problem, Problems
from realtime.monitor.config_secrets import filled_in
from realtime.monitor.config_values import (
    LabelsOf,
    find_bad_sources,
    find_twins,
    find_unknown_engines,
    find_unknown_labels,
)
from realtime.rules import ALL_PROBLEMS
from realtime.toml_text import to_toml


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
    find_twins(values, problems)
    find_unknown_engines(values, problems)
    find_unknown_labels(values, problems, labels_of)
    find_bad_sources(values, problems)
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
            yield plan_camera(camera, file.outputs.evidence)
        except SettingsError as error:
            key = "profile" if camera.profile else "name"
            problems.tell(("cameras", number, key), str(error))
