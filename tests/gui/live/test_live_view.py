import numpy as np
from pytestqt.qtbot import QtBot

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
