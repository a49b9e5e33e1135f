import pytest

from gui.teach.take import RecordingNames, Take


def test_a_countdown_then_the_example() -> None:
    take = Take("wave", pressed_seconds=10.0, seconds=2.0)
    assert [take.count(now) for now in (10.0, 10.9, 11.1, 12.5, 13.0)] == [3, 3, 2, 1, 0]
    assert take.share(14.0) == pytest.approx(0.5)
    assert not take.is_over(14.9)
    assert take.is_over(15.0)
    assert take.filler == pytest.approx((10.7, 12.7))


def test_pieces_that_share_pictures_are_one_recording() -> None:
    names = RecordingNames("0", whole="", began="now")
    first = names.name(10.0, 12.0)
    assert names.name(11.5, 13.5) == first
    assert names.name(13.4, 14.0) == first
    assert names.name(20.0, 22.0) != first


def test_a_file_is_one_recording_however_often_it_is_played() -> None:
    names = RecordingNames("/home/me/clips/wave.mp4", whole="clips/wave.mp4", began="now")
    again = RecordingNames("/home/me/clips/wave.mp4", whole="clips/wave.mp4", began="later")
    assert names.name(0, 1) == names.name(5, 6) == again.name(2, 3) == "clips/wave.mp4"
