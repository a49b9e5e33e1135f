"""A few small pictures of an example side by side in one JPEG; no Qt."""

import cv2
import numpy as np
from numpy.typing import NDArray

_SIDE_PX = 96
_PICTURES = 8
_QUALITY = 80


def film_strip(frames: NDArray[np.uint8]) -> bytes:
    """A JPEG of pictures spread over frames (n, H, W, channels); empty where they lack colours."""
    if frames.shape[-1] < 3 or not len(frames):
        return b""
    places = np.linspace(0, len(frames) - 1, min(_PICTURES, len(frames))).round().astype(int)
    small = [
        cv2.resize(frames[place][..., :3], (_SIDE_PX, _SIDE_PX), interpolation=cv2.INTER_AREA)
        for place in places
    ]
    strip = cv2.cvtColor(np.hstack(small), cv2.COLOR_RGB2BGR)
    _, encoded = cv2.imencode(".jpg", strip, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return encoded.tobytes()


def pictures_of(thumbnail: bytes) -> list[NDArray[np.uint8]]:
    """The pictures uint8 (S, S, 3) RGB of a strip, or the one of a single picture; none of none."""
    if not thumbnail:
        return []
    strip = cv2.imdecode(np.frombuffer(thumbnail, np.uint8), cv2.IMREAD_COLOR)
    if strip is None:
        return []
    rgb = np.asarray(cv2.cvtColor(strip, cv2.COLOR_BGR2RGB), np.uint8)
    side = rgb.shape[0]
    count = max(1, rgb.shape[1] // side)
    return [rgb[:, place * side : (place + 1) * side] for place in range(count)]
