import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engines import VideoError
from gui.sign.attempt_frames import AttemptFrames
from gui.sign.looping_clip import LoopingClip, Pictures, kept_pictures
from gui.theme import DARK
from realtime import Frame
from tests.gui.waiting import wait


def frame(at: float, value: int = 0) -> Frame:
    return Frame(np.full((360, 640, 3), value, np.uint8), at, 0.0, 0, "test")


def test_a_clip_begins_anew_after_its_end(qtbot: QtBot) -> None:
    clip = LoopingClip(DARK, "Reference")
    qtbot.addWidget(clip)
    begun = []

    def pictures() -> Pictures:
        begun.append(1)
        return iter([(0.0, np.zeros((4, 4, 3), np.uint8)), (0.02, np.ones((4, 4, 3), np.uint8))])

    clip.play(pictures)
    wait(qtbot, lambda: len(begun) > 1)
    clip.stop()
    assert clip.image is None


def test_a_video_that_cannot_be_read_says_so(qtbot: QtBot) -> None:
    clip = LoopingClip(DARK, "Reference")
    qtbot.addWidget(clip)

    def broken() -> Pictures:
        yield 0.0, np.zeros((4, 4, 3), np.uint8)
        raise VideoError("a.mp4: damaged")

    clip.play(broken)
    wait(qtbot, lambda: clip.accessibleName() == "a.mp4: damaged")
    assert clip.image is None, "its last good picture would look as if it played"


def test_pictures_of_an_attempt_are_small_few_and_forgotten() -> None:
    frames = AttemptFrames()
    for number in range(1000):
        frames.add(frame(number / 50))
    kept = frames.between(0.0, 100.0)
    assert kept[0][0] == pytest.approx(19.98 - 15, abs=0.1)
    assert len(kept) <= 15 / 0.045 + 2
    assert kept[0][1].shape == (180, 320, 3)
    assert next(kept_pictures(kept))[0] == 0.0
    frames.add(frame(1.0))  # another stream
    assert len(frames.between(0.0, 100.0)) == 1


def test_the_picture_is_painted_and_the_name_before_it(qtbot: QtBot) -> None:
    clip = LoopingClip(DARK, "Reference")
    qtbot.addWidget(clip)
    clip.resize(320, 180)
    before = clip.grab().toImage()
    clip.play(lambda: iter([(0.0, frame(0.0, 200).image)]))
    wait(qtbot, lambda: clip.image is not None)
    assert clip.grab().toImage().pixelColor(160, 90).name() == "#c8c8c8"
    assert before.pixelColor(1, 1).name() == DARK.line
