from pathlib import Path

import pytest

from realtime.errors import SettingsError
from realtime.monitor.given import given_profile
from realtime.profiles import Profile, save_profile
from realtime.rules import DecisionSettings, EventRule


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEACT_CONFIG_DIR", str(tmp_path))


def test_without_anything_it_is_as_usual() -> None:
    assert given_profile(None, {}, []) == Profile()


def test_flags_go_before_a_profile_and_the_rest_of_it_holds() -> None:
    decisions = DecisionSettings(smoothing_seconds=2, only=("yoga",), event=EventRule(enter=0.9))
    save_profile("door", Profile(step_seconds=1.0, top_k=2, decisions=decisions))
    given = given_profile("door", {"enter": 0.6, "step": None}, ["yoga=0.8"])
    assert (given.step_seconds, given.top_k) == (1.0, 2)
    assert given.decisions.smoothing_seconds == 2
    assert given.decisions.event == EventRule(enter=0.6)
    assert given.decisions.only == ("yoga",)
    assert given.decisions.rule_of("yoga").enter == 0.8


def test_a_wrong_flag_is_told() -> None:
    with pytest.raises(SettingsError, match="step_seconds: 0 given"):
        given_profile(None, {"step": 0}, [])
    with pytest.raises(SettingsError, match="'yoga' given; a label and a score"):
        given_profile(None, {}, ["yoga"])
