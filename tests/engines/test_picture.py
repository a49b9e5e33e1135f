"""Pictures stand upright whatever their file says, and keep no frame alive."""

import gc
from pathlib import Path

import av
import numpy as np
import pytest

from engines.picture import PictureConverter
from engines.video import VideoReader
from tests.engines.painted_video import HEIGHT, WIDTH, set_display_matrix, write_video


def red_corner(image: np.ndarray) -> tuple[str, str]:
    red = np.argwhere((image[..., 0] > 150) & (image[..., 1] < 90))
    row, column = red.mean(axis=0)
    height, width = image.shape[:2]
    return "top" if row < height / 2 else "bottom", "left" if column < width / 2 else "right"


@pytest.mark.parametrize(
    ("matrix", "corner", "turned"),
    [
        ((1, 0, 0, 1), ("top", "left"), False),
        ((0, 1, -1, 0), ("top", "right"), True),
        ((-1, 0, 0, -1), ("bottom", "right"), False),
        ((0, -1, 1, 0), ("bottom", "left"), True),
        ((-1, 0, 0, 1), ("top", "right"), False),
        ((1, 0, 0, -1), ("bottom", "left"), False),
    ],
    ids=["plain", "90 clockwise", "180", "90 counterclockwise", "mirrored", "upside down"],
)
def test_display_matrix_is_applied(
    tmp_path: Path, matrix: tuple[int, int, int, int], corner: tuple[str, str], turned: bool
) -> None:
    video = write_video(tmp_path / "phone.mp4")
    set_display_matrix(video, *matrix)
    with VideoReader(video) as reader:
        for frame in iter(reader.read, None):
            assert red_corner(frame.image) == corner
            size = (WIDTH, HEIGHT, 3) if turned else (HEIGHT, WIDTH, 3)
            assert frame.image.shape == size
            assert frame.image.dtype == np.uint8
            assert frame.image.flags.c_contiguous


def test_frames_do_not_wait_for_the_garbage_collector(tmp_path: Path) -> None:
    converter = PictureConverter()
    gc.collect()
    gc.disable()
    try:
        with av.open(str(write_video(tmp_path / "some.mp4", frames=20))) as container:
            for frame in container.decode(video=0):
                converter.to_rgb(frame)
        alive = sum(type(thing) is av.VideoFrame for thing in gc.get_objects())
    finally:
        gc.enable()
    assert alive <= 3
