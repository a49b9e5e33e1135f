import logging
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engines.artifacts import ProgressEvent
from engines.errors import VideoError
from engines.sliding import sliding_windows
from tests.engines.colour_model import SPEC
from tests.engines.moving_picture import landscape, seen, usual_motion
from tests.engines.painted_video import HEIGHT, WIDTH, counted, numbers, write_video


@pytest.fixture
def video(tmp_path: Path) -> Path:
    return write_video(tmp_path / "counted.mp4", frames=30, paint=counted)


@pytest.mark.parametrize("step", [1, 3, 8, 11])
def test_windows_start_every_step(video: Path, step: int) -> None:
    windows = sliding_windows(video, SPEC, step)

    starts = range(0, 30 - 8 + 1, step)
    assert len(windows) == len(starts)
    assert [numbers(clip) for clip in windows] == [list(range(s, s + 8)) for s in starts]


def test_they_may_be_gone_through_again(video: Path) -> None:
    windows = sliding_windows(video, SPEC, 8)

    assert [numbers(clip) for clip in windows] == [numbers(clip) for clip in windows]


def test_a_slow_video_repeats_pictures(video: Path) -> None:
    fast = replace(SPEC, frame_rate=50.0)

    first = next(iter(sliding_windows(video, fast, 1)))

    assert len(set(numbers(first))) < len(first)
    assert numbers(first) == sorted(numbers(first))


def test_a_folder_of_videos(video: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_video(video.with_name("second.mp4"), frames=17)
    write_video(video.with_name("short.mp4"), frames=5)
    video.with_name("notes.txt").write_text("no video")
    events: list[ProgressEvent] = []

    with caplog.at_level(logging.WARNING):
        windows = sliding_windows(video.parent, SPEC, 8, events.append)

    assert len(windows) == len(list(windows)) == 3 + 2
    assert [event.done for event in events] == [0, 1, 2, 3]
    assert "short.mp4: no whole clip" in " ".join(caplog.messages)
    assert "notes.txt" in " ".join(caplog.messages)


def test_what_holds_no_window_is_refused(tmp_path: Path) -> None:
    short = write_video(tmp_path / "short.mp4", frames=5)

    with pytest.raises(VideoError, match=r"no clip of 8 frames at 25 fps.*at least 0\.3 s"):
        sliding_windows(short, SPEC, 3)
    with pytest.raises(VideoError, match="absent"):
        sliding_windows(tmp_path / "absent.mp4", SPEC, 3)


def test_the_first_picture_of_the_first_window_knows_its_motion_too(tmp_path: Path) -> None:
    flow = replace(SPEC, modality="flow", mean=(0.5,) * 2, std=(0.5,) * 2)
    flow = replace(flow, resize_short_px=HEIGHT, crop_px=HEIGHT)
    land = landscape(HEIGHT, WIDTH)
    video = write_video(
        tmp_path / "moving.mp4", frames=11, paint=lambda number: seen(land, 3 * number, 0)
    )

    windows = list(sliding_windows(video, flow, 1))

    assert len(windows) == 3
    for picture in np.concatenate(windows):
        assert usual_motion(picture)[0] == pytest.approx(3, abs=0.5)
