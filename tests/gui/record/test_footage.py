"""Which place shows most of a scene."""

from pathlib import Path

from gui.record.footage import Scene, VideoFootage, best_footage, track_footage
from gui.record.picture_ring import PictureRing
from gui.record.played_file import played_file
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


def test_a_file_that_is_not_what_it_was_comes_after_all_others(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(b"as it was")
    own, ring = VideoFootage(str(path), 0.0, played=played_file(path)), memory(12.0, 20.0)
    assert best_footage([ring, own], SCENE) is own
    path.write_bytes(b"longer than it was")
    assert best_footage([ring, own], SCENE) is ring
    path.unlink()
    assert best_footage([own], SCENE) is own  # whose window says so
    assert own.is_changed


def test_a_long_scene_is_seen_in_parts_of_what_is_there() -> None:
    scene = Scene("waving", 10.0, 300.0)
    shown = scene.within(VideoFootage("a.mkv", 50.0, 290.0))
    assert (shown.start_seconds, shown.end_seconds) == (50.0, 290.0)
    parts = [shown.part(since) for since in (0.0, 170.0, 250.0)]
    assert [(one.start_seconds, one.end_seconds) for one in parts] == [
        (50.0, 170.0),
        (170.0, 290.0),
        (250.0, 290.0),
    ]


def test_a_tracks_video_may_lie_beside_the_track(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").touch()
    (found,) = track_footage("/where/it/was/a.mp4", tmp_path)
    assert found.video == str(tmp_path / "a.mp4")
    assert track_footage("demo", tmp_path)[0].name == "demo"
    for source in ("", "0", "rtsp://host/b.mp4", str(tmp_path / "b.mp4"), str(tmp_path)):
        assert track_footage(source, tmp_path) == []
