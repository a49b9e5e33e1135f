"""What tuning does to a profile, step by step and undone again; no Qt."""

from collections.abc import Callable, Mapping
from typing import Any

from realtime import DecisionSettings, EventRule
from realtime.profiles import Profile

LEAST_SPREAD = 0.01
"""Between the score at which events begin and the one below which they end."""

_KEPT_STEPS = 100

Change = Callable[[Profile], Profile]


class TuningSteps:
    """A profile and the ones before it; one thread."""

    def __init__(self, profile: Profile) -> None:
        """Begin with this one."""
        self._profile = profile
        self._before: list[tuple[str, Profile]] = []

    @property
    def profile(self) -> Profile:
        """As it is now."""
        return self._profile

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._before)

    def take(self, profile: Profile, control: str) -> None:
        """Go on with another profile; steps of one control in a row are undone together."""
        if profile == self._profile:
            return
        if not self._before or self._before[-1][0] != control or not control:
            self._before.append((control, self._profile))
            del self._before[:-_KEPT_STEPS]
        self._profile = profile

    def undo(self) -> None:
        """Take the last step back; nothing where there is none."""
        if self._before:
            _, self._profile = self._before.pop()


def with_decisions(profile: Profile, **values: Any) -> Profile:
    """The profile with other values of `DecisionSettings`; labels follow the rule of all."""
    before = profile.decisions
    event = values.get("event", before.event)
    labels = values.pop("labels", {name: _own(rule, before) for name, rule in _rules(before)})
    whole = before.model_dump() | values | {"event": event, "labels": labels}
    return profile.model_copy(update={"decisions": DecisionSettings.model_validate(whole)})


def with_event(profile: Profile, **values: float) -> Profile:
    """The profile with another rule of all labels."""
    event = EventRule.model_validate(profile.decisions.event.model_dump() | values)
    return with_decisions(profile, event=event)


def with_enter(profile: Profile, enter: float) -> Profile:
    """Events begin at another score; the one at which they end gives way."""
    enter = max(enter, LEAST_SPREAD)
    leave = min(profile.decisions.event.exit, round(enter - LEAST_SPREAD, 4))
    return with_event(profile, enter=enter, exit=leave)


def with_exit(profile: Profile, leave: float) -> Profile:
    """Events end below another score; the one at which they begin gives way."""
    leave = min(leave, 1 - LEAST_SPREAD)
    enter = max(profile.decisions.event.enter, round(leave + LEAST_SPREAD, 4))
    return with_event(profile, enter=enter, exit=leave)


def with_label_enter(profile: Profile, label: str, enter: float | None) -> Profile:
    """Events of one label begin at a score of its own; None: as those of all."""
    before = profile.decisions
    labels = {name: _own(rule, before) for name, rule in _rules(before) if name != label}
    if enter is not None:
        labels[label] = {"enter": max(enter, LEAST_SPREAD)}
    return with_decisions(profile, labels=labels)


def _rules(settings: DecisionSettings) -> list[tuple[str, EventRule]]:
    return list(settings.labels.items())


def _own(rule: EventRule, settings: DecisionSettings) -> Mapping[str, float]:
    """What a label's rule says beside what follows from its start and the rule of all."""
    start = {"enter": rule.enter}
    usual = DecisionSettings.model_validate(
        {"event": settings.event, "labels": {"this": start}}
    ).labels["this"]
    own = {
        name: value
        for name, value in rule.model_dump().items()
        if name != "exit" and value != getattr(usual, name)
    }
    return start | own
