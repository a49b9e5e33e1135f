import numpy as np

from engines.teaching.lesson import NOTHING
from engines.teaching.report import report_of
from engines.teaching.training import Validation, train_head
from tests.engines.teaching.lessons import lesson


def held_out(example: int, said: str) -> Validation:
    return Validation(example, said, np.zeros(3, np.float32))


def test_figures_come_with_their_sample_size() -> None:
    shown = lesson(labels=1, recordings=2, examples=2, nothing=1)
    report = report_of(shown, [held_out(n, "action 0") for n in range(3)] + [held_out(3, NOTHING)])

    assert str(report.labels[0]) == "action 0: 3 of 4 right (4 examples, 2 recordings)"
    assert str(report.labels[1]) == "nothing: not measured (1 examples, 1 recordings)"
    assert report.confusions == (("action 0", NOTHING, 1),)


def test_advice_names_what_looks_alike_once() -> None:
    shown = lesson(labels=2, recordings=2, examples=3)
    report = report_of(shown, [held_out(0, "action 1"), held_out(6, "action 0")])

    alike = [sentence for sentence in report.advice if "look alike" in sentence]
    assert alike == ["'action 0' and 'action 1' look alike: add 3 examples of each"]


def test_advice_asks_for_what_is_missing() -> None:
    shown = lesson(labels=1, recordings=1, nothing=0)
    advice = report_of(shown, []).advice

    assert any("record it again another time" in sentence for sentence in advice)
    assert any("no 'nothing' given" in sentence for sentence in advice)


def test_a_good_lesson_gets_no_advice() -> None:
    shown = lesson(labels=2, recordings=3, examples=2)
    _, found = train_head(shown)

    assert report_of(shown, found[:12]).advice == ()
