"""An event is seen again, by mouse and by keys: from memory, a recording, the file itself."""

from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from engines import VideoReader
from gui.main_window import MainWindow
from gui.record.clip_player import ClipPlayer
from gui.record.footage import Scene, VideoFootage
from gui.record.picture_ring import LONGEST_SIDE_PX, Picture, PictureRing, small_jpeg
from gui.record.replay_player import ReplayPlayer
from gui.record.replay_window import ReplayWindow
from gui.worker_state import Stream
from realtime import ActionEvent
from realtime.sources.painted import painted_index
from realtime.video_recorder import UNFINISHED
from tests.engines.painted_video import write_video
from tests.gui.conftest import WindowMaker, load_small
from tests.gui.test_main_window import LIVE
from tests.gui.waiting import wait


@pytest.fixture
def short_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is older than a moment can only be seen in a file."""
    monkeypatch.setattr("gui.worker.PictureRing", partial(PictureRing, keep_seconds=0.3))


def _event(window: MainWindow) -> ActionEvent:
    return window.timeline.history.events[0].event


def _wait_for_event(qtbot: QtBot, window: MainWindow) -> None:
    """Until it is a second long."""
    wait(qtbot, lambda: bool(window.timeline.history.events))
    wait(qtbot, lambda: window.timeline.history.now_seconds > _event(window).start_seconds + 1.2)


def _click_event(window: MainWindow) -> None:
    strip = window.timeline
    place = strip.place_of(_event(window).start_seconds + 0.6)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=place)


def _close_by_key(qtbot: QtBot, window: MainWindow, replay: ReplayWindow) -> None:
    QTest.keyClick(replay, Qt.Key.Key_Escape)
    wait(qtbot, lambda: not window.findChildren(ReplayWindow))


def _runs_another(window: MainWindow, stream: Stream) -> bool:
    return window.selected.state.stream not in (None, stream)


def _is_from(replay: ReplayWindow, place: str) -> bool:
    return place in replay.origin


def _opened(qtbot: QtBot, window: QWidget) -> tuple[ReplayWindow, ClipPlayer]:
    """The window that opened, once it plays."""
    wait(qtbot, lambda: any(one.clip for one in window.findChildren(ReplayWindow)))
    replay = window.findChildren(ReplayWindow)[0]
    assert replay.clip is not None
    replay.activateWindow()  # as desktops do; an X server alone does not
    wait(qtbot, replay.isActiveWindow)
    return replay, replay.clip


@pytest.mark.window
def test_an_event_is_seen_again_by_keys_and_by_mouse_and_stepped_through(
    qtbot: QtBot, make_window: WindowMaker
) -> None:
    window = make_window()
    window.start(LIVE)
    _wait_for_event(qtbot, window)
    strip, event = window.timeline, _event(window)
    QTest.keyClick(strip, Qt.Key.Key_Return)  # nothing is read yet
    assert not window.findChildren(ReplayWindow)
    QTest.keyClick(strip, Qt.Key.Key_Left)
    assert "event: waving" in strip.accessibleDescription()
    QTest.keyClick(strip, Qt.Key.Key_Return)
    replay, _ = _opened(qtbot, window)
    before = replay.grab().toImage()
    QTest.keyClick(replay, Qt.Key.Key_End)
    assert replay.grab().toImage() != before
    _close_by_key(qtbot, window, replay)

    _click_event(window)
    replay, clip = _opened(qtbot, window)
    assert event.label in replay.windowTitle()
    assert replay.origin == "From memory"
    wait(qtbot, lambda: clip.player.at > 2)
    times = [picture.seconds for picture in clip.player.pictures]
    assert times == sorted(times)
    assert times[0] >= event.start_seconds - 1
    QTest.mouseClick(clip.play, Qt.MouseButton.LeftButton)
    assert not clip.is_playing
    at = clip.player.at
    QTest.keyClick(replay, Qt.Key.Key_Right)
    assert clip.player.at == at + 1
    assert f"{times[at + 1]:.2f} s" in clip.said
    assert f"{at + 2} of {len(times)}" in clip.said
    QTest.keyClick(replay, Qt.Key.Key_Home)
    assert clip.player.at == clip.place.value() == 0
    _close_by_key(qtbot, window, replay)


@pytest.mark.usefixtures("short_memory")
def test_what_left_memory_is_played_from_its_recording(
    qtbot: QtBot, make_window: WindowMaker, tmp_path: Path
) -> None:
    window = make_window()
    window.recording.set_folder(tmp_path / "out")
    window.recording.bar.overlay.setChecked(False)
    window.start(LIVE)
    wait(qtbot, lambda: window.selected.cell.frame is not None)
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    recorder = window.recording._recorder
    assert recorder is not None
    # The encoder keeps some pictures back, the file less than two seconds.
    wait(qtbot, lambda: recorder.progress.frames > 50 and recorder.progress.seconds > 2.2)
    for ending in (UNFINISHED, ".mkv"):
        _wait_for_event(qtbot, window)
        _click_event(window)
        replay, clip = _opened(qtbot, window)
        assert replay.origin.startswith("From liveact ")
        assert ending in replay.origin
        pictures = clip.player.pictures
        assert len(pictures) > 10
        for picture in pictures[::10]:
            shown = painted_index(picture.decoded())
            assert shown == pytest.approx(50 * picture.seconds, abs=0.2)
        _close_by_key(qtbot, window, replay)
        recorder.stop()
        wait(qtbot, lambda: not window.recording.is_recording)
    recorder.path.unlink()
    window.replay(ActionEvent("end", "waving", 0.9, 0.2, 0.9, "test"))
    assert "no recording holds it; press Record (Ctrl+R) to keep what comes" in window.error.text
    now = window.timeline.history.now_seconds
    window.replay(ActionEvent("start", "waving", 0.9, now - 0.1, None, "test"))
    assert not window.error.isVisible()  # this one is seen


@pytest.mark.clips
@pytest.mark.usefixtures("short_memory")
def test_a_source_that_is_a_file_is_looked_up_in_it_also_where_a_stream_began_in_its_midst(
    qtbot: QtBot, make_window: WindowMaker, clips_dir: Path
) -> None:
    path = clips_dir / "clean_and_jerk_20fps.mp4"
    with VideoReader(path) as reader:
        frames = [(one.pts_seconds, one.image) for one in iter(reader.read, None)]
    window = make_window()
    window.start(str(path))
    for began in (0.0, 1.0):
        _wait_for_event(qtbot, window)
        _click_event(window)
        replay, clip = _opened(qtbot, window)
        assert replay.origin == f"From {path.name}"
        stream = window.selected.state.stream
        assert stream is not None
        shift = stream.pipeline.began_seconds
        assert shift is not None
        assert (shift > began) == (began > 0)
        for picture in clip.player.pictures[::10]:
            at, image = min(frames, key=lambda one: abs(one[0] - shift - picture.seconds))
            assert at - shift == pytest.approx(picture.seconds)
            same = Picture(0.0, small_jpeg(image, LONGEST_SIDE_PX)).decoded()
            assert np.array_equal(picture.decoded(), same)
        _close_by_key(qtbot, window, replay)
        window.selected.use(load_small)  # another engine; the source stays open
        wait(qtbot, partial(_runs_another, window, stream))
    assert not window.error.isVisible()
    window.replay(ActionEvent("end", "waving", 0.9, 0.0, 15.0, "test"))
    window.close()  # while the file is read: the fixture sees no thread left


@pytest.mark.clips
def test_reading_a_file_shows_progress_and_is_given_up_by_mouse(
    qtbot: QtBot, clips_dir: Path
) -> None:
    footage = VideoFootage(str(clips_dir / "playing_drums_portrait.mp4"), 0.0)
    replay = ReplayWindow(Scene("drumming", 1.0, 35.0), footage)
    qtbot.addWidget(replay)
    replay.show()
    wait(qtbot, lambda: "s left" in replay.progress.text)
    cancel = replay.progress.findChild(QPushButton)
    assert isinstance(cancel, QPushButton)
    with qtbot.waitSignal(replay.destroyed):
        QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)  # the fixture sees no thread left


def test_all_of_a_long_event_is_reached_by_keys_and_by_mouse(qtbot: QtBot, tmp_path: Path) -> None:
    """A picture every eight seconds; it is asked for in its midst."""
    times = [800 * at for at in range(50)]
    video = write_video(tmp_path / "long.mkv", frames=50, times=times)
    holder = QWidget()
    qtbot.addWidget(holder)
    replay = ReplayWindow(Scene("waving", 8.0, 390.0, 200.0), VideoFootage(str(video), 0.0), holder)
    replay.show()
    _, clip = _opened(qtbot, holder)
    assert replay.origin == "From long.mkv: second 192 to 312 of its 382"
    clip.loop.setChecked(False)
    QTest.keyClick(clip.play, Qt.Key.Key_PageDown)
    wait(qtbot, lambda: replay.origin == "From long.mkv: second 312 to 376 of its 382")
    assert replay.earlier.isEnabled()
    assert not replay.later.isEnabled()
    for seen in ("192 to 312", "72 to 192", "0 to 120"):
        QTest.mouseClick(replay.earlier, Qt.MouseButton.LeftButton)
        wait(qtbot, partial(_is_from, replay, seen))
    assert clip.player.pictures[0].seconds == pytest.approx(8.0)
    assert replay.focusWidget() is clip.play  # and not what closes all
    assert replay.later.isEnabled()
    assert not replay.earlier.isEnabled()
    assert not clip.player.is_looping
    QTest.keyClick(clip.play, Qt.Key.Key_End)  # also where a button has the focus
    assert clip.player.at + 1 == clip.count
    replay.close()


def test_a_file_that_cannot_be_read_is_told_in_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    footage = VideoFootage(str(tmp_path / "gone.mkv"), 0.0)
    replay = ReplayWindow(Scene("waving", 1.0, 2.0), footage)
    qtbot.addWidget(replay)
    replay.show()
    wait(qtbot, replay.error.isVisible)
    assert "gone.mkv: no such file; check the path" in replay.error.text
    replay.close()


def test_a_clip_is_played_by_its_own_times_and_ends_unless_it_is_repeated() -> None:
    player = ReplayPlayer([Picture(seconds, b"") for seconds in (1.0, 1.1, 9.0)])
    assert player.wait_seconds == pytest.approx(0.1)
    assert player.advance()
    assert player.wait_seconds == 1.0  # a gap
    assert player.advance()
    assert player.advance()
    assert player.at == 0
    player.go_to_time(5.0)
    assert player.at == 2
    player.is_looping = False
    player.go_to(99)
    assert not player.advance()
    assert player.at == 2
