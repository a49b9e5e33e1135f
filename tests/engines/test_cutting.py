"""Pieces of a video are what a model sees of it, wherever they are cut."""

from pathlib import Path

import numpy as np
import pytest

from engines import VideoError
from engines.cutting import frames_at, frames_between
from engines.evaluation.labelled import LabelledClip, frames_of
from engines.timeline import Timeline, read_timeline
from tests.engines.colour_model import SPEC
from tests.engines.painted_video import noisy, write_video


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_video(tmp_path_factory.mktemp("cut") / "noise.mp4", frames=30, paint=noisy)


def test_a_piece_by_pictures_is_that_by_seconds(video: Path) -> None:
    by_seconds = frames_of(LabelledClip(video, ("?",), 0.4, 0.8), SPEC)
    by_pictures = frames_between(video, read_timeline(video), 10, 19, SPEC)
    np.testing.assert_array_equal(by_pictures, by_seconds)


def test_nothing_between_the_marks_is_said(video: Path) -> None:
    with pytest.raises(VideoError, match=r"nothing between the pictures 40 and 50; mark it again"):
        frames_between(video, read_timeline(video), 40, 50, SPEC)


def test_a_video_that_became_shorter_is_said(video: Path) -> None:
    longer = Timeline(np.arange(60) / 25, 25.0, None, 0)
    with pytest.raises(VideoError, match=r"picture 45 is not in it any more; open it again"):
        frames_between(video, longer, 45, 50, SPEC)


def test_repeated_pictures_are_decoded_once(video: Path) -> None:
    frames = frames_at(video, np.array([3, 3, 4]), SPEC)
    np.testing.assert_array_equal(frames[0], frames[1])
    assert (frames[1] != frames[2]).any()


def test_whoever_watches_may_give_the_reading_up(video: Path) -> None:
    seen: list[float] = []

    def watch(_frame: object, announced_seconds: float) -> None:
        seen.append(announced_seconds)
        if len(seen) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_timeline(video, watch)
    assert seen == pytest.approx([1.2] * 3, abs=0.05)
