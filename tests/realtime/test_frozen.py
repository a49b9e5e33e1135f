"""A picture that stands still is told from noise, and from movement."""

import numpy as np

from realtime.frozen import FrozenPicture


def grey(level: int, size: int = 64) -> np.ndarray:
    return np.full((size, size, 3), level, np.uint8)


def test_same_picture_counts_from_its_first_frame() -> None:
    frozen = FrozenPicture()
    assert [frozen.add(grey(100), now) for now in (5.0, 6.0, 9.5)] == [0.0, 1.0, 4.5]


def test_a_change_begins_anew() -> None:
    frozen = FrozenPicture()
    frozen.add(grey(100), 0.0)
    moved = grey(100)
    moved[16:32, 16:32] = 200
    assert frozen.add(moved, 3.0) == 0.0
    assert frozen.add(moved, 4.0) == 1.0


def test_what_a_codec_does_to_a_still_picture_is_no_change() -> None:
    frozen = FrozenPicture()
    rng = np.random.default_rng(0)
    for now in range(5):
        wobble = rng.integers(-3, 4, (64, 64, 3))
        assert frozen.add((grey(100) + wobble).astype(np.uint8), now) == now


def test_noise_of_a_camera_is_a_change() -> None:
    frozen = FrozenPicture()
    rng = np.random.default_rng(0)
    for now in range(5):
        noise = rng.normal(0, 6, (240, 320, 3))
        assert frozen.add((100 + noise).astype(np.uint8), now) == 0.0


def test_another_size_and_another_connection_are_changes() -> None:
    frozen = FrozenPicture()
    frozen.add(grey(100), 0.0)
    assert frozen.add(grey(100, size=128), 5.0) == 0.0
    frozen.reset()
    assert frozen.add(grey(100, size=128), 9.0) == 0.0
