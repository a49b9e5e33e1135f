"""`liveact-engine evaluate`: what is said of wrong use and of an interruption."""

import json
from pathlib import Path

import numpy as np
import pytest

from engines import PassedOver
from engines.cli.evaluate import _Found
from engines.evaluation.kept import KeptAnswers, Said
from tests.engines.cli.conftest import Run


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    (tmp_path / "clip.mp4").touch()
    path = tmp_path / "labels.csv"
    path.write_text("file,label\nclip.mp4,yoga\n")
    return path


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("file,what\nclip.mp4,yoga\n", "no column label in its first line (file, what)"),
        ("file,label\nclip.mp4,jogga\n", "i3d.k400 has no label 'jogga'; did you mean yoga"),
        ("file,label\nlost.mp4,yoga\n", "lost.mp4 is not there; give its folder by --clips"),
    ],
)
def test_a_wrong_table_is_one_line_and_nothing_is_fetched_for_it(
    run: Run, labels: Path, cache: Path, capsys: pytest.CaptureFixture[str], text: str, line: str
) -> None:
    labels.write_text(text)
    assert run("evaluate", labels) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1 and line in said[0]
    assert not cache.exists()


@pytest.mark.parametrize(
    ("answers", "line"),
    [
        (3, "interrupted; 3 new answers are kept, the same command goes on from there"),
        (0, "interrupted; no new answer was there yet to keep"),
    ],
)
def test_an_interruption_says_what_is_kept(
    run: Run,
    labels: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answers: int,
    line: str,
) -> None:
    def interrupted(_wish: object, kept: KeptAnswers) -> None:
        if answers:
            kept.keep("0", Said(np.zeros((answers, 1, 2), np.float32), np.zeros(answers)))
        raise KeyboardInterrupt

    monkeypatch.setattr("engines.cli.evaluate._evaluated", interrupted)
    assert run("evaluate", labels) == 130
    assert capsys.readouterr().err.splitlines() == [line]


def test_early_answers_in_another_precision_are_told(
    run: Run, labels: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reason = "fp32 takes their place: none is built; " + "word " * 40 + "--calibrate FOLDER"
    passed_over = (PassedOver("int8 early answers", reason),)
    found = _Found("i3d.k400", "int8", 1, [], [], "", passed_over)
    monkeypatch.setattr("engines.cli.evaluate._evaluated", lambda *_: found)
    assert run("evaluate", labels) == 0
    assert f"not int8 early answers: {reason}" in capsys.readouterr().out.splitlines()
    assert run("evaluate", labels, "--json") == 0
    said = json.loads(capsys.readouterr().out)["passed_over"]
    assert said == [{"what": "int8 early answers", "reason": reason}]
