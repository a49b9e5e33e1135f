import logging
from dataclasses import replace
from pathlib import Path

import pytest

from engines.artifacts import ProgressEvent
from engines.bench_clips import clips_of
from engines.errors import VideoError
from tests.engines.colour_model import SPEC
from tests.engines.moving_picture import landscape, seen, usual_motion
from tests.engines.painted_video import HEIGHT, WIDTH, counted, numbers, write_video


@pytest.fixture
def video(tmp_path: Path) -> Path:
    return write_video(tmp_path / "counted.mp4", frames=44, paint=counted)


def test_clips_follow_each_other(video: Path) -> None:
    clips = clips_of(video, SPEC, 100)
    assert {clip.shape for clip in clips} == {(8, 32, 32, 3)}
    assert [numbers(clip) for clip in clips] == [
        list(range(start, start + 8)) for start in (0, 8, 16, 24, 32)
    ]


def test_few_clips_are_spread_over_the_video(video: Path) -> None:
    assert [numbers(clip)[0] for clip in clips_of(video, SPEC, 3)] == [0, 16, 32]
    assert [numbers(clip)[0] for clip in clips_of(video, SPEC, 1)] == [0]


def test_a_folder_of_videos(video: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_video(tmp_path / "second.mp4", frames=17)
    write_video(tmp_path / "short.mp4", frames=5)
    (tmp_path / "notes.txt").write_text("no video")
    events: list[ProgressEvent] = []
    with caplog.at_level(logging.WARNING):
        assert len(clips_of(video.parent, SPEC, 100, events.append)) == 5 + 2
    assert [(event.done, event.total) for event in events] == [(0, 4), (1, 4), (2, 4), (3, 4)]
    passed_over = " ".join(caplog.messages)
    assert "short.mp4: shorter than one clip" in passed_over
    assert "notes.txt" in passed_over


def test_a_video_that_is_too_short(tmp_path: Path) -> None:
    short = write_video(tmp_path / "short.mp4", frames=5)
    with pytest.raises(VideoError, match=r"no clip of 8 frames at 25 fps.*at least 0\.3 s"):
        clips_of(short, SPEC, 3)


def test_a_file_that_is_no_video(tmp_path: Path) -> None:
    with pytest.raises(VideoError, match="absent"):
        clips_of(tmp_path / "absent.mp4", SPEC, 3)


def test_every_picture_of_a_clip_knows_its_motion(tmp_path: Path) -> None:
    """Its first one too, though the clip before is not among the chosen."""
    spec = replace(SPEC, modality="flow", mean=(0.5,) * 2, std=(0.5,) * 2)
    spec = replace(spec, resize_short_px=HEIGHT, crop_px=HEIGHT)
    land = landscape(HEIGHT, WIDTH)
    video = write_video(
        tmp_path / "moving.mp4", frames=20, paint=lambda number: seen(land, 3 * number, 0)
    )

    (clip,) = clips_of(video, spec, 1)
    last = clips_of(video, spec, 2)[1]

    for picture in (*clip, *last):
        assert usual_motion(picture)[0] == pytest.approx(3, abs=0.5)
