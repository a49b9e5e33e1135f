"""An event is seen again, by mouse and by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.record.picture_ring import Picture
from gui.record.replay_player import ReplayPlayer
from gui.record.replay_window import ReplayWindow
from realtime import ActionEvent
from tests.gui.conftest import WindowMaker
from tests.gui.test_main_window import LIVE, wait


@pytest.fixture
def window(qtbot: QtBot, make_window: WindowMaker) -> MainWindow:
    window = make_window()
    window.start(LIVE)
    wait(qtbot, lambda: bool(window.timeline.history.events))
    wait(qtbot, lambda: window.timeline.history.now_seconds > _event(window).start_seconds + 2)
    return window


def _event(window: MainWindow) -> ActionEvent:
    return window.timeline.history.events[0].event


def _opened(qtbot: QtBot, window: MainWindow) -> ReplayWindow:
    wait(qtbot, lambda: bool(window.findChildren(ReplayWindow)))
    return window.findChildren(ReplayWindow)[0]


def test_a_click_on_an_event_plays_it_and_it_is_stepped_through(
    qtbot: QtBot, window: MainWindow
) -> None:
    strip, event = window.timeline, _event(window)
    place = strip.place_of(event.start_seconds + 1)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=place)
    replay = _opened(qtbot, window)
    assert event.label in replay.windowTitle()
    wait(qtbot, lambda: replay.player.at > 2)
    times = [picture.seconds for picture in replay.player.pictures]
    assert times == sorted(times)
    assert times[0] >= event.start_seconds - 1
    QTest.mouseClick(replay.play, Qt.MouseButton.LeftButton)
    assert not replay.is_playing
    at = replay.player.at
    QTest.keyClick(replay, Qt.Key.Key_Right)
    assert replay.player.at == at + 1
    assert f"{times[at + 1]:.2f} s" in replay.said
    assert f"{at + 2} of {len(times)}" in replay.said
    QTest.keyClick(replay, Qt.Key.Key_Home)
    assert replay.player.at == replay.place.value() == 0
    QTest.keyClick(replay, Qt.Key.Key_Escape)
    wait(qtbot, lambda: not window.findChildren(ReplayWindow))


def test_enter_plays_the_event_that_is_read(qtbot: QtBot, window: MainWindow) -> None:
    strip = window.timeline
    QTest.keyClick(strip, Qt.Key.Key_Return)  # nothing is read yet
    assert not window.findChildren(ReplayWindow)
    QTest.keyClick(strip, Qt.Key.Key_Left)
    assert "event: waving" in strip.accessibleDescription()
    QTest.keyClick(strip, Qt.Key.Key_Return)
    replay = _opened(qtbot, window)
    before = replay.grab().toImage()
    QTest.keyClick(replay, Qt.Key.Key_End)
    assert replay.grab().toImage() != before
    replay.close()


def test_an_event_whose_pictures_are_gone_is_told(window: MainWindow) -> None:
    long_ago = ActionEvent("end", "waving", 0.9, -500.0, -490.0, "test")
    window.replay(long_ago)
    assert "not kept any more" in window.error.text


def test_a_clip_is_played_by_its_own_times_and_ends_unless_it_is_repeated() -> None:
    player = ReplayPlayer([Picture(seconds, b"") for seconds in (1.0, 1.1, 9.0)])
    assert player.wait_seconds == pytest.approx(0.1)
    assert player.advance()
    assert player.wait_seconds == 1.0  # a gap
    assert player.advance()
    assert player.advance()
    assert player.at == 0
    player.is_looping = False
    player.go_to(99)
    assert not player.advance()
    assert player.at == 2
