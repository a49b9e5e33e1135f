"""Tuning a live stream with mouse and keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QInputDialog,
    QLineEdit,
    QPushButton,
    QSlider,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.tuning.tuning_panel import TuningPanel
from realtime.profiles import Profile, load_profile, save_profile
from tests.gui.conftest import WindowMaker
from tests.gui.test_main_window import LIVE, sees_waving
from tests.gui.waiting import wait


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEACT_CONFIG_DIR", str(tmp_path))


@pytest.fixture
def window(make_window: WindowMaker) -> MainWindow:
    window = make_window()
    QTest.keyClick(window, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert window.tuning.panel.isVisible()
    return window


def type_number(window: MainWindow, name: str, text: str) -> None:
    spin = window.tuning.panel.field(name).findChild(QDoubleSpinBox)
    assert isinstance(spin, QDoubleSpinBox)
    spin.selectAll()
    QTest.keyClicks(spin, text)
    QTest.keyClick(spin, Qt.Key.Key_Return)


def test_the_wheel_scrolls_the_panel_and_sets_only_what_was_chosen(
    qtbot: QtBot, window: MainWindow
) -> None:
    panel = window.tuning.panel
    window.resize(1000, 500)
    wait(qtbot, lambda: panel.verticalScrollBar().maximum() > 0)
    slider = panel.field("smoothing").findChild(QSlider)
    spin = panel.field("smoothing").findChild(QDoubleSpinBox)
    sources = window.source_bar.findChild(QComboBox)
    assert slider and spin and sources
    before = panel.profile
    for one in (sources, spin, slider):
        turn_wheel(one)
    assert panel.profile == before
    assert window.source_bar.source == "demo"
    assert not spin.hasFocus()
    assert panel.verticalScrollBar().value() > 0
    slider.setFocus()
    wait(qtbot, slider.hasFocus)
    turn_wheel(slider)
    assert panel.profile != before


def turn_wheel(widget: QWidget) -> None:
    """One notch towards the user, as the mouse tells it."""
    window = widget.window()
    place = QPointF(widget.mapTo(window, widget.rect().center()))
    QTest.wheelEvent(window.windowHandle(), place, QPoint(0, -120))


def click(window: MainWindow, text: str) -> None:
    buttons = window.tuning.panel.findChildren(QPushButton)
    button = next(one for one in buttons if one.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def tick(table: QTreeView, row: int) -> None:
    place = table.visualRect(table.model().index(row, 0))
    QTest.mouseClick(
        table.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(place.left() + 10, place.center().y()),
    )


@pytest.mark.window
def test_a_threshold_acts_on_the_live_stream_and_is_undone(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.start(LIVE)
    wait(qtbot, lambda: sees_waving(window))
    type_number(window, "unknown_below", "1.00")
    wait(qtbot, lambda: window.view.overlay.headline == "nothing I know")
    click(window, "Undo")
    wait(qtbot, lambda: sees_waving(window))
    type_number(window, "top_k", "2")
    wait(qtbot, lambda: len(window.view.overlay.bars) == 2)
    click(window, "Reset")
    assert window.tuning.panel.profile == Profile()
    wait(qtbot, lambda: len(window.view.overlay.bars) == 5)


def test_numbers_are_equally_wide_in_large_letters(qtbot: QtBot) -> None:
    panel = TuningPanel(Profile())
    qtbot.addWidget(panel)
    panel.setStyleSheet("QDoubleSpinBox { font-size: 40px; }")
    panel.show()
    qtbot.waitExposed(panel)
    assert len({spin.width() for spin in panel.findChildren(QDoubleSpinBox)}) == 1


def test_a_slider_is_moved_by_key_and_enter_stays_above_exit(window: MainWindow) -> None:
    panel = window.tuning.panel
    slider = panel.field("exit").findChild(QSlider)
    assert isinstance(slider, QSlider)
    QTest.keyClick(slider, Qt.Key.Key_End)
    event = panel.profile.decisions.event
    assert (event.exit, event.enter) == (0.99, 1.0)
    assert panel.field("enter").value == 1.0
    QTest.keyClick(slider, Qt.Key.Key_Left)
    assert panel.field("exit").value == 0.98
    panel.undo.setFocus()
    QTest.keyClick(panel.undo, Qt.Key.Key_Space)
    assert not panel.undo.isEnabled()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert panel.labels.isAncestorOf(focus)  # another Space resets nothing


def test_labels_are_searched_ticked_and_given_a_start(qtbot: QtBot, window: MainWindow) -> None:
    window.start(LIVE)
    wait(qtbot, lambda: sees_waving(window))
    labels = window.tuning.panel.labels
    table, search = labels.findChild(QTreeView), labels.findChild(QLineEdit)
    assert isinstance(table, QTreeView)
    assert isinstance(search, QLineEdit)
    assert table.model().rowCount() == 6
    QTest.keyClicks(search, "CLAP")
    assert table.model().rowCount() == 1
    tick(table, 0)
    assert list(window.tuning.panel.profile.decisions.only) == ["clapping"]
    wait(qtbot, lambda: [bar.label for bar in window.view.overlay.bars] == ["clapping"])
    tick(table, 0)
    assert list(window.tuning.panel.profile.decisions.only) == []
    table.edit(table.model().index(0, 1))
    editor = table.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "0,8")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    rules = window.tuning.panel
    wait(qtbot, lambda: rules.profile.decisions.rule_of("clapping").enter == 0.8)
    assert table.model().index(0, 1).data() == "0.8"


def test_a_profile_is_saved_and_loaded_by_mouse_and_keys(
    qtbot: QtBot, window: MainWindow, make_window: WindowMaker
) -> None:
    type_number(window, "smoothing", "2.5")
    click(window, "Save as …")
    wait(qtbot, lambda: bool(window.tuning.panel.findChildren(QInputDialog)))
    (dialog,) = window.tuning.panel.findChildren(QInputDialog)
    line = dialog.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "door")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    saved = load_profile("door")
    assert saved.decisions.smoothing_seconds == 2.5
    click(window, "Reset")
    window.tuning.files.load("door")
    assert window.tuning.panel.profile == saved
    window.close()
    again = make_window()
    assert again.tuning.panel.isVisible()
    assert again.tuning.panel.profile == saved


def test_labels_of_another_model_are_told_and_reset_helps(
    qtbot: QtBot, window: MainWindow, preferences: Preferences
) -> None:
    save_profile("other", Profile.model_validate({"decisions": {"only": ["yoga"]}}))
    window.tuning.files.load("other")
    window.start(LIVE)
    wait(qtbot, window.error.isVisible)
    assert "no label 'yoga' in this model" in window.error.text
    click(window, "Reset")
    window.start(LIVE)
    wait(qtbot, lambda: sees_waving(window))
    window.tuning.files.load("other")
    assert "no label 'yoga'" in window.tuning.panel.message
    window.tuning.files.load("nobody")
    assert "no profile 'nobody'; there are: other" in window.tuning.panel.message
    assert preferences.profile.decisions.only == ("yoga",)
