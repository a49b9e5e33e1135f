import threading

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from engines import LoadedEngine, Progress, ProgressEvent
from gui.dialogs import AboutDialog, ShortcutsDialog
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.worker_state import Phase
from realtime.sources.cameras import Camera
from tests.gui.conftest import WindowMaker
from tests.gui.small_engine import SmallEngine
from tests.gui.waiting import wait

LIVE = "synthetic:?fps=50"


def type_source(window: MainWindow, source: str) -> None:
    combo = window.source_bar.findChild(QComboBox)
    assert isinstance(combo, QComboBox)
    line = combo.lineEdit()
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, source)
    QTest.keyClick(line, Qt.Key.Key_Return)


def button(window: MainWindow) -> QPushButton:
    found = window.source_bar.findChild(QPushButton, "primary")
    assert isinstance(found, QPushButton)
    return found


def sees_waving(window: MainWindow) -> bool:
    return window.view.overlay.headline == "waving"


@pytest.mark.window
def test_the_first_start_offers_cameras_by_name_else_the_demo(make_window: WindowMaker) -> None:
    assert make_window(cameras=(Camera(2, "Integrated Camera"),)).source_bar.source == "2"
    assert make_window().source_bar.source == "demo"


@pytest.mark.window
def test_type_an_address_see_it_live_and_stop_by_mouse(
    qtbot: QtBot, make_window: WindowMaker
) -> None:
    window = make_window()
    type_source(window, LIVE)
    wait(qtbot, lambda: sees_waving(window))
    assert button(window).text() == "Stop"
    assert window.view.overlay.chips[0].text == "live"
    wait(qtbot, lambda: len(window.timeline.history.samples) > 2)
    wait(qtbot, lambda: len(window.timeline.history.events) > 0)
    assert window.latency.value("Runs with") == "small fp32 on cpu"
    assert window.latency.value("Not used") == "cuda: no GPU here"
    assert "waving" in window.view.accessibleDescription()
    QTest.mouseClick(button(window), Qt.MouseButton.LeftButton)
    wait(qtbot, lambda: button(window).text() == "Start")
    assert not window.error.isVisible()


def test_the_picture_itself_is_on_the_screen(qtbot: QtBot, make_window: WindowMaker) -> None:
    window = make_window()
    window.start(LIVE)
    wait(qtbot, lambda: sees_waving(window))
    image = window.view.grab().toImage()
    middle = image.pixelColor(image.width() // 2, image.height() // 3)
    assert middle.name() in ("#ffffff", "#000000")  # a square of the painted number


@pytest.mark.window
def test_switching_while_running_ends_with_the_last_source(
    qtbot: QtBot, make_window: WindowMaker
) -> None:
    window = make_window()
    for number in range(50):
        window.start(f"{LIVE}&seconds={5000 + number}")
        QCoreApplication.processEvents()
    wait(qtbot, lambda: "5049" in window.windowTitle() and sees_waving(window))
    running = [one.name for one in threading.enumerate() if one.name == "liveact-capture"]
    assert len(running) == 1, "those before it have ended"


@pytest.mark.window
def test_an_error_is_shown_and_the_window_goes_on(qtbot: QtBot, make_window: WindowMaker) -> None:
    window = make_window()
    type_source(window, "/nowhere/clip.mp4")
    wait(qtbot, window.error.isVisible)
    assert "/nowhere/clip.mp4: no such file; check the path" in window.error.text
    type_source(window, LIVE)
    wait(qtbot, lambda: sees_waving(window))
    assert not window.error.isVisible()


@pytest.mark.window
def test_a_lost_camera_is_told_and_comes_back(qtbot: QtBot, make_window: WindowMaker) -> None:
    window = make_window()
    window.start("synthetic:?fps=50&disconnect=60")
    wait(qtbot, lambda: bool(window.timeline.history.gaps()))
    wait(qtbot, lambda: sees_waving(window))
    assert window.isVisible()


@pytest.mark.window
@pytest.mark.parametrize("stage", ["fetching", "building"])
def test_progress_is_shown_and_closing_ends_it(
    qtbot: QtBot, make_window: WindowMaker, stage: str
) -> None:
    def load(progress: Progress) -> LoadedEngine:
        for done in range(1, 10**9):
            progress(ProgressEvent(stage, min(done, 500), 1000, "bytes"))
        raise AssertionError("not cancelled")

    window = make_window(load)
    window.start(LIVE)
    wait(qtbot, lambda: stage.capitalize() in window.progress.text)
    assert window.progress.isVisible()
    assert button(window).text() == "Cancel"
    window.close()  # joins; the fixture sees that no thread is left


@pytest.mark.window
def test_cancel_by_mouse(qtbot: QtBot, make_window: WindowMaker) -> None:
    def load(progress: Progress) -> LoadedEngine:
        while True:
            progress(ProgressEvent("fetching", 1, 4, "bytes"))

    window = make_window(load)
    window.start(LIVE)
    wait(qtbot, window.progress.isVisible)
    cancel = window.progress.findChild(QPushButton)
    assert isinstance(cancel, QPushButton)
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    wait(qtbot, lambda: not window.progress.isVisible())
    assert button(window).text() == "Start"
    assert not window.error.isVisible()


@pytest.mark.window
def test_the_timeline_is_read_by_mouse_and_keys(qtbot: QtBot, make_window: WindowMaker) -> None:
    window = make_window()
    window.start(LIVE)
    wait(qtbot, lambda: len(window.timeline.history.samples) > 3)
    strip = window.timeline
    known = strip.history.samples[1].seconds  # a busy machine says nothing of the last moment
    QTest.mouseMove(strip, strip.place_of(known))
    wait(qtbot, lambda: "waving" in strip.accessibleDescription())  # a real pointer takes its time
    strip.setAccessibleDescription("")
    QTest.keyClick(strip, Qt.Key.Key_Left)
    assert strip.accessibleDescription()


@pytest.mark.window
def test_full_screen_by_key_and_back(qtbot: QtBot, make_window: WindowMaker) -> None:
    window = make_window()
    QTest.keyClick(window, Qt.Key.Key_F11)
    wait(qtbot, window.isFullScreen)
    assert not window.source_bar.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    wait(qtbot, lambda: not window.isFullScreen())
    assert window.source_bar.isVisible()
    assert window.timeline.isVisible()


def test_panels_are_hidden_by_key_and_stay_so(
    make_window: WindowMaker, preferences: Preferences
) -> None:
    window = make_window()
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not window.latency.isVisible()
    window.start("synthetic:?fps=25")
    window.close()
    assert preferences.source == "synthetic:?fps=25"
    again = make_window()
    assert not again.latency.isVisible()
    assert again.timeline.isVisible()
    assert again.source_bar.source == "synthetic:?fps=25"


@pytest.mark.window
def test_no_password_is_kept_or_shown(
    qtbot: QtBot, make_window: WindowMaker, preferences: Preferences
) -> None:
    window = make_window()
    type_source(window, "rtsp://anna:secret@127.0.0.1:9/live")
    assert window.source_bar.source == "rtsp://anna:secret@127.0.0.1:9/live"
    combo = window.source_bar.findChild(QComboBox)
    assert isinstance(combo, QComboBox)
    assert combo.currentText() == "rtsp://127.0.0.1:9/live"
    assert preferences.source == "rtsp://127.0.0.1:9/live"
    wait(qtbot, lambda: window.view.overlay.chips[:1] != ())
    assert "secret" not in window.windowTitle()
    window.actions_by_name["about"].trigger()
    about = window.findChild(AboutDialog)
    assert isinstance(about, AboutDialog)
    copy = next(one for one in about.findChildren(QPushButton) if "Copy" in one.text())
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "rtsp://127.0.0.1:9/live" in copied
    assert "secret" not in copied
    assert "openvino" in copied


@pytest.mark.window
def test_question_mark_shows_the_shortcuts(qtbot: QtBot, make_window: WindowMaker) -> None:
    window = make_window()
    QTest.keyClick(window, Qt.Key.Key_Question)
    wait(qtbot, lambda: window.findChild(ShortcutsDialog) is not None)
    dialog = window.findChild(ShortcutsDialog)
    assert isinstance(dialog, ShortcutsDialog)
    shown = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"Full screen", "Tab, Shift+Tab"} <= shown
    for action in window.actions():
        assert action.shortcut().toString(QKeySequence.SequenceFormat.NativeText) in shown


def test_everything_that_takes_keys_has_a_name(make_window: WindowMaker) -> None:
    window = make_window()
    assert all(one.text() or one.accessibleName() for one in window.findChildren(QPushButton))
    for widget in (window.view, window.timeline, window.latency):
        assert widget.accessibleName()
    assert window.timeline.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_an_engine_that_breaks_is_told(qtbot: QtBot, make_window: WindowMaker) -> None:
    window = make_window(lambda _progress: SmallEngine(ValueError("a bad day")))
    window.start(LIVE)
    wait(qtbot, window.error.isVisible)
    assert "ValueError: a bad day" in window.error.text
    assert button(window).text() == "Start"


def test_phases_name_the_button(make_window: WindowMaker) -> None:
    window = make_window()
    texts = []
    for phase in Phase:
        window.source_bar.show_phase(phase)
        texts.append(button(window).text())
    assert texts == ["Start", "Cancel", "Stop"]
