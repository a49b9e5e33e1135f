import pytest

from gui.tuning.tuning_steps import (
    TuningSteps,
    with_decisions,
    with_enter,
    with_event,
    with_exit,
    with_label_enter,
)
from realtime import DecisionSettings, EventRule
from realtime.profiles import Profile


def profile(**values: object) -> Profile:
    return Profile(decisions=DecisionSettings.model_validate(values))


@pytest.mark.parametrize("enter", [0.0, 0.01, 0.1, 0.3, 0.31, 1.0])
def test_the_end_gives_way_to_the_start(enter: float) -> None:
    event = with_enter(Profile(), enter).decisions.event
    assert event.enter == max(enter, 0.01)
    assert event.exit == pytest.approx(min(0.3, event.enter - 0.01))


@pytest.mark.parametrize("leave", [0.0, 0.49, 0.5, 0.7, 1.0])
def test_the_start_gives_way_to_the_end(leave: float) -> None:
    event = with_exit(Profile(), leave).decisions.event
    assert event.exit == min(leave, 0.99)
    assert event.enter == pytest.approx(max(0.5, event.exit + 0.01))


def test_a_label_with_a_start_of_its_own_follows_the_rest_of_the_rule() -> None:
    own = with_label_enter(Profile(), "yoga", 0.8)
    assert own.decisions.rule_of("yoga") == EventRule(enter=0.8)
    longer = with_event(own, min_duration_seconds=3)
    assert longer.decisions.rule_of("yoga") == EventRule(enter=0.8, min_duration_seconds=3)
    assert with_label_enter(longer, "yoga", None) == with_event(Profile(), min_duration_seconds=3)


def test_what_a_loaded_profile_says_of_a_label_is_kept() -> None:
    loaded = profile(labels={"yoga": {"enter": 0.8, "cool_down_seconds": 60}})
    tuned = with_exit(with_decisions(loaded, smoothing_seconds=2.0), 0.9)
    rule = tuned.decisions.rule_of("yoga")
    assert (rule.enter, rule.cool_down_seconds) == (0.8, 60)
    assert rule.exit < rule.enter


def test_steps_of_one_control_are_undone_together() -> None:
    steps = TuningSteps(Profile())
    for step in (0.4, 0.5, 0.6):
        steps.take(Profile(step_seconds=step), "step")
    steps.take(Profile(step_seconds=0.6, top_k=3), "top_k")
    steps.undo()
    assert steps.profile == Profile(step_seconds=0.6)
    steps.undo()
    assert steps.profile == Profile()
    assert not steps.can_undo
    steps.undo()
    assert steps.profile == Profile()
