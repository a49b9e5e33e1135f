"""Somebody signs with a coloured hand, and a model that knows red and blue by sight."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engines import EngineChoice
from engines.store_numpy import NumpyStore
from gui.sign.sign_window import SignWindow
from tests.engines.painted_video import HEIGHT, WIDTH, Picture, write_video
from tests.gui.small_engine import SPEC

SIGNS = replace(
    SPEC,
    name="colours.test",
    labels=("red sign", "blue sign", "green sign", "white sign", "nothing"),
    background_label="nothing",
)
RED, BLUE, GREY = (230, 20, 20), (20, 20, 230), (90, 200, 200)
CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
SIGN_FRAMES, REST_FRAMES = 15, 17


class ColourEngine:
    """Sees the colour of the hand in the middle; what it has no name for is nothing."""

    spec = SIGNS
    choice = EngineChoice("colours", "fp32", "cpu")

    def new_store(self, capacity: int) -> NumpyStore:
        return NumpyStore(SIGNS, capacity)

    def infer(self, clips: Sequence[Any]) -> NDArray[np.float32]:
        return np.array([_logits(clip) for clip in clips], np.float32)

    def close(self) -> None:
        pass


class SideEngine(ColourEngine):
    """Says red where the left half of what it sees is brighter, else blue."""

    def infer(self, clips: Sequence[Any]) -> NDArray[np.float32]:
        halves = [(clip[:, :, :8].mean(), clip[:, :, 8:].mean()) for clip in clips]
        return np.array([[9, 0, 0, 0, 0] if a > b else [0, 9, 0, 0, 0] for a, b in halves], "f4")


def write_signs(
    path: Path, colours: Sequence[tuple[int, int, int]], *, left_px: int = 40, step_px: int = 8
) -> Path:
    """A hand that moves in one colour after another and is out of sight between."""
    period = SIGN_FRAMES + REST_FRAMES

    def paint(number: int) -> Picture:
        image = np.full((HEIGHT, WIDTH, 3), 60, np.uint8)
        sign, at = divmod(number - REST_FRAMES, period)
        if 0 <= sign < len(colours) and at < SIGN_FRAMES:
            left = left_px + step_px * (at % 6)
            image[16:80, left : left + 48] = colours[sign]
        return image

    return write_video(path, frames=period * len(colours) + 2 * REST_FRAMES, paint=paint)


def _logits(clip: NDArray[np.uint8]) -> list[float]:
    red, green, blue = clip.reshape(-1, 3).mean(axis=0).tolist()
    reddish, bluish = red - max(green, blue), blue - max(red, green)
    return [reddish, bluish, 0.5, 0.3, 2.0]


def words(window: SignWindow) -> list[str]:
    return [gloss.text for gloss in window.desk.transcript.glosses]


def press(window: SignWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Where the keyboard is, as a person does."""
    QTest.keyClick(window.focusWidget() or window, key, modifier)
