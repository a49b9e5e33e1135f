"""A real X window: `liveact` with real keys and a real mouse, and tests of tests/gui in it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from gui.theme import DARK
from tests.engines.colour_model import write_colour_model
from tests.gui.real_screen import RealScreen, real_screen

pytestmark = pytest.mark.xcb

MARKED = [
    str(Path(__file__).parent / f"{name}.py")
    for name in (
        *("test_main_window", "test_streams", "test_rtsp_window", "live/test_drawing"),
        *("record/test_record_desk", "record/test_replay_window"),
        *("tuning/test_tuning_desk", "tuning/test_studio"),
    )
]
"""Where tests are marked `window`."""
PROGRAM = "from gui.app import main; main()"
SOURCE = "synthetic:?fps=25"
TITLE = f"{SOURCE} - liveact"
SOURCE_BAR, EVENTS = slice(0, 120), slice(632, 652)
"""Rows of the screen in which the button that starts lies, and the timeline's events."""
PICTURE, PANEL, BUTTON = np.s_[200:400, 200:700], np.s_[150:500, 1000:1240], np.s_[10:60, 1100:1280]
"""Rows and columns of the screen, in whose corner the window opens."""
ACCENT = np.array([int(DARK.accent[at : at + 2], 16) for at in (1, 3, 5)])


@pytest.fixture(scope="module")
def screen() -> Iterator[RealScreen]:
    with real_screen() as found:
        yield found


@pytest.fixture
def liveact(screen: RealScreen, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The program with a small real model, started as a person does; OpenGL without a card."""
    model = write_colour_model(tmp_path / "colour.onnx")
    program = subprocess.Popen(
        [
            *(sys.executable, "-c", PROGRAM, SOURCE, "--model", str(model)),
            *("--theme", "dark", "--drawing", "opengl"),
        ],
        env={
            **os.environ,
            "DISPLAY": screen.name,
            "QT_QPA_PLATFORM": "xcb",
            "XDG_CONFIG_HOME": str(tmp_path),
            "LIVEACT_CACHE_DIR": str(tmp_path),
        },
        stderr=subprocess.PIPE,
        text=True,
    )
    yield program
    program.kill()
    program.communicate()


def picture_contrast(screen: RealScreen) -> float:
    """How much the middle of the live picture differs in itself: its number is black on white."""
    return float(screen.pixels()[PICTURE].std())


def changed(screen: RealScreen, before: NDArray[np.uint8], place: tuple[slice, slice]) -> float:
    """The share of pixels there that are others now."""
    return float((screen.pixels()[place] != before[place]).any(axis=2).mean())


def coloured(screen: RealScreen, within: slice) -> tuple[int, int] | None:
    """The middle of what has the accent's colour in these rows."""
    strip = screen.pixels()[within]
    rows, columns = np.nonzero((np.abs(strip.astype(int) - ACCENT) < 3).all(axis=2))
    return (int(np.median(columns)), within.start + int(np.median(rows))) if len(rows) else None


def test_a_person_looks_presses_keys_clicks_and_quits(
    screen: RealScreen, liveact: "subprocess.Popen[str]"
) -> None:
    screen.wait_for(lambda: TITLE in screen.titles() and picture_contrast(screen) > 60)
    screen.focus("liveact")
    before = screen.pixels()
    screen.wait_for(lambda: changed(screen, before, PICTURE) > 0)  # it moves
    screen.press("Control_L", "l")
    screen.wait_for(lambda: changed(screen, before, PANEL) > 0.5)
    screen.press("Shift_L", "question")
    screen.wait_for(lambda: "Keyboard shortcuts" in screen.titles())
    screen.focus("Keyboard shortcuts")
    screen.press("Escape")
    screen.wait_for(lambda: screen.titles() == [TITLE])
    screen.wait_for(lambda: coloured(screen, EVENTS) is not None)
    event = coloured(screen, EVENTS)
    assert event is not None
    screen.click(*event)
    screen.wait_for(lambda: any(title.endswith(", again") for title in screen.titles()))
    screen.focus(", again")
    screen.press("Escape")
    screen.wait_for(lambda: screen.titles() == [TITLE])
    before, start = screen.pixels(), coloured(screen, SOURCE_BAR)
    assert start is not None
    screen.click(*start)
    screen.wait_for(lambda: changed(screen, before, BUTTON) > 0.005)  # it says Start
    screen.focus("liveact")
    screen.press("Control_L", "q")
    _, said = liveact.communicate(timeout=30)
    assert liveact.returncode == 0
    assert said == ""


def test_what_is_tested_without_a_screen_is_so_on_one(screen: RealScreen) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-m", "window", *MARKED],
        env={**os.environ, "DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        timeout=250,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout
    assert " passed" in ended.stdout
