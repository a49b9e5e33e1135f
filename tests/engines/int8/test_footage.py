from pathlib import Path

import numpy as np
import pytest

from engines import VideoError
from engines.int8 import footage as footage_file
from engines.int8.footage import divide, footage_digest, video_files
from tests.engines.colour_model import SPEC
from tests.engines.int8_worker import painted
from tests.engines.painted_video import write_video


def test_every_fourth_video_is_held_out_whole(footage: Path) -> None:
    divided = divide(video_files([footage]), SPEC)

    assert [video.name for video, _ in divided.calibration.videos] == ["0.mp4", "1.mp4", "2.mp4"]
    assert [video.name for video, _ in divided.held_out.videos] == ["3.mp4"]
    assert (len(divided.calibration), len(divided.held_out)) == (9, 3)
    assert sum(1 for _ in divided.calibration) == 9


def test_of_one_video_the_last_quarter_is_held_out(tmp_path: Path) -> None:
    video = write_video(tmp_path / "long.mp4", frames=64, paint=painted(0))

    divided = divide([video], SPEC)

    (((_, first),), ((_, last),)) = divided.calibration.videos, divided.held_out.videos
    assert (first.tolist(), last.tolist()) == (list(range(48)), list(range(48, 64)))


def test_too_many_windows_are_spread_over_all_videos(
    footage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(footage_file, "_MOST_CALIBRATION", 4)

    divided = divide(video_files([footage]), SPEC)

    frames = [indices.tolist() for _, indices in divided.calibration.videos]
    assert frames == [[*range(8), *range(16, 24)], list(range(8, 16)), list(range(8, 16))]
    brightness = [int(clip.max(axis=-1).mean()) for clip in divided.calibration]
    assert np.argmin(brightness) == 0
    assert np.argmax(brightness) == 1
    monkeypatch.setattr(footage_file, "_MOST_CALIBRATION", 2)
    names = [video.name for video, _ in divide(video_files([footage]), SPEC).calibration.videos]
    assert names == ["0.mp4", "1.mp4"]


def test_too_little_footage_says_how_much_is_needed(tmp_path: Path) -> None:
    video = write_video(tmp_path / "short.mp4", frames=16)

    with pytest.raises(
        VideoError, match=r"2 clips of 8 frames .* at least 4 videos, or one of 1 s"
    ):
        divide([video], SPEC)


def test_files_are_taken_once_and_must_be_there(footage: Path) -> None:
    names = [file.name for file in video_files([footage / "2.mp4", footage])]

    assert names == ["2.mp4", "0.mp4", "1.mp4", "3.mp4"]
    with pytest.raises(VideoError, match=r"gone\.mp4: no such video"):
        video_files([footage, footage / "gone.mp4"])


def test_the_digest_is_of_what_is_in_the_files(footage: Path, tmp_path: Path) -> None:
    files = video_files([footage])
    moved = tmp_path / "elsewhere.mp4"
    moved.write_bytes(files[3].read_bytes())

    assert footage_digest(files) == footage_digest([moved, *files[:3]])
    assert footage_digest(files) != footage_digest(files[:3])
