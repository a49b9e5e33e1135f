"""A made-up landscape under a camera that moves."""

import cv2
import numpy as np
from numpy.typing import NDArray

MARGIN = 64
"""How far the camera can move, in pixels."""


def landscape(height: int, width: int) -> NDArray[np.uint8]:
    """Soft shapes of all sizes, the same at every call; larger than a picture by the margin."""
    random = np.random.default_rng(0)
    total = np.zeros((height + 2 * MARGIN, width + 2 * MARGIN, 3), np.float32)
    for scale in (4, 8, 16):
        coarse = random.random((total.shape[0] // scale + 1, total.shape[1] // scale + 1, 3))
        total += cv2.resize(coarse.astype(np.float32), total.shape[1::-1], interpolation=2)
    land: NDArray[np.uint8] = (255 * (total - total.min()) / np.ptp(total)).astype(np.uint8)
    return land


def seen(land: NDArray[np.uint8], right: int, down: int) -> NDArray[np.uint8]:
    """What is seen (height, width, 3) of a land that has moved right and down by pixels."""
    height, width = land.shape[0] - 2 * MARGIN, land.shape[1] - 2 * MARGIN
    top, left = MARGIN - down, MARGIN - right
    return land[top : top + height, left : left + width].copy()


def usual_motion(flow: NDArray[np.uint8]) -> list[float]:
    """(right, down) of most pixels of stored flow (..., H, W, 2), in pixels."""
    middle = flow[..., 16:-16, 16:-16, :].reshape(-1, 2)
    return [float(value) for value in (np.median(middle, axis=0) - 128) * 20 / 127]
