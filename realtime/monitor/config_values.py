"""What is wrong with values whatever their types are: names, labels, engines, sources.

All of it is looked for before the types are, in whatever was written, so that it is told at once.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from engines import EngineError, check_names
from realtime.clock import MonotonicClock
from realtime.errors import SettingsError, SourceError
from realtime.monitor.config_lines import Place
from realtime.monitor.config_models import CameraDefaults
from realtime.monitor.config_problems import Problems
from realtime.profiles import load_profile
from realtime.rules import suggestion
from realtime.sources import source_opener

LabelsOf = Callable[[str], Sequence[str]]
"""The labels of a model by its name; raises `EngineError` where there is no such model."""


def find_twins(values: Mapping[str, Any], problems: Problems) -> None:
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


def find_unknown_labels(values: Mapping[str, Any], problems: Problems, labels_of: LabelsOf) -> None:
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


def find_unknown_engines(values: Mapping[str, Any], problems: Problems) -> None:
    """Names of devices, runtimes and precisions that no machine has."""
    for place, camera in _cameras(values):
        for key in ("device", "runtime", "precision"):
            name = camera.get(key)
            try:
                check_names(**({key: name} if isinstance(name, str) else {}))
            except EngineError as error:
                problems.tell((*place, key), str(error))


def find_bad_sources(values: Mapping[str, Any], problems: Problems) -> None:
    """Addresses that are none, and profiles that are not there; nothing is connected to."""
    for place, camera in _cameras(values):
        url, profile = camera.get("url"), camera.get("profile")
        try:
            if isinstance(url, str) and not problems.has((*place, "url")):
                source_opener(url, clock=MonotonicClock())
        except SourceError as error:
            problems.tell((*place, "url"), str(error))
        try:
            if isinstance(profile, str):
                load_profile(profile)
        except SettingsError as error:
            problems.tell((*place, "profile"), str(error))


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
