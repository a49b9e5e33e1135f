"""Everything that is wrong with a configuration, each with its line and key."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from realtime.errors import SettingsError
from realtime.monitor.config_lines import Lines, Place
from realtime.redact import redact
from realtime.rules import SETTINGS_PROBLEM, suggestion

LONGEST_VALUE = 60

_ALLOWED = {
    "tuple_type": "a list is allowed; the head of each table in one has two brackets, [[…]]",
    "too_short": "at least one is needed",
    "dict_type": "a table is allowed",
    "float_parsing": "a number is allowed",
    "float_type": "a number is allowed",
    "int_parsing": "a whole number is allowed",
    "int_type": "a whole number is allowed",
    "int_from_float": "a whole number is allowed",
    "bool_parsing": "true or false is allowed",
    "bool_type": "true or false is allowed",
    "string_type": "a text in quotes is allowed",
    "time_parsing": "a time of the day is allowed, as in '22:30'",
}
"""In our words where pydantic's are those of a programmer."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong."""

    line: int
    """In the file, from 1."""
    key: str
    """As in `cameras[0].rules[1].enter`; empty where the file as a whole is meant."""
    text: str
    """What was given, what is allowed."""

    def __str__(self) -> str:
        """As it is shown to people."""
        return ": ".join(filter(None, [f"line {self.line}", self.key, self.text]))


class ConfigError(SettingsError):
    """A configuration cannot be used."""

    def __init__(self, path: str, problems: Sequence[Problem]) -> None:
        """List them in the order of the file."""
        self.problems = tuple(sorted(set(problems)))
        listed = "\n".join(f"  {problem}" for problem in self.problems)
        count = len(self.problems)
        super().__init__(f"{path}: {count} problem{'s'[: count > 1]}\n{listed}")


class Problems:
    """Collects them while a file is read."""

    def __init__(self, lines: Lines, raw: Mapping[str, Any]) -> None:
        """`raw` is the file as it was written, without the secrets that it names."""
        self._lines = lines
        self._raw = raw
        self.found: list[Problem] = []

    def tell(self, place: Place, text: str) -> None:
        """Something is wrong with a value."""
        place = self._written_at(place)
        self.found.append(Problem(self._lines.line(place), _key(place), redact(text)))

    def has(self, place: Place) -> bool:
        """Whether something is wrong with a value already, such as a secret that is missing."""
        return any(problem.key == _key(self._written_at(place)) for problem in self.found)

    def tell_all(self, error: ValidationError, model: type[BaseModel]) -> None:
        """Everything that pydantic says."""
        for detail in error.errors(include_url=False, include_context=True):
            place = _without_marks(detail["loc"])
            if detail["type"] == "too_short" and self._written(place):
                continue  # what is in the list is wrong, and is told by itself
            self.tell(place, self._text(detail, place, model))

    def _text(self, detail: ErrorDetails, place: Place, model: type[BaseModel]) -> str:
        if detail["type"] == SETTINGS_PROBLEM:
            return detail["msg"]
        if detail["type"] == "missing":
            return f"{place[-1]} is missing"
        if detail["type"] == "extra_forbidden":
            name = str(place[-1])
            known = _fields_at(model, place[:-1])
            return f"no key {name!r}{suggestion(name, known)}"
        return f"{self._shown(place)} given; {_allowed(detail)}"

    def _shown(self, place: Place) -> str:
        """What was written, never a secret that it names."""
        shown = redact(repr(self._written(place)))
        return shown if len(shown) <= LONGEST_VALUE else f"{shown[:LONGEST_VALUE]}…"

    def _written(self, place: Place) -> Any:
        value: Any = self._raw
        for step in self._written_at(place):
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def _written_at(self, place: Place) -> Place:
        """Where a value of a camera stands: in `[defaults]` where the camera leaves it out."""
        if len(place) < 3 or place[0] != "cameras":
            return place
        defaults, cameras = self._raw.get("defaults"), self._raw.get("cameras")
        try:
            own = cameras[place[1]]  # type: ignore[index]  # whatever was written there
        except (IndexError, TypeError, KeyError):
            return place
        is_own = isinstance(own, Mapping) and place[2] in own
        is_default = isinstance(defaults, Mapping) and place[2] in defaults
        return ("defaults", *place[2:]) if is_default and not is_own else place


def _allowed(detail: ErrorDetails) -> str:
    """What pydantic would take, without its words for Python's types."""
    known = _ALLOWED.get(detail["type"])
    if known is not None:
        return known
    words = detail["msg"].removeprefix("Value error, ")
    if words.startswith("Input "):
        return f"it {words.removeprefix('Input ')}"
    return f"{words[:1].lower()}{words[1:]}"


def _fields_at(model: type[BaseModel], place: Place) -> list[str]:
    """The keys that a table may have."""
    here: type[BaseModel] | None = model
    for step in place:
        if here is None:
            return []
        if isinstance(step, str) and step in here.model_fields:
            here = next(_models_in(here.model_fields[step].annotation), None)
    return [field.alias or name for name, field in here.model_fields.items()] if here else []


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _without_marks(place: tuple[str | int, ...]) -> Place:
    """Keys of mappings are marked by pydantic; they stand nowhere in the file."""
    return tuple(step for step in place if step != "[key]")


def _key(place: Place) -> str:
    shown = ""
    for step in place:
        shown += f"[{step}]" if isinstance(step, int) else f".{step}" if shown else step
    return shown
