import threading
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from gui.live.screen_pictures import PictureRoom, ScreenPicture, ScreenPictures
from gui.live.video_image import video_image
from realtime import Frame
from tests.gui.conftest import WindowMaker
from tests.gui.test_main_window import LIVE
from tests.gui.waiting import wait

pytestmark = pytest.mark.usefixtures("qapp")

ROOM = PictureRoom(80, 80, 1.0)


def frame(index: int = 0) -> Frame:
    """Red at the left edge, else black; twice as wide as high."""
    pixels = np.zeros((30, 60, 3), np.uint8)
    pixels[:, :6] = (255, 0, 0)
    return Frame(pixels, index / 25, 0.0, index, "test")


def test_the_newest_is_made_for_the_room_there_is() -> None:
    rooms: list[PictureRoom | None] = [None]
    pictures = ScreenPictures(lambda: rooms[-1])
    pictures.append(frame(1))
    first = pictures.latest
    assert first is not None
    assert first.image is None
    rooms.append(ROOM)
    pictures.append(frame(2))
    pictures.append(frame(3))
    newest = pictures.latest
    assert newest is not None
    assert newest.image is not None
    assert (newest.frame.index, newest.image.size()) == (3, QSize(80, 40))


def test_it_is_made_anew_only_for_another_room() -> None:
    picture = ScreenPicture(frame()).fitted(ROOM)
    assert picture.fitted(PictureRoom(80, 80, 1.0)) is picture
    mirrored = picture.fitted(replace(ROOM, mirrored=True)).image
    assert mirrored is not None
    assert mirrored.pixelColor(79, 20).name() == "#ff0000"


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_each_of_its_pixels_is_one_of_the_screen(ratio: float) -> None:
    picture = ScreenPicture(frame()).fitted(PictureRoom(80, 80, ratio))
    side = round(80 * ratio)
    screen = QImage(side, side, QImage.Format.Format_RGB32)
    screen.setDevicePixelRatio(ratio)
    screen.fill(0xFFFFFF)
    with QPainter(screen) as painter:
        picture.paint(painter)
    assert picture.image is not None
    drawn = screen.copy(0, side // 4, side, side // 2)
    drawn.setDevicePixelRatio(1.0)
    assert drawn == picture.image
    assert screen.pixelColor(side // 2, side // 4 - 1).name() == "#ffffff"


def test_while_a_stream_runs_its_capture_thread_makes_them(
    qtbot: QtBot, make_window: WindowMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, makers = make_window(), list[str]()

    def noted(pixels: NDArray[np.uint8], size: QSize, *, mirrored: bool) -> QImage:
        makers.append(threading.current_thread().name)
        return video_image(pixels, size, mirrored=mirrored)

    window.start(LIVE)
    wait(qtbot, lambda: window.view.overlay.headline == "waving")
    monkeypatch.setattr("gui.live.screen_pictures.video_image", noted)
    wait(qtbot, lambda: len(makers) > 9)
    assert set(makers) == {"liveact-capture"}


def test_nothing_is_made_of_a_stream_that_cannot_be_seen(
    qtbot: QtBot, make_window: WindowMaker
) -> None:
    window = make_window()
    window.show_only(LIVE, f"{LIVE}&seconds=900")
    hidden, shown = window.streams.cells
    came: list[ScreenPicture] = []
    hidden.bridge.picture_came.connect(came.append)
    wait(qtbot, lambda: bool(came) and came[-1].image is not None)
    window.streams.grid.enlarge(True)
    assert window.selected.cell is shown
    wait(qtbot, lambda: came[-1].image is None)
    window.streams.grid.enlarge(False)
    wait(qtbot, lambda: came[-1].room == hidden.view.room)
