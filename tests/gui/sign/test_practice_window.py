"""Practice as a person does it: with a played file as camera and a reference beside it."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.sign.attempt_scorer import AttemptScore, AttemptScorer
from realtime.practice import ProgressList
from tests.engines.painted_video import write_video
from tests.gui.conftest import DeskMaker
from tests.gui.signing import BLUE, CONTROL, RED, press, words, write_signs
from tests.gui.taught_signs import teach_signs
from tests.gui.waiting import wait


def test_an_attempt_is_scored_shown_in_slow_motion_and_kept(
    qtbot: QtBot, make_desk: DeskMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIVEACT_DATA_DIR", str(tmp_path / "data"))
    references = tmp_path / "references"
    references.mkdir()
    write_video(references / "blue sign.mp4")
    window = make_desk()
    practice = window.practice
    practice.slow.setChecked(True)
    window.show_only(str(write_signs(tmp_path / "signs.mp4", [RED, BLUE])))
    wait(qtbot, lambda: practice.signs.count() == 4)
    press(window, Qt.Key.Key_T, CONTROL)
    practice.signs.setCurrentText("blue sign")
    practice.show_references(references)
    wait(qtbot, lambda: practice.reference.image is not None)

    wait(qtbot, lambda: len(words(window)) == 2)
    assert practice.verdict.text() == (
        "100% sure that it is blue sign; it was taken for: blue sign"
    )
    progress = ProgressList().of("colours.test")["blue sign"]
    assert (progress.tries, progress.last) == (2, progress.best)  # the red one was a try too
    shown = practice.list.topLevelItem(0)
    assert shown is not None
    assert [shown.text(column) for column in range(3)] == ["blue sign", "2", "100%"]
    wait(qtbot, lambda: _is_blue(practice.attempt.image))
    assert practice.attempt.slowdown == practice.reference.slowdown > 1
    practice.signs.setCurrentText("red sign")
    assert practice.reference.image is None
    scorer = practice.findChild(AttemptScorer)
    assert isinstance(scorer, AttemptScorer)
    gloss = window.desk.transcript.glosses[0]
    scorer.scored.emit(AttemptScore(gloss, "red sign", 0.4, "model", "it was cut off"))
    assert practice.verdict.text().splitlines() == [
        "40% sure that it is red sign; it was taken for: red sign",
        "Not compared with your examples: it was cut off",
    ]
    practice.close()
    assert practice.attempt.image is None


def _is_blue(image: NDArray[np.uint8] | None) -> bool:
    return image is not None and bool((image[..., 2].astype(int) - image[..., 0] > 100).any())


def test_an_attempt_at_a_taught_sign_is_compared_with_its_examples(
    qtbot: QtBot, make_desk: DeskMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIVEACT_DATA_DIR", str(tmp_path / "data"))
    window = make_desk(teach_signs(tmp_path))
    practice = window.practice
    window.actions_by_name["practice"].trigger()
    assert "press Start in the window of the signs" in practice.verdict.text()
    assert practice.reference.accessibleName() == "Start the camera first"
    window.show_only(str(write_signs(tmp_path / "signs.mp4", [RED, BLUE])))
    wait(qtbot, lambda: practice.signs.count() == 2)
    assert "press Start" not in practice.verdict.text()
    practice.signs.setCurrentText("blue sign")
    verdicts: list[str] = []

    def has_both() -> bool:
        text = practice.verdict.text()
        if "% like your examples of blue sign" in text and text not in verdicts:
            verdicts.append(text)
        return len(verdicts) == 2

    wait(qtbot, has_both)
    other, right = (int(text.split("%")[0]) for text in verdicts)
    assert other < 20 < 80 < right
    assert [text.rsplit(": ")[1] for text in verdicts] == ["red sign", "blue sign"]
    kept = ProgressList().of("my signs")["blue sign"]
    assert (kept.tries, round(100 * kept.best), kept.by) == (2, right, "likeness")
    shown = practice.list.topLevelItem(0)
    assert shown is not None
    assert shown.text(4) == "your examples"
