"""A real process stands in for the voice of the platform."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.sign import speech
from gui.sign.speech import Speech
from tests.gui.waiting import wait


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a voice on the path was given to say."""
    said, voice = tmp_path / "said", tmp_path / "espeak-ng"
    voice.write_text(f'#!/bin/sh\n/bin/cat >> {said}\necho " ($1)" >> {said}\n', encoding="utf-8")
    voice.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(speech, "_qt_voice", lambda _parent: None)
    return said


def test_glosses_are_said_one_after_another_and_are_never_options(qtbot: QtBot, said: Path) -> None:
    voice = Speech()
    assert voice.why_not == ""
    for word in ("wave", "--help", "नमस्ते"):
        voice.say(word)
    spoken = "wave (--stdin)\n--help (--stdin)\nनमस्ते (--stdin)\n"
    wait(qtbot, lambda: said.exists() and said.read_text(encoding="utf-8") == spoken)
    voice.close()


def test_a_voice_that_is_behind_leaves_out_the_oldest(qtbot: QtBot, said: Path) -> None:
    voice = Speech()
    for number in range(12):
        voice.say(str(number))
    wait(qtbot, lambda: said.exists() and "11 (" in said.read_text(encoding="utf-8"))
    assert said.read_text(encoding="utf-8").count("(") < 12
    voice.close()


def test_a_voice_that_is_gone_is_told(
    qtbot: QtBot, said: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice = Speech()
    assert not said.exists()
    monkeypatch.setattr(voice, "_command", ("/nowhere/voice", ()))
    voice.say("wave")
    wait(qtbot, lambda: "cannot be started" in voice.why_not)
