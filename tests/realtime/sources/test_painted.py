"""The painted number survives what happens to frames on their way to a model."""

import cv2
import numpy as np
import pytest

from realtime.sources.painted import paint_index, painted_index

SIZES = [(240, 320), (96, 128), (1080, 1920), (1280, 720), (480, 480)]


def painted(index: int, size: tuple[int, int]) -> np.ndarray:
    image = np.full((*size, 3), 100, np.uint8)
    paint_index(image, index)
    return image


def resized_and_cropped(image: np.ndarray) -> np.ndarray:
    height, width = image.shape[:2]
    scale = 256 / min(height, width)
    image = np.asarray(cv2.resize(image, (round(width * scale), round(height * scale))))
    top, left = (image.shape[0] - 224) // 2, (image.shape[1] - 224) // 2
    return np.asarray(image[top : top + 224, left : left + 224], dtype=np.uint8)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("index", [0, 1, 30, 31, 12345, 2**20 - 1])
def test_read_back(index: int, size: tuple[int, int]) -> None:
    image = painted(index, size)
    crop = resized_and_cropped(image)
    small = np.asarray(cv2.resize(crop, (112, 112)), dtype=np.uint8)
    assert [painted_index(picture) for picture in (image, crop, small)] == [index] * 3


def test_survives_a_poor_jpeg() -> None:
    _, data = cv2.imencode(".jpg", painted(777, (240, 320)), [cv2.IMWRITE_JPEG_QUALITY, 20])
    decoded = np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), dtype=np.uint8)
    assert painted_index(decoded) == 777


@pytest.mark.parametrize("level", [0, 100, 255])
def test_a_plain_picture_says_nothing(level: int) -> None:
    assert painted_index(np.full((240, 320, 3), level, np.uint8)) is None


def test_a_picture_torn_between_two_frames_says_nothing() -> None:
    image = painted(0b10101010101, (240, 320))
    image[120:] = painted(0b01010101010 << 9, (240, 320))[120:]
    assert painted_index(image) is None
