"""What is honestly known of a model that reads signs, in one line."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from engines import DEFAULT_MODEL, EngineError, find_taught, read_taught

_HELD_OUT = re.compile(r"^(?P<label>.*): (?P<right>\d+) of (?P<all>\d+) right \(", re.DOTALL)


def model_line(model: str, labels: Sequence[str], background: str | None) -> str:
    """Which model, how many signs, and how often it was right on what it had not seen."""
    signs = sum(label != background for label in labels)
    told = _tr("{model}: {n} signs").format(model=model, n=signs)
    if model == DEFAULT_MODEL:
        told = _tr(
            "{model}: {n} actions, not signs; teach your own, or import a sign model"
        ).format(model=model, n=signs)
    return f"{told} · {_measured(model, background)}"


def _measured(model: str, background: str | None) -> str:
    told = [match for match in map(_HELD_OUT.match, _report(model)) if match]
    found = [match for match in told if match["label"] != background]
    if not found:
        return _tr("nobody measured it on people it has not seen")
    right = sum(int(one["right"]) for one in found)
    held_out = sum(int(one["all"]) for one in found)
    return _tr(
        "right on {right} of {n} examples from recordings it had not seen; whether these show "
        "other people is not known"
    ).format(right=right, n=held_out)


def _report(model: str) -> tuple[str, ...]:
    """The report in a taught model's file; nothing where there is none."""
    path = find_taught(model)
    try:
        return read_taught(path).card.report if path else ()
    except EngineError:
        return ()


def _tr(text: str) -> str:
    return QCoreApplication.translate("SignModel", text)
