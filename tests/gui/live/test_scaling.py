import numpy as np
import pytest

from gui.live.scaling import scaled


@pytest.mark.parametrize(("width", "height"), [(460, 259), (300, 169), (960, 540), (200, 300)])
def test_a_smaller_picture_is_the_mean_of_its_pixels(width: int, height: int) -> None:
    rows = np.arange(1080)[:, None, None]
    chequered = ((rows + np.arange(1920)[None, :, None]) % 2 * 255).repeat(3, axis=2)
    small = scaled(chequered.astype(np.uint8), width, height)
    assert small.shape == (height, width, 3)
    assert abs(float(small.mean()) - 127.5) < 2
    assert small.std() < 6  # nothing flickers between black and white


def test_odd_sizes_and_larger_ones() -> None:
    image = np.zeros((7, 5, 3), np.uint8)
    assert scaled(image, 2, 3).shape == (3, 2, 3)
    assert scaled(image, 50, 70).shape == (70, 50, 3)
    assert scaled(image, 5, 7) is image
