"""Examples are marked in a recorded video, by keys and by mouse, as a person does it."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from engines import NOTHING, TaughtExample, embedded, frames_between, read_timeline
from gui.main_window import MainWindow
from gui.teach.span_player import SpanPlayer
from tests.engines.painted_video import write_video
from tests.gui.colour_teaching import ColourEmbedder, colour_backbone
from tests.gui.conftest import WindowMaker
from tests.gui.small_engine import SPEC
from tests.gui.waiting import wait

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(make_window: WindowMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setenv("LIVEACT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr("gui.teach.teach_desk.backbone_named", colour_backbone)
    window = make_window()
    window.panels.show_only("teach")
    return window


def player_of(window: MainWindow) -> SpanPlayer:
    return window.teaching.panel.spans


def open_by_keys(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    QTest.keyClick(window, Qt.Key.Key_O, CONTROL_SHIFT)
    dialog = window.teaching.panel.findChildren(QFileDialog)[-1]
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(line, QLineEdit)
    line.setText(str(path))
    QTest.keyClick(line, Qt.Key.Key_Return)
    wait(qtbot, lambda: window.teaching.panel.error.isVisible() or player_of(window).isVisible())


def examples(window: MainWindow) -> tuple[TaughtExample, ...]:
    return window.teaching.book.lesson.examples


def place_in_bar(window: MainWindow, seconds: float) -> QPoint:
    return player_of(window).bar.place_of(seconds).toPoint()


@pytest.mark.clips
def test_spans_of_a_real_clip_become_examples_of_one_recording(
    qtbot: QtBot, window: MainWindow, clips_dir: Path
) -> None:
    clip = clips_dir / "wave_1.avi"
    panel, player = window.teaching.panel, player_of(window)
    open_by_keys(qtbot, window, clip)
    assert player.add.text() == "Name the action first"
    panel.label.setCurrentText("wave / 挥手")
    assert player.add.text() == "Add example of wave / 挥手"
    assert not player.add.isEnabled()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_I):
        QTest.keyClick(player, key)
    QTest.mouseClick(player.bar, LEFT, pos=place_in_bar(window, 1.0))
    last = player.at
    QTest.keyClick(player, Qt.Key.Key_O)
    QTest.keyClick(player, Qt.Key.Key_Return)
    wait(qtbot, lambda: len(examples(window)) == 1)
    first = examples(window)[0]
    timeline = read_timeline(clip)
    assert first.start_seconds == pytest.approx(timeline.pts_seconds[2])
    assert first.end_seconds == pytest.approx(timeline.pts_seconds[last + 1])
    frames = frames_between(clip, timeline, 2, last, SPEC)
    seen = embedded(ColourEmbedder(), frames, mirrored=True)
    np.testing.assert_array_equal(first.embeddings, seen)

    panel.label.setCurrentText("hello")
    QTest.mouseClick(player.bar, LEFT, pos=place_in_bar(window, 1.0))
    for key in (Qt.Key.Key_O, Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_I):
        QTest.keyClick(player, key)
    QTest.keyClick(player, Qt.Key.Key_Return)
    wait(qtbot, lambda: "this clip was given before, as example 1" in panel.error.text)
    panel.label.setCurrentText("wave / 挥手")

    QTest.mousePress(player.bar, LEFT, pos=place_in_bar(window, 0.2))
    QTest.mouseMove(player.bar, place_in_bar(window, 1.4))
    QTest.mouseRelease(player.bar, LEFT, pos=place_in_bar(window, 1.4))
    QTest.mouseClick(player.mark_in, LEFT)
    QTest.keyClick(player, Qt.Key.Key_End)
    QTest.mouseClick(player.mark_out, LEFT)
    assert "marked: 1." in player.said
    QTest.mouseClick(player.add, LEFT)
    wait(qtbot, lambda: len(examples(window)) == 2)
    assert window.focusWidget() is player  # Space plays, and closes nothing
    assert {one.recording for one in examples(window)} == {f"{clips_dir.name}/wave_1.avi"}
    assert [span.label for span in player.bar.state.kept] == ["wave / 挥手"] * 2
    assert player.bar.state.in_seconds is None
    wait(qtbot, lambda: "only 'wave / 挥手' is taught" in panel.error.text)
    panel.label.setCurrentText(NOTHING)
    for key in (Qt.Key.Key_I, Qt.Key.Key_Home, Qt.Key.Key_O, Qt.Key.Key_I, Qt.Key.Key_End):
        QTest.keyClick(player, key)
    for key in (Qt.Key.Key_O, Qt.Key.Key_Return):
        QTest.keyClick(player, key)
    wait(qtbot, lambda: "Taught in" in panel.message)
    found = panel.report.rows.item(0, 2)
    assert found is not None
    assert found.text() == "not measured"  # both are of one recording
    panel.undo.click()
    panel.undo.click()
    assert len(player.bar.state.kept) == 1


def test_it_plays_and_is_stepped_through(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    player = player_of(window)
    open_by_keys(qtbot, window, write_video(tmp_path / "a.mp4", frames=40))
    QTest.keyClick(player, Qt.Key.Key_Space)
    wait(qtbot, lambda: player.at > 2)
    QTest.mouseClick(player.play, LEFT)
    assert not player.is_playing
    at = player.at
    QTest.mouseClick(player.forward, LEFT)
    QTest.keyClick(player, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(player, Qt.Key.Key_Left)
    assert player.at == at + 10
    QTest.keyClick(player, Qt.Key.Key_End)
    QTest.keyClick(player, Qt.Key.Key_Space)  # at the end it begins anew
    wait(qtbot, lambda: 0 < player.at < 30)
    assert not window.teaching.panel.record.isVisible()  # in its place is the video
    QTest.mouseClick(player.leave, LEFT)
    assert not player.isVisible()
    assert window.teaching.panel.record.isVisible()


def test_what_cannot_become_an_example_is_said(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    panel, player = window.teaching.panel, player_of(window)
    (tmp_path / "cover.mp4").write_bytes(b"")
    window.teaching.spans.open(tmp_path / "cover.mp4")
    wait(qtbot, lambda: "the file is empty (0 bytes)" in panel.error.text)
    assert panel.error.isVisible()
    page = panel.widget()
    assert page is not None
    assert page.minimumSizeHint().width() <= panel.viewport().width()  # nothing is cut off
    window.teaching.spans.open(write_video(tmp_path / "long.mp4", frames=800))
    wait(qtbot, player.isVisible)
    assert panel.error.text == ""
    panel.label.setCurrentText("x" * 80)
    for key in (Qt.Key.Key_I, Qt.Key.Key_End, Qt.Key.Key_O, Qt.Key.Key_Return):
        QTest.keyClick(player, key)
    assert panel.error.text == (
        "an example of 32 s given, 30 s at most; mark the action once, not its repetitions"
    )
    for key in (Qt.Key.Key_Home, Qt.Key.Key_I, Qt.Key.Key_Right, Qt.Key.Key_O, Qt.Key.Key_Return):
        QTest.keyClick(player, key)
    wait(qtbot, lambda: "0.1 s given, at least 0.3 s are needed" in panel.error.text)
    assert examples(window) == ()
