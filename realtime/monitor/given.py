"""What the flags of a command come to, over a profile where one is named."""

from collections.abc import Mapping, Sequence

from realtime.errors import SettingsError
from realtime.profiles import Profile, load_profile

_DECISION_FLAGS = {"smoothing": "smoothing_seconds", "unknown_below": "unknown_below"}
_EVENT_FLAGS = {
    "enter": "enter",
    "exit": "exit",
    "min_duration": "min_duration_seconds",
    "cool_down": "cool_down_seconds",
}
_STREAM_FLAGS = {"step": "step_seconds"}


def given_profile(
    name: str | None, flags: Mapping[str, float | None], label_enter: Sequence[str]
) -> Profile:
    """The settings of a profile (else the usual ones) with what was typed in place of its own.

    Args:
        name: of a profile, or the path of one.
        flags: by their names on the command line; None where one was not typed.
        label_enter: `LABEL=SCORE`, each another start for one label.
    """
    values = (load_profile(name) if name else Profile()).model_dump()
    decisions = values["decisions"]
    decisions |= _typed(flags, _DECISION_FLAGS)
    decisions["event"] |= _typed(flags, _EVENT_FLAGS)
    decisions["labels"] |= _label_rules(label_enter)
    return Profile.model_validate(values | _typed(flags, _STREAM_FLAGS))


def _label_rules(given: Sequence[str]) -> dict[str, dict[str, float]]:
    """`LABEL=SCORE` of the command line as rules that complete themselves."""
    rules: dict[str, dict[str, float]] = {}
    for text in given:
        label, _, score = text.rpartition("=")
        try:
            rules[label] = {"enter": float(score)}
        except ValueError as error:
            raise SettingsError(
                f"--label-enter {text!r} given; a label and a score as in 'yoga=0.8' are allowed"
            ) from error
    return rules


def _typed(flags: Mapping[str, float | None], names: Mapping[str, str]) -> dict[str, float]:
    given = {name: flags.get(flag) for flag, name in names.items()}
    return {name: value for name, value in given.items() if value is not None}
