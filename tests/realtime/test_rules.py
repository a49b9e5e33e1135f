from typing import Any

import pytest

from realtime.errors import SettingsError
from realtime.rules import DecisionSettings, EventRule


@pytest.mark.parametrize(
    ("values", "line"),
    [
        (
            {"smoothing_seconds": -1},
            "smoothing_seconds: -1 given; a number from 0 and up to 60 is allowed",
        ),
        ({"event": {"enter": 1.4}}, "enter: 1.4 given; a number above 0 and up to 1 is allowed"),
        (
            {"unknown_below": "x"},
            "unknown_below: 'x' given; a number from 0 and up to 1 is allowed",
        ),
        (
            {"unknown_below": float("nan")},
            "unknown_below: nan given; a number from 0 and up to 1 is allowed",
        ),
        (
            {"event": {"enter": 0.2}},
            "enter 0.2 with exit 0.3; exit must be lower than enter",
        ),
        ({"evnt": {}}, "no setting 'evnt'; did you mean 'event'?"),
        (
            {"labels": {"yoga": {"entr": 1}}},
            "labels.yoga: no setting 'entr'; did you mean 'enter' or 'exit'?",
        ),
        (
            {"labels": {"yoga": {"exit": 0.6}}},
            "labels.yoga: enter 0.5 with exit 0.6; exit must be lower than enter",
        ),
        ({"labels": {"yoga": 3}}, "labels.yoga: 3 given; {'enter': 0.8} would be allowed"),
        ({"labels": 3}, "labels: 3 given; a table of named values is allowed"),
        (5, "5 given; a table of named values is allowed"),
    ],
)
def test_a_wrong_value_is_one_line_with_what_is_allowed(values: Any, line: str) -> None:
    with pytest.raises(SettingsError) as raised:
        DecisionSettings.model_validate(values)
    assert str(raised.value) == line


def test_the_constructor_checks_as_well() -> None:
    with pytest.raises(SettingsError, match="enter: 0 given"):
        EventRule(enter=0)


def test_a_label_takes_what_it_leaves_out_from_the_rule_of_all() -> None:
    settings = DecisionSettings.model_validate(
        {"event": {"min_duration_seconds": 2}, "labels": {"yoga": {"enter": 0.8}}}
    )
    assert settings.rule_of("yoga") == EventRule(enter=0.8, min_duration_seconds=2)
    assert settings.rule_of("situp") == EventRule(min_duration_seconds=2)


def test_a_lower_start_of_a_label_lowers_its_end_too() -> None:
    settings = DecisionSettings.model_validate(
        {"event": {"enter": 0.5, "exit": 0.3}, "labels": {"yoga": {"enter": 0.2}}}
    )
    assert settings.rule_of("yoga").exit == pytest.approx(0.12)


def test_an_unknown_label_is_answered_with_the_nearest() -> None:
    settings = DecisionSettings(labels={"youga": EventRule()})
    with pytest.raises(SettingsError, match="no label 'youga' in this model; did you mean 'yoga'"):
        settings.check_labels(["yoga", "situp"])


def test_a_label_like_no_other_is_answered_with_the_list_or_an_example() -> None:
    settings = DecisionSettings(labels={"xyz": EventRule()})
    settings.check_labels(["yoga", "xyz"])
    with pytest.raises(SettingsError, match="allowed: yoga, situp"):
        settings.check_labels(["yoga", "situp"])
    with pytest.raises(SettingsError, match="such as 'class 0'"):
        settings.check_labels([f"class {i}" for i in range(400)])
