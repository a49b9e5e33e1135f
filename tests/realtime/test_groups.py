import pytest

from realtime.events import EventDetector
from realtime.groups import LabelGroups
from realtime.rules import DecisionSettings
from tests.realtime.score_tracks import LABELS, decision


def settings(combine: str) -> DecisionSettings:
    return DecisionSettings.model_validate(
        {
            "only": ["hands"],
            "groups": {"hands": {"labels": ["wave", "clap"], "combine": combine}},
            "labels": {"hands": {"enter": 0.6, "min_duration_seconds": 0.5}},
        }
    )


@pytest.mark.parametrize(("combine", "score"), [("sum", 0.7), ("max", 0.4)])
def test_a_group_is_one_more_label(combine: str, score: float) -> None:
    groups = LabelGroups(LABELS, settings(combine).groups)
    extended = groups.extend(decision([0.4, 0.3, 0.2], 10.0))
    assert extended.smoothed.labels == (*LABELS, "hands")
    assert extended.smoothed.scores[-1] == pytest.approx(score)
    assert extended.prediction.scores[-1] == pytest.approx(score)


def test_the_score_of_a_group_is_never_more_than_certain() -> None:
    """Scores that were smoothed may add up to more."""
    extended = LabelGroups(LABELS, settings("sum").groups).extend(decision([0.8, 0.7, 0.0], 10.0))
    assert extended.smoothed.scores[-1] == 1.0


def test_a_group_makes_events_where_no_label_of_it_would() -> None:
    rules = settings("sum")
    groups = LabelGroups(LABELS, rules.groups)
    found = EventDetector(groups.labels, rules, "cam")
    events = [
        event
        for second in range(4)
        for event in found.update(groups.extend(decision([0.4, 0.3, 0.9], 10.0 + second)))
    ]
    assert [(event.phase, event.label) for event in events] == [("start", "hands")]


def test_without_groups_nothing_changes() -> None:
    given = decision([0.4, 0.3, 0.2], 10.0)
    assert LabelGroups(LABELS, {}).extend(given) is given


def test_a_group_names_its_members_in_decisions() -> None:
    assert settings("sum").named(LABELS).tolist() == [True, True, False]
    assert DecisionSettings().named(LABELS).all()


def test_unknown_members_are_refused() -> None:
    rules = DecisionSettings.model_validate({"groups": {"hands": {"labels": ["wafe"]}}})
    with pytest.raises(Exception, match="no label 'wafe' in this model; did you mean 'wave'"):
        rules.check_labels(LABELS)
