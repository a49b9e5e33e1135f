import numpy as np
import pytest

from gui.record.picture_ring import FRAME_RATE, LONGEST_SIDE_PX, PictureRing
from realtime import Frame


def frame(seconds: float, grey: int = 100, size: tuple[int, int] = (48, 64)) -> Frame:
    return Frame(np.full((*size, 3), grey, np.uint8), seconds, 0.0, 0, "test")


def ring_of(
    seconds: float, rate: float, *, keep_seconds: float = 150.0, keep_bytes: int = 10**7
) -> PictureRing:
    ring = PictureRing(keep_seconds=keep_seconds, keep_bytes=keep_bytes)
    for number in range(round(seconds * rate)):
        ring.append(frame(number / rate))
    return ring


def test_pictures_are_small_and_not_too_many() -> None:
    ring = PictureRing()
    for number in range(60):
        ring.append(frame(number / 30, size=(1080, 1920)))
    kept = ring.cut(0.0, 2.0)
    assert len(kept) <= 2 * FRAME_RATE + 1
    assert len(kept) >= 2 * FRAME_RATE / 2
    pixels = kept[0].decoded()
    assert max(pixels.shape) == LONGEST_SIDE_PX
    assert pixels.shape[0] / pixels.shape[1] == pytest.approx(1080 / 1920, abs=0.01)


def test_it_is_bounded_by_seconds_and_by_bytes() -> None:
    by_time = ring_of(20, 10, keep_seconds=5)
    assert by_time.cut(0, 20)[0].seconds == pytest.approx(14.9, abs=0.11)
    by_size = ring_of(20, 10, keep_bytes=10_000)
    assert 5_000 < by_size.size_bytes <= 10_000
    assert by_size.cut(0, 20)[-1].seconds == pytest.approx(19.9)


def test_a_time_that_begins_anew_forgets_the_one_before() -> None:
    ring = ring_of(3, 10)
    ring.append(frame(0.5, grey=200))
    (picture,) = ring.cut(0, 100)
    assert abs(int(picture.decoded()[0, 0, 0]) - 200) < 3
    assert ring.size_bytes == len(picture.jpeg)
