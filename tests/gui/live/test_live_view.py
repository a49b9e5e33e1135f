import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from gui.live import live_view, overlay_layers, screen_pictures
from gui.live.live_view import LiveView
from gui.live.screen_pictures import ScreenPicture
from gui.theme import DARK
from realtime import Frame
from tests.realtime.monitor.snapshots import LIVE


def test_bars_move_with_the_pictures_while_they_come(qtbot: QtBot) -> None:
    now = [0.0]
    view = LiveView(DARK, clock=lambda: now[0], parent=None)
    qtbot.addWidget(view)
    picture = ScreenPicture(Frame(np.zeros((9, 16, 3), np.uint8), 0.0, 0.0, 0, "test"))
    view.show_snapshot(LIVE)
    lengths = []
    for _ in range(3):
        now[0] += 0.04
        view.show_picture(picture)
        lengths.append(view.moving_bars[0].length)
    assert 0 < lengths[0] < lengths[1] < lengths[2]
    now[0] += 10
    view.show_picture(picture)
    assert view.moving_bars[0].length == view.overlay.bars[0].smoothed
    assert not view.is_moving


def test_another_picture_is_painted_with_the_rectangles_there_are(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each that is made lets all other threads of Python go first."""
    view = LiveView(DARK, clock=lambda: 0.0, parent=None)
    qtbot.addWidget(view)
    view.resize(640, 360)
    view.show_snapshot(LIVE)
    screen = QImage(view.size(), QImage.Format.Format_RGB32)
    black, grey = (
        ScreenPicture(Frame(np.full((9, 16, 3), level, np.uint8), 0.0, 0.0, 0, "test"))
        for level in (0, 128)
    )
    newer = grey.fitted(view.room)
    with QPainter(screen) as painter:
        view.show_picture(black)
        view.paint(painter)
        for module in (live_view, overlay_layers, screen_pictures):
            for name in ("QPointF", "QRect", "QRectF", "QSizeF"):
                monkeypatch.delattr(module, name, raising=False)
        view.show_picture(newer)
        view.paint(painter)
    assert screen.pixelColor(320, 90).red() == 128
