from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtWidgets import QApplication

from engines import Lesson, TaughtExample, taught_from, taught_place, write_taught
from gui.sign.sign_model import SignModelLine

LABELS = ("wave", "clap", "nothing")


def model_line(model: str, labels: Sequence[str], background: str | None) -> str:
    line = SignModelLine()
    line.show_model(model, labels, background)
    return line.text()


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> None:
    """A label needs one."""


def test_the_default_model_reads_no_signs_and_says_so() -> None:
    line = model_line("i3d.k400", ["yoga"] * 400, None)
    assert "400 actions, not signs" in line
    assert "nobody measured it" in line


def test_what_validation_found_stands_in_the_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIVEACT_DATA_DIR", str(tmp_path))
    random = np.random.default_rng(0)

    def views(place: int) -> NDArray[np.float32]:
        drawn = random.normal(9 * np.eye(8)[place], 1, (2, 8))
        return np.asarray(drawn, np.float32)

    examples = tuple(
        TaughtExample(label, f"{label}{take}.mp4", 0.0, 2.0, views(place))
        for place, label in enumerate(LABELS)
        for take in range(3)
    )
    model, _ = taught_from(Lesson(examples), "i3d.k400")
    path = taught_place("mine")
    path.parent.mkdir(parents=True)
    write_taught(model, path)
    line = model_line("mine", LABELS, "nothing")
    assert line.startswith("mine: 2 signs · right on ")
    assert " of 6 examples from recordings it had not seen" in line
    path.write_bytes(b"damaged")
    assert "nobody measured it" in model_line("mine", LABELS, "nothing")
