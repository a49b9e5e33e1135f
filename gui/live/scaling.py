"""Makes pictures smaller or larger, fast enough to do it for every frame."""

import cv2
import numpy as np
from numpy.typing import NDArray


def scaled(image: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """A picture uint8 (H, W, 3) in another size; the same array where it has it already.

    It is halved as long as that leaves enough: pixels are averaged, so small pictures do not
    flicker. Averaging in one step by a factor that is no whole number is much slower in OpenCV.
    """
    while image.shape[1] >= 2 * width and image.shape[0] >= 2 * height:
        half = (image.shape[1] // 2, image.shape[0] // 2)
        even = image[: 2 * half[1], : 2 * half[0]]
        image = np.asarray(cv2.resize(even, half, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    if image.shape[1::-1] == (width, height):
        return image
    return np.asarray(
        cv2.resize(image, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.uint8
    )
