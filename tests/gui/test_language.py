"""Which language is spoken, and that it is."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from gui.diagnostics import diagnostics
from gui.language import Language, LanguageChoice, Speaker, language_for, translate
from tests.gui.conftest import WindowMaker
from tests.gui.waiting import wait

FONTLESS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}</cachedir></fontconfig>
"""
SPEAK = """
from PySide6.QtWidgets import QApplication
from gui.diagnostics import diagnostics
from gui.language import speak, translate
application = QApplication(["liveact"])
print(speak("zh_CN")[1])
print(translate("Overlay", "Warming up"))
"""


@pytest.fixture
def chinese() -> Iterator[Speaker]:
    speaker = Speaker("zh_CN")
    speaker.start()
    yield speaker
    speaker.stop()


@pytest.mark.parametrize(
    ("choice", "system", "language"),
    [
        ("system", ["zh-Hans-CN", "zh-CN", "zh", "en-US"], "zh_CN"),
        ("system", ["zh-CN"], "zh_CN"),
        ("system", ["zh-Hant-TW", "zh-TW", "zh", "en"], "en"),
        ("system", ["de-DE", "de", "zh-CN"], "zh_CN"),
        ("system", ["en-GB", "zh-CN"], "en"),
        ("system", ["de-DE"], "en"),
        ("system", ["C"], "en"),
        ("en", ["zh-CN"], "en"),
        ("zh_CN", ["en-US"], "zh_CN"),
    ],
)
def test_the_choice_and_the_system_give_a_language(
    choice: LanguageChoice, system: Sequence[str], language: Language
) -> None:
    assert language_for(choice, system) == language


def test_it_says_its_texts_and_those_of_qt(qapp: QApplication, chinese: Speaker) -> None:
    assert qapp
    assert translate("Overlay", "Warming up") == "正在预热"
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert "取消" in buttons.button(QDialogButtonBox.StandardButton.Cancel).text()
    assert QLocale().language() is QLocale.Language.Chinese
    chinese.stop()
    assert translate("Overlay", "Warming up") == "Warming up"


@pytest.mark.usefixtures("chinese")
def test_an_error_is_told_in_it_and_in_english_to_whoever_reads_bug_reports(
    qtbot: QtBot, make_window: WindowMaker, tmp_path: Path
) -> None:
    window = make_window()
    window.start(str(tmp_path / "gone.mp4"))
    wait(qtbot, lambda: window.error.text != "")
    assert window.error.text == f"{tmp_path}/gone.mp4：没有该文件；请检查路径"
    assert window.view.overlay.note == window.error.text
    assert f"{tmp_path}/gone.mp4: no such file; check the path" in diagnostics(
        window.selected.state
    )


def test_one_text_can_be_had_in_a_language_that_is_not_spoken(qapp: QApplication) -> None:
    assert qapp
    text = "Speak English now?"
    assert "简体中文" in Speaker("zh_CN").say("LanguageNote", text)
    assert Speaker("en").say("LanguageNote", text) == text


def test_without_a_font_it_is_english_and_the_reason_is_told(tmp_path: Path) -> None:
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(FONTLESS.format(folder=tmp_path), encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-c", SPEAK],
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    reason, text = told.stdout.splitlines()
    assert reason.startswith("no font of this system can write 简体中文; install one")
    assert text == "Warming up"
