"""The pictures of a scene as they lie in a file."""

import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.record import clip_reading
from gui.record.clip_reading import ClipReading, ReadingState
from gui.record.footage import Scene, VideoFootage
from gui.record.played_file import played_file
from tests.engines.painted_video import counted, numbers, write_video
from tests.gui.waiting import wait


def read(qtbot: QtBot, scene: Scene, footage: VideoFootage) -> ReadingState:
    reading = ClipReading(scene, footage)
    wait(qtbot, lambda: reading.state.is_over)
    reading.close()
    return reading.state


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("videos") / "counted.mkv"
    return str(write_video(path, frames=50, paint=counted, times=[20 * at for at in range(50)]))


def test_a_scene_lies_where_its_times_say_with_a_moment_around(qtbot: QtBot, video: str) -> None:
    """Five pictures a second; the file begins with second 100 of the stream."""
    state = read(qtbot, Scene("waving", 104.0, 105.0), VideoFootage(video, 100.0))
    assert [one.seconds for one in state.pictures] == pytest.approx(
        [103 + at / 5 for at in range(16)], abs=0.002
    )
    assert numbers(np.array([one.decoded() for one in state.pictures])) == list(range(15, 31))


def test_more_than_fits_is_cut_off(
    qtbot: QtBot, video: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read(qtbot, Scene("waving", 1.0, 9.0), VideoFootage(video, 0.0))
    monkeypatch.setattr(
        clip_reading, "MOST_BYTES", sum(len(one.jpeg) for one in whole.pictures) // 2
    )
    part = read(qtbot, Scene("waving", 1.0, 9.0), VideoFootage(video, 0.0))
    assert 10 < len(part.pictures) < 40
    assert (whole.is_cut, part.is_cut) == (False, True)


def test_a_file_without_this_time_is_told(qtbot: QtBot, video: str) -> None:
    state = read(qtbot, Scene("waving", 60.0, 61.0), VideoFootage(video, 0.0))
    assert state.error == "counted.mkv: shows nothing of this time; is it still the same file?"
    missing = read(qtbot, Scene("waving", 0.0, 1.0), VideoFootage(f"{video}.gone", 0.0))
    assert "no such file" in missing.error


def test_a_file_that_was_written_anew_is_told_and_not_shown(
    qtbot: QtBot, video: str, tmp_path: Path
) -> None:
    path = Path(shutil.copy(video, tmp_path))
    scene, footage = (
        Scene("waving", 1.0, 2.0),
        VideoFootage(str(path), 0.0, played=played_file(path)),
    )
    assert read(qtbot, scene, footage).pictures
    os.utime(path, ns=(0, 0))
    state = read(qtbot, scene, footage)
    assert not state.pictures
    assert state.error == (
        "counted.mkv: has changed since it was played; start it again to see its events again"
    )


def test_an_error_that_nobody_foresaw_is_told_without_a_password(
    qtbot: QtBot, video: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError("lost rtsp://me:secret@door/1")

    monkeypatch.setattr(clip_reading, "frames_since", fail)
    error = read(qtbot, Scene("waving", 0.0, 1.0), VideoFootage(video, 0.0)).error
    assert "internal error, please report it" in error
    assert "RuntimeError: lost rtsp://" in error
    assert "secret" not in error
