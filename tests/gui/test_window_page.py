from PySide6.QtWidgets import QSplitter, QWidget
from pytestqt.qtbot import QtBot

from gui.preferences import Preferences
from gui.window_page import WindowPage
from tests.gui.waiting import wait


def page(qtbot: QtBot) -> WindowPage:
    made = WindowPage(QWidget(), [QWidget()], QWidget(), above=[QWidget()], below=QWidget())
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def across(made: WindowPage) -> QSplitter:
    """The picture and the panel beside it."""
    (inner,) = [
        one for one in made.findChildren(QSplitter) if isinstance(one.parentWidget(), QSplitter)
    ]
    return inner


def test_what_the_user_moved_is_there_again(qtbot: QtBot, preferences: Preferences) -> None:
    made = page(qtbot)
    across(made).setSizes([500, 470])
    moved = across(made).sizes()
    made.remember(preferences)
    again = page(qtbot)
    assert across(again).sizes() != moved
    again.restore(preferences)
    assert across(again).sizes() == moved


def test_the_picture_reaches_the_edges_of_a_full_screen(qtbot: QtBot) -> None:
    made = page(qtbot)
    outer = across(made).parentWidget()
    assert outer is not None
    assert outer.x() > 0
    made.fill_screen(True)
    wait(qtbot, lambda: outer.x() == 0)
    made.fill_screen(False)
    wait(qtbot, lambda: outer.x() > 0)
