import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from engines import VideoReader
from realtime.errors import SettingsError
from realtime.video_recorder import UNFINISHED, WAITING_FRAMES, VideoRecorder

SHADES = (30, 90, 150, 210)


def picture(shade: int, size: tuple[int, int] = (48, 64)) -> NDArray[np.uint8]:
    return np.full((*size, 3), shade, np.uint8)


def decoded(path: Path) -> list[tuple[float, int]]:
    """Time and shade of each picture of a file."""
    reader, found = VideoReader(path), []
    while (frame := reader.read()) is not None:
        found.append((frame.pts_seconds, int(frame.image[10, 10, 0])))
    reader.close()
    return found


def record(recorder: VideoRecorder, pictures: list[tuple[float, NDArray[np.uint8]]]) -> None:
    """Give pictures as fast as they are taken."""
    for seconds, image in pictures:
        before = recorder.progress.dropped
        recorder.add(image, seconds)
        while recorder.progress.dropped > before:
            before = recorder.progress.dropped
            recorder.add(image, seconds)


def test_pictures_come_back_at_their_times(tmp_path: Path) -> None:
    recorder = VideoRecorder(tmp_path / "a" / "clip.mkv")
    times = [100.0, 100.04, 100.5, 101.0]  # of a camera that stutters
    for seconds, shade in zip(times, SHADES, strict=True):
        recorder.add(picture(shade), seconds)
    recorder.close()
    recorder.close()
    found = decoded(recorder.path)
    assert [seconds for seconds, _ in found] == pytest.approx([0, 0.04, 0.5, 1.0], abs=0.002)
    assert [shade for _, shade in found] == pytest.approx(SHADES, abs=6)
    progress = recorder.progress
    assert (progress.frames, progress.dropped, progress.failure) == (4, 0, "")
    assert (progress.start_seconds, progress.end_seconds) == (100.0, 101.0)
    assert progress.size_bytes == recorder.path.stat().st_size
    assert list(recorder.path.parent.iterdir()) == [recorder.path]


def test_odd_sides_another_size_and_time_that_goes_back(tmp_path: Path) -> None:
    recorder = VideoRecorder(tmp_path / "clip.mkv")
    recorder.add(picture(30, (49, 65)), 0.0)
    recorder.add(picture(90, (96, 128)), 1.0)
    recorder.add(picture(150), 0.5)
    recorder.close()
    assert [shade for _, shade in decoded(recorder.path)] == pytest.approx([30, 90], abs=6)
    assert recorder.progress.dropped == 1


def test_each_picture_is_changed_in_the_recorders_thread(tmp_path: Path) -> None:
    names: list[str] = []

    def brighter(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        names.append(threading.current_thread().name)
        return image + np.uint8(60)

    recorder = VideoRecorder(tmp_path / "clip.mkv", brighter)
    shown = picture(30)
    recorder.add(shown, 0.0)
    recorder.add(shown, 0.1, brighter)
    recorder.close()
    assert [shade for _, shade in decoded(recorder.path)] == pytest.approx([90, 150], abs=6)
    assert set(names) == {"liveact-recorder"}
    assert shown.max() == 30


def test_an_encoder_without_time_drops_and_counts(tmp_path: Path) -> None:
    go_on = threading.Event()

    def slow(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        go_on.wait(20)
        return image

    recorder = VideoRecorder(tmp_path / "clip.mkv", slow)
    for i in range(5 * WAITING_FRAMES):
        recorder.add(picture(90), i / 25)
    assert recorder.progress.dropped >= 4 * WAITING_FRAMES - 1
    go_on.set()
    recorder.close()
    assert len(decoded(recorder.path)) == 5 * WAITING_FRAMES - recorder.progress.dropped


def test_a_disk_that_fills_ends_it_and_what_is_there_is_whole(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="must stay free; make room"):
        VideoRecorder(tmp_path / "clip.mkv", least_free=10**18)
    recorder = VideoRecorder(tmp_path / "clip.mkv")
    recorder._least_free = 10**18  # the disk fills up as it runs
    record(recorder, [(i / 25, picture(90)) for i in range(3)])
    recorder.close()
    assert "make room; the recording was ended and is whole" in recorder.progress.failure
    assert decoded(recorder.path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SettingsError, match="choose another folder"):
        VideoRecorder(tmp_path / "file" / "clip.mkv")


def test_without_a_picture_there_is_no_file(tmp_path: Path) -> None:
    VideoRecorder(tmp_path / "clip.mkv").close()
    assert list(tmp_path.iterdir()) == []


def test_what_breaks_is_told(tmp_path: Path) -> None:
    def broken(_image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        raise ValueError("a bad day")

    recorder = VideoRecorder(tmp_path / "clip.mkv", broken)
    recorder.add(picture(3), 0.0)
    recorder.close()
    assert "ValueError: a bad day" in recorder.progress.failure
    assert recorder.progress.is_over


ENDLESS = """
import sys, threading, numpy as np
from pathlib import Path
from realtime.video_recorder import VideoRecorder
recorder = VideoRecorder(Path(sys.argv[1]) / "clip.mkv")
noise = np.random.default_rng(1).integers(0, 255, (16, 96, 128, 3), dtype=np.uint8)
number = 0
while True:
    dropped = recorder.progress.dropped
    recorder.add(noise[number % 16], number / 25)
    number += recorder.progress.dropped == dropped
    threading.Event().wait(0.002)  # let the encoder have the core
    if recorder.progress.frames >= 200:
        sys.stdout.write("recorded\\n")
        sys.stdout.flush()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a system that can kill")
def test_a_killed_recording_still_plays(tmp_path: Path) -> None:
    command = [sys.executable, "-c", ENDLESS, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"recorded\n"
        os.kill(process.pid, signal.SIGKILL)
    (left,) = tmp_path.iterdir()
    assert left.name.endswith(UNFINISHED)
    assert len(decoded(left)) > 50
