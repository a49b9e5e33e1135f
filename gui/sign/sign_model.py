"""What is honestly known of a model that reads signs, in one line."""

import re
from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from engines import DEFAULT_MODEL, EngineError, find_taught, read_taught

_HELD_OUT = re.compile(r"^(?P<label>.*): (?P<right>\d+) of (?P<all>\d+) right \(", re.DOTALL)


class SignModelLine(QLabel):
    """Which model, how many signs, and how often it was right on what it had not seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """No model runs yet."""
        super().__init__(parent)
        self.setObjectName("note")
        self.setWordWrap(True)
        self.setText(self.tr("The model is loaded when you press Start."))

    def show_model(self, model: str, labels: Sequence[str], background: str | None) -> None:
        """Say it of this model, which has these labels."""
        signs = sum(label != background for label in labels)
        told = self.tr("{model}: %n sign(s)", "", signs)
        if model == DEFAULT_MODEL:
            told = self.tr(
                "{model}: %n action(s), not signs; teach your own, or import a sign model",
                "",
                signs,
            )
        self.setText(f"{told.format(model=model)} · {self._measured(model, background)}")

    def _measured(self, model: str, background: str | None) -> str:
        told = [match for match in map(_HELD_OUT.match, _report(model)) if match]
        found = [match for match in told if match["label"] != background]
        if not found:
            return self.tr("nobody measured it on people it has not seen")
        right = sum(int(one["right"]) for one in found)
        held_out = sum(int(one["all"]) for one in found)
        return self.tr(
            "right on {right} of %n example(s) from recordings it had not seen; whether these "
            "show other people is not known",
            "",
            held_out,
        ).format(right=right)


def _report(model: str) -> tuple[str, ...]:
    """The report in a taught model's file; nothing where there is none."""
    path = find_taught(model)
    try:
        return read_taught(path).card.report if path else ()
    except EngineError:
        return ()
