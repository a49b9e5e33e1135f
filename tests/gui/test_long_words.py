"""Every window says everything in its language, and has room for it."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from gui.language import Speaker
from gui.preferences import Preferences
from tests.gui.every_window import NAMES, every_window, too_large
from tests.gui.long_words import BEGIN, cut_off, long_translator, texts_of

_NAMES = re.compile("|".join(map(re.escape, NAMES)))
_UNITS = re.compile(r"\b(ms|s|MB|GB|Ctrl|Alt|Shift|Return|Enter|Tab|Esc|Del|F\d+|[A-Z])\b")
"""Of figures, and of keys."""
QTS_OWN = ("Cancel", "Close", "OK")
_BREAK = "\u200b"
"""Where a long path may go on in the next line."""
_CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")


def untold(window: QWidget, is_said: Callable[[str], bool]) -> set[str]:
    """Texts that are in no language: neither translated nor what a test or a model named."""
    said = (text.replace(_BREAK, "") for text in texts_of(window))
    texts = {line for text in said for line in text.splitlines()}
    left = {text: _UNITS.sub("", _NAMES.sub("", text)) for text in texts if not is_said(text)}
    return {text for text, rest in left.items() if any(map(str.isalpha, rest))}


@pytest.fixture
def long_words(tmp_path: Path, speaks_english: Speaker) -> Iterator[None]:
    speaks_english.stop()
    translator = long_translator(tmp_path)
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)
    speaks_english.start()


@pytest.fixture
def chinese(speaks_english: Speaker) -> Iterator[None]:
    speaks_english.stop()
    speaker = Speaker("zh_CN")
    speaker.start()
    yield
    speaker.stop()
    speaks_english.start()


@pytest.mark.usefixtures("long_words")
def test_no_text_is_left_out_or_cut_off_in_a_language_of_long_words(
    preferences: Preferences,
) -> None:
    with closing(every_window(preferences, "light")) as windows:
        for name, window in windows:
            assert not cut_off(window), name
            assert not too_large(window), name
            assert not untold(window, lambda text: BEGIN in text or text in QTS_OWN), name


@pytest.mark.usefixtures("chinese")
def test_chinese_is_spoken_by_menus_panels_dialogs_tooltips_and_qt(
    preferences: Preferences,
) -> None:
    with closing(every_window(preferences, "dark")) as windows:
        for name, window in windows:
            assert not cut_off(window), name
            assert not untold(window, lambda text: bool(_CHINESE.search(text))), name


def test_nothing_is_cut_off_on_a_display_of_200_percent() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tests.gui.every_window"],
        env={**os.environ, "QT_SCALE_FACTOR": "2"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (told.returncode, told.stdout) == (0, ""), told.stdout + told.stderr
