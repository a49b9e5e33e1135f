from PySide6.QtCore import QSize

from gui.first_size import fitting


def test_a_window_is_no_larger_than_its_screen() -> None:
    wanted = QSize(1280, 720)
    assert fitting(wanted, QSize(1920, 1080)) == wanted
    doubled = fitting(wanted, QSize(960, 540))
    assert doubled.width() <= 960
    assert doubled.height() < 540  # with its title bar
