"""Which place shows most of a scene."""

from pathlib import Path

from gui.record.footage import Scene, VideoFootage, best_footage, track_footage, video_footage
from gui.record.picture_ring import PictureRing
from tests.gui.record.test_picture_ring import frame

SCENE = Scene("waving", 10.0, 14.0)


def memory(first: float, last: float) -> PictureRing:
    ring = PictureRing()
    for number in range(round((last - first) * 5) + 1):
        ring.append(frame(first + number / 5))
    return ring


def test_memory_is_looked_at_first_where_it_holds_the_whole() -> None:
    ring = memory(8.0, 20.0)
    assert best_footage([ring, VideoFootage("a.mkv", 0.0)], SCENE) is ring


def test_a_file_that_shows_more_goes_before_memory() -> None:
    longer, shorter = VideoFootage("a.mkv", 5.0, 30.0), VideoFootage("b.mkv", 11.0, 30.0)
    assert best_footage([memory(12.0, 20.0), shorter, longer], SCENE) is longer


def test_a_part_is_better_than_nothing_and_what_lies_beside_is_nothing() -> None:
    ring = memory(12.0, 20.0)
    assert best_footage([ring, VideoFootage("a.mkv", 20.0)], SCENE) is ring
    assert best_footage([memory(15.0, 20.0), VideoFootage("a.mkv", 0.0, 9.0)], SCENE) is None
    assert best_footage([PictureRing()], SCENE) is None


def test_a_moment_is_found_too() -> None:
    moment = Scene("waving", 10.0, 10.0)
    assert best_footage([VideoFootage("a.mkv", 0.0, 11.0)], moment) is not None


def test_only_videos_that_are_there_count(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").touch()
    assert video_footage(str(tmp_path / "a.mp4"), -2.0)[0].start_seconds == -2.0
    assert video_footage("demo")[0].name == "demo"
    for source in ("", "0", "rtsp://host/a.mp4", str(tmp_path / "b.mp4"), str(tmp_path)):
        assert video_footage(source) == []


def test_a_tracks_video_may_lie_beside_the_track(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").touch()
    (found,) = track_footage("/where/it/was/a.mp4", tmp_path)
    assert found.video == str(tmp_path / "a.mp4")
    assert track_footage("rtsp://host/b.mp4", tmp_path) == []
    assert track_footage("", tmp_path) == []
