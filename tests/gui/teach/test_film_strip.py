import numpy as np

from gui.teach.film_strip import film_strip, pictures_of


def test_pictures_come_back_in_order() -> None:
    frames = np.stack([np.full((32, 32, 3), 5 * number, np.uint8) for number in range(50)])
    pictures = pictures_of(film_strip(frames))
    means = [float(picture.mean()) for picture in pictures]
    assert len(pictures) == 8
    assert means == sorted(means)
    assert means[-1] - means[0] > 200
    assert all(picture.shape == (96, 96, 3) for picture in pictures)


def test_motion_alone_and_damaged_strips_have_no_pictures() -> None:
    assert film_strip(np.zeros((8, 16, 16, 2), np.uint8)) == b""
    assert pictures_of(b"") == []
    assert pictures_of(b"no picture") == []
