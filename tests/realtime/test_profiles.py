from pathlib import Path

import pytest

from realtime.errors import SettingsError
from realtime.profiles import (
    Profile,
    list_profiles,
    load_profile,
    profiles_dir,
    save_profile,
)
from realtime.rules import DecisionSettings, EventRule

TUNED = Profile(
    step_seconds=0.64,
    top_k=3,
    decisions=DecisionSettings(
        smoothing_seconds=2.5,
        only=("yoga", 'say "hi" \x7f'),
        event=EventRule(enter=0.7, exit=1e-05),
        labels={"yoga": EventRule(enter=0.9), "a.b [c] = ü": EventRule(cool_down_seconds=3)},
    ),
)


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LIVEACT_CONFIG_DIR", str(tmp_path / "config"))
    return tmp_path / "config"


def test_what_was_saved_is_loaded_by_name_and_by_path() -> None:
    path = save_profile("front door", TUNED)
    assert load_profile("front door") == load_profile(str(path)) == TUNED
    save_profile("Büro-2", Profile())
    assert load_profile("Büro-2") == Profile()
    assert list_profiles() == ["Büro-2", "front door"]


def test_saving_again_replaces_and_leaves_nothing_else(config: Path) -> None:
    save_profile("door", Profile())
    save_profile("door", TUNED)
    assert load_profile("door") == TUNED
    assert [path.name for path in (config / "profiles").iterdir()] == ["door.toml"]


def test_what_a_file_leaves_out_is_as_usual(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("[decisions.event]\nenter = 0.8\n", encoding="utf-8")
    assert load_profile(str(path)).decisions == DecisionSettings(event=EventRule(enter=0.8))


@pytest.mark.parametrize("name", ["", "../door", "a/b", ".hidden", "x" * 65, "new\nline"])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match="letters, digits, spaces"):
        save_profile(name, Profile())
    assert list_profiles() == []


def test_an_unknown_name_is_answered_with_those_that_are_there() -> None:
    with pytest.raises(SettingsError, match=r"there is none in .*profiles yet"):
        load_profile("door")
    save_profile("front", Profile())
    with pytest.raises(SettingsError, match="no profile 'door'; there are: front"):
        load_profile("door")
    with pytest.raises(SettingsError, match=r"nowhere/x\.toml: no such file"):
        load_profile("nowhere/x.toml")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("version = 2", "version 2 given, this program reads 1"),
        ("top_k = 30", "top_k: 30 given; a number from 1 and up to 10 is allowed"),
        ("[decisions]\nonly = 3", r"only: 3 given; a list of labels is allowed, as \['yoga'\]"),
        ("[decisions.event]\nenter = 0.1", "exit must be lower than enter"),
        ("stepseconds = 1", "no setting 'stepseconds'; did you mean 'step_seconds'"),
        ("top_k = ", "cannot be read"),
    ],
)
def test_what_is_wrong_in_a_file_is_one_line_with_its_name(text: str, complaint: str) -> None:
    profiles_dir().mkdir(parents=True)
    (profiles_dir() / "bad.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=complaint) as raised:
        load_profile("bad")
    assert str(raised.value).startswith("profile bad: ")
    assert "\n" not in str(raised.value)


def test_a_folder_that_takes_nothing_is_told(config: Path) -> None:
    config.write_text("a file in the way", encoding="utf-8")
    with pytest.raises(SettingsError, match="profile door: "):
        save_profile("door", Profile())
