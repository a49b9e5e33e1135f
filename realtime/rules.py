"""The settings of decisions: what counts as known, and when an action starts and ends."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError, core_schema

from realtime.errors import SettingsError

ALL_PROBLEMS = {"all_problems": True}
"""The context in which `Settings` report everything that is wrong, each with its place, and not
the first of it in one line: for files in which people look for lines."""

SETTINGS_PROBLEM = "settings"
"""The type of such a report where the text of a `SettingsError` says all."""


def settings_problem(text: str) -> PydanticCustomError:
    """For validators of single fields: what `SettingsError` is for those of a whole table.

    Pydantic goes on with the other fields after it, and knows which one was meant.
    """
    return PydanticCustomError(SETTINGS_PROBLEM, "{text}", {"text": text})


class Settings(BaseModel):
    """Values that people write: checked when made, never changed afterwards.

    Raises:
        SettingsError: one line with what was given and what is allowed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Around all of it: a validator of mode `wrap` would not hear those of mode `after`."""
        return core_schema.with_info_wrap_validator_function(cls._one_clear_line, handler(source))

    @classmethod
    def _one_clear_line(
        cls, values: Any, handler: core_schema.ValidatorFunctionWrapHandler, info: ValidationInfo
    ) -> Any:
        """Turn pydantic's report of many lines into one, unless all of it is wanted."""
        wants_all = info.context is ALL_PROBLEMS
        try:
            return handler(values)
        except SettingsError as error:
            if not wants_all:
                raise
            raise settings_problem(str(error)) from error
        except ValidationError as error:
            if wants_all:
                raise
            raise SettingsError(_line(error.errors()[0], cls.model_fields)) from error


class EventRule(Settings):
    """When the score of a label is an event. Scores are smoothed, 0..1; times are of the stream."""

    enter: float = Field(default=0.5, gt=0, le=1)
    """An event begins when its score reaches this."""
    exit: float = Field(default=0.3, ge=0, lt=1)
    """It goes on until its score is below this; lower than `enter`, so that it cannot flicker."""
    min_duration_seconds: float = Field(default=0.5, ge=0, le=3600)
    """It is told only after it held for so long."""
    cool_down_seconds: float = Field(default=1.0, ge=0, le=86400)
    """After its end the same label rests for so long."""

    @model_validator(mode="after")
    def _exit_below_enter(self) -> Self:
        if self.exit >= self.enter:
            raise SettingsError(
                f"enter {self.enter:g} with exit {self.exit:g}; exit must be lower than enter"
            )
        return self


class GroupRule(Settings):
    """Labels that count as one, whose name is an event's like any label."""

    labels: tuple[str, ...] = Field(min_length=1)
    combine: Literal["sum", "max"] = "sum"
    """`sum` adds the scores up: the model may not know which of them it is, but that it is one."""


class AbsenceRule(Settings):
    """Something that is not seen for long is an event too; it ends when it is seen again."""

    seconds: float = Field(default=600.0, gt=0, le=7 * 86400)
    """So long; time in which nothing could be seen does not count."""
    labels: tuple[str, ...] = ()
    """One of these would be something; empty is whatever is known."""
    enter: float = Field(default=0.5, gt=0, le=1)
    """A label of the list is seen from this score on."""


class DecisionSettings(Settings):
    """Everything that turns predictions into decisions and events."""

    smoothing_seconds: float = Field(default=1.0, ge=0, le=60)
    """Time constant of the smoothing; 0 turns it off."""
    unknown_below: float = Field(default=0.5, ge=0, le=1)
    """'Nothing I know' when the best smoothed score is below this, or the best logit below what
    the model's specification says; 0 turns both off."""
    gap_seconds: float = Field(default=5.0, gt=0, le=3600)
    """A stretch that no window covers and that is longer than this starts everything anew; not
    too short, since a slow engine leaves stretches out too."""
    update_seconds: float = Field(default=1.0, ge=0, le=3600)
    """Time between two messages of one running event, at least."""
    event: EventRule = EventRule()
    """The rule of every label that has none of its own."""
    only: tuple[str, ...] = ()
    """Only these labels are named and make events; empty is all of them."""
    labels: Mapping[str, EventRule] = {}
    """Rules of single labels. A mapping may leave things out: they are taken from `event`, and
    its `exit` is lowered where `enter` is."""

    groups: Mapping[str, GroupRule] = {}
    """By the names of their events, which `only` and `labels` may name as they name labels."""
    absences: Mapping[str, AbsenceRule] = {}
    """By the names of their events."""

    @model_validator(mode="before")
    @classmethod
    def _complete_label_rules(cls, values: Any) -> Any:
        """Fill in what the rule of a label leaves out."""
        if not isinstance(values, Mapping) or not isinstance(values.get("labels"), Mapping):
            return values
        event = EventRule.model_validate(values.get("event", {}))
        rules = {label: _completed(label, rule, event) for label, rule in values["labels"].items()}
        return {**values, "event": event, "labels": rules}

    @field_validator("only", mode="before")
    @classmethod
    def _list_of_labels(cls, given: Any) -> Any:
        is_list = isinstance(given, Sequence) and not isinstance(given, str)
        if not is_list or not all(isinstance(label, str) for label in given):
            raise SettingsError(f"only: {given!r} given; a list of labels is allowed, as ['yoga']")
        return given

    def rule_of(self, label: str) -> EventRule:
        """The rule that holds for a label."""
        return self.labels.get(label, self.event)

    def watched(self, labels: Sequence[str]) -> NDArray[np.bool_]:
        """Which of these labels (C) make events."""
        return np.array([not self.only or label in self.only for label in labels], dtype=bool)

    def named(self, labels: Sequence[str]) -> NDArray[np.bool_]:
        """Which of these labels (C) are named: those that are watched, and what groups consist of.

        All where nothing but absence is watched, since there must be something to see.
        """
        groups = [rule.labels for name, rule in self.groups.items() if name in self.only]
        members = {*self.only, *(label for group in groups for label in group)}
        named = np.array([label in members for label in labels], dtype=bool)
        return named if named.any() else np.ones(len(labels), dtype=bool)

    def check_labels(self, known: Iterable[str]) -> None:
        """Raise `SettingsError` where a label is named that the model does not have."""
        names = list(known)
        for label in self.mentioned():
            if label not in names and label not in self.groups:
                raise SettingsError(f"no label {label!r} in this model{suggestion(label, names)}")

    def mentioned(self) -> list[str]:
        """Every label that a rule names, groups and absences included."""
        members = [label for group in self.groups.values() for label in group.labels]
        missed = [label for absence in self.absences.values() for label in absence.labels]
        return [*self.labels, *self.only, *members, *missed]


def _completed(label: str, rule: Any, event: EventRule) -> EventRule:
    """The rule of one label, with what it leaves out taken from the rule of all."""
    if isinstance(rule, EventRule):
        return rule
    if not isinstance(rule, Mapping):
        raise SettingsError(f"labels.{label}: {rule!r} given; {{'enter': 0.8}} would be allowed")
    try:
        values = {**event.model_dump(), **rule}
        if "exit" not in rule and isinstance(values["enter"], float):
            values["exit"] = min(event.exit, values["enter"] * event.exit / event.enter)
        return EventRule.model_validate(values)
    except SettingsError as error:
        raise SettingsError(f"labels.{label}: {error}") from error


def _line(error: ErrorDetails, fields: Mapping[str, FieldInfo]) -> str:
    """One line of the first thing that is wrong."""
    name = ".".join(str(part) for part in error["loc"])
    if error["type"] == SETTINGS_PROBLEM:
        return error["msg"]
    if error["type"] == "extra_forbidden":
        return f"no setting {name!r}{suggestion(name, list(fields))}"
    allowed = _range(fields[name]) if name in fields else ""
    given = f"{name}: {error['input']!r} given" if name else f"{error['input']!r} given"
    return f"{given}; {allowed or 'a table of named values'} is allowed"


def _range(field: FieldInfo) -> str:
    """The numbers that a field takes, in words; empty where it takes none."""
    words = {"gt": "above {n}", "ge": "from {n}", "lt": "below {n}", "le": "up to {n}"}
    limits = [
        said.format(n=f"{getattr(limit, key):g}")
        for limit in field.metadata
        for key, said in words.items()
        if hasattr(limit, key)
    ]
    return f"a number {' and '.join(limits)}" if limits else ""


def suggestion(name: str, known: Sequence[str]) -> str:
    """The nearest names that exist, or all of them where they are few."""
    nearest = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    if nearest:
        return f"; did you mean {' or '.join(map(repr, nearest))}?"
    if len(known) <= 10:
        return f"; allowed: {', '.join(known)}"
    return f"; it has {len(known)} others, such as {known[0]!r}"
