"""Teaching from the first example to the next start, as a person does it."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from engines import (
    NOTHING,
    Lesson,
    LoadedEngine,
    ModelSpec,
    Progress,
    TaughtExample,
    read_taught,
    taught_place,
)
from gui.engine_share import EngineShare
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.teach.teacher import Shot, Teacher
from realtime.profiles import Profile
from tests.gui.colour_teaching import (
    COLOURS,
    colour_backbone,
    colour_shot,
    load_taught_colours,
    write_colours,
)
from tests.gui.small_engine import SmallEngine
from tests.gui.waiting import wait


@pytest.fixture(autouse=True)
def small_and_fast(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEACT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr("gui.teach.teach_desk.backbone_named", colour_backbone)
    monkeypatch.setattr("gui.teach.take.COUNTDOWN_SECONDS", 0.12)


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_colours(tmp_path_factory.mktemp("colours") / "colours.mp4", seconds=60)


def load_any(name: str, progress: Progress) -> LoadedEngine:
    return load_taught_colours(name, progress) if taught_place(name).is_file() else SmallEngine()


def open_window(qtbot: QtBot, preferences: Preferences) -> MainWindow:
    model = preferences.model
    quick = {"step_seconds": 0.12, "decisions": {"smoothing_seconds": 0.0, "unknown_below": 0.3}}
    preferences.profile = Profile.model_validate(quick)
    engines = EngineShare(lambda progress: load_any(model, progress))
    window = MainWindow(engines, preferences, theme="dark", list_cameras=list, load=load_any)
    window.panels.show_only("teach")
    window.teaching.panel.seconds.setValue(0.6)
    window.show()
    window.activateWindow()
    wait(qtbot, window.isActiveWindow)
    return window


def colour_now(window: MainWindow) -> str:
    stream = window.selected.state.stream
    frame = None if stream is None else stream.pipeline.latest_frame
    if frame is None:
        return ""
    mean = frame.image.mean(axis=(0, 1))
    return min(COLOURS, key=lambda name: abs(mean - COLOURS[name]).sum())


def wait_for_start_of(qtbot: QtBot, window: MainWindow, colour: str) -> None:
    wait(qtbot, lambda: colour_now(window) not in ("", colour))
    wait(qtbot, lambda: colour_now(window) == colour)


def count(window: MainWindow, label: str) -> int:
    return len(window.teaching.book.lesson.of(label))


def record(qtbot: QtBot, window: MainWindow, colour: str, label: str) -> None:
    before = count(window, label)
    window.teaching.panel.label.setCurrentText(label)
    wait_for_start_of(qtbot, window, colour)
    QTest.keyClick(window, Qt.Key.Key_F8)
    wait(qtbot, lambda: count(window, label) == before + 1)


def mark(qtbot: QtBot, window: MainWindow, colour: str, label: str) -> None:
    before = count(window, label)
    window.teaching.panel.label.setCurrentText(label)
    wait_for_start_of(qtbot, window, colour)
    QTest.keyClick(window, Qt.Key.Key_BracketLeft)
    stream = window.selected.state.stream
    assert stream is not None
    frame = stream.pipeline.latest_frame
    assert frame is not None
    until = frame.pts_seconds + 0.5

    def is_later() -> bool:
        newest = stream.pipeline.latest_frame
        return newest is not None and newest.pts_seconds > until

    wait(qtbot, is_later)
    QTest.keyClick(window, Qt.Key.Key_BracketRight)
    wait(qtbot, lambda: count(window, label) == before + 1)


def says(window: MainWindow, label: str) -> bool:
    return window.view.overlay.headline == label


def idle(qtbot: QtBot, window: MainWindow) -> None:
    wait(qtbot, lambda: not window.teaching.is_busy)


@pytest.mark.waits
def test_the_whole_story(qtbot: QtBot, preferences: Preferences, video: Path) -> None:
    window = open_window(qtbot, preferences)
    panel = window.teaching.panel
    panel.label.setCurrentText("stop / 停")
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert "no stream runs" in panel.error.text
    window.start(str(video))
    record(qtbot, window, "red", "stop / 停")
    mark(qtbot, window, "grey", NOTHING)
    record(qtbot, window, "green", "go")
    wait(qtbot, lambda: "one example only of 'stop / 停', 'go'" in panel.error.text)
    record(qtbot, window, "red", "stop / 停")
    record(qtbot, window, "green", "go")
    wait(qtbot, lambda: "Taught in" in panel.message)
    wait(qtbot, lambda: says(window, "stop / 停"))
    wait(qtbot, lambda: says(window, "go"))
    found = panel.report.rows.item(0, 2)
    assert found is not None
    assert found.text() == "not measured"  # all of it was cut from one file

    wait_for_start_of(qtbot, window, "red")
    wait(qtbot, lambda: says(window, "stop / 停"))
    QTest.keyClick(window, Qt.Key.Key_F7)
    (menu,) = panel.findChildren(QMenu)
    assert [action.text() for action in menu.actions()] == ["stop / 停", "go", NOTHING]
    menu.actions()[0].trigger()
    menu.close()
    window.activateWindow()
    wait(qtbot, lambda: QApplication.activePopupWidget() is None and window.isActiveWindow())
    wait(qtbot, lambda: count(window, "stop / 停") == 3)
    idle(qtbot, window)
    fillers = count(window, NOTHING)
    QTest.keyClick(window, Qt.Key.Key_F9)
    wait(qtbot, lambda: count(window, NOTHING) == fillers + 1)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert count(window, NOTHING) == fillers
    idle(qtbot, window)

    panel.save.click()
    (dialog,) = panel.findChildren(QInputDialog)
    line = dialog.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "my colours")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    wait(qtbot, lambda: panel.message == "Saved as my colours")
    lesson = window.teaching.book.lesson
    window.close()
    assert len(read_taught(taught_place("my colours")).lesson.examples) == len(lesson.examples)

    again = open_window(qtbot, preferences)
    assert again.teaching.panel.model.currentText() == "my colours"
    assert again.teaching.panel.examples.count() == len(lesson.examples)
    again.start(str(video))
    wait(qtbot, lambda: says(again, "stop / 停"))
    wait(qtbot, lambda: says(again, "go"))
    again.close()


def _as_it_is(clip: NDArray[np.uint8], _spec: ModelSpec) -> NDArray[np.uint8]:
    return clip


def saved_colours(qtbot: QtBot, name: str) -> Lesson:
    """A taught model in its place, made without a stream."""
    teacher = Teacher(colour_backbone())
    for number in range(2):
        for label, colour in (("stop", "red"), ("go", "green")):
            clip = colour_shot(colour, number)
            cut = partial(_as_it_is, clip)
            teacher.look_at(Shot(label, cut, f"take {colour} {number}", 0.0, 0.6))
    made: list[TaughtExample] = []

    def all_came() -> bool:
        made.extend(example for _, example in teacher.take())
        return len(made) == 4

    wait(qtbot, all_came)
    lesson = Lesson(tuple(made))
    teacher.train(lesson)
    teacher.save(taught_place(name))
    wait(qtbot, lambda: teacher.state.saved is not None)
    teacher.close()
    return lesson


def test_examples_of_a_chosen_model_are_relabelled_deleted_and_undone(
    qtbot: QtBot, preferences: Preferences
) -> None:
    lesson = saved_colours(qtbot, "colours")
    preferences.model = "colours"
    window = open_window(qtbot, preferences)
    desk, panel = window.teaching, window.teaching.panel
    labels = [example.label for example in lesson.examples]
    wait(qtbot, lambda: panel.report.rows.rowCount() == 2)
    texts = [panel.report.rows.item(row, 2) for row in range(2)]
    assert [cell.text() for cell in texts if cell is not None] == ["2 of 2", "2 of 2"]
    assert "no 'nothing' given" in panel.report.advice.text()
    newest = panel.examples.item(0)
    assert not newest.icon().isNull()
    newest.setText("  ")
    assert "1 to 80 printable characters" in panel.error.text
    panel.examples.item(0).setText("halt / 停")
    assert desk.book.lesson.examples[3].label == "halt / 停"
    panel.examples.item(1).setSelected(True)
    QTest.keyClick(panel.examples, Qt.Key.Key_Delete)
    assert panel.examples.count() == 3
    panel.undo.setFocus()
    panel.undo.click()
    panel.undo.click()
    assert QApplication.focusWidget() is panel.examples  # another Space deletes nothing
    assert [one.label for one in desk.book.lesson.examples] == labels
    desk.shelf.save("a/b")
    assert "'a/b' given; 1 to 64 letters" in panel.error.text
    taught_place("colours").write_bytes(b"damaged")
    desk.choose("colours")
    assert "not a taught model, or damaged" in panel.error.text
    assert [one.label for one in desk.book.lesson.examples] == labels
    window.close()


def test_a_model_of_other_weights_is_not_gone_on_with(
    qtbot: QtBot, preferences: Preferences, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved_colours(qtbot, "colours")
    others = replace(colour_backbone(), identity="2")
    monkeypatch.setattr("gui.teach.teach_desk.backbone_named", lambda *_: others)
    window = open_window(qtbot, preferences)
    window.teaching.choose("colours")
    assert window.teaching.panel.error.text == (
        "colours: taught on colour with weights 1, here are 2; teach it again"
    )
    assert window.teaching.book.lesson.examples == ()
    window.close()


def test_examples_that_nobody_saved_go_on_in_a_window_of_another_language(
    qtbot: QtBot, preferences: Preferences
) -> None:
    window = open_window(qtbot, preferences)
    for number in range(2):
        for colour in ("red", "green"):
            cut = partial(_as_it_is, colour_shot(colour, number))
            shot = Shot(colour, cut, f"take {colour} {number}", 0.0, 0.6)
            window.teaching.recorder.shot_made.emit(shot)
    wait(qtbot, lambda: len(window.teaching.book.lesson.examples) == 4)
    window.build_anew()
    after = open_window(qtbot, preferences)
    assert window.going is not None
    after.go_on(window.going)
    assert after.teaching.book.lesson == window.teaching.book.lesson
    wait(qtbot, lambda: after.teaching.panel.report.rows.rowCount() == 2)
    assert after.teaching.panel.model.currentText() == "not saved yet"
    after.close()


def test_a_model_given_as_a_file_is_shown_and_that_another_is_taught(
    qtbot: QtBot, preferences: Preferences
) -> None:
    preferences.model = "/models/ours.onnx"
    window = open_window(qtbot, preferences)
    panel = window.teaching.panel
    assert panel.model.currentText() == "ours.onnx"
    assert panel.model_note.startswith("ours.onnx is a file and cannot be taught: i3d.k400 looks")
    QTest.keyClick(panel.model, Qt.Key.Key_Down)
    assert (preferences.model, panel.model_note) == ("i3d.k400", "")
    QTest.keyClick(panel.model, Qt.Key.Key_Up)
    assert preferences.model == "/models/ours.onnx"
    window.close()
