"""A picture of an event, with what it shows written into it."""

import cv2
import numpy as np
from numpy.typing import NDArray

_QUALITY = 90
_FONT = cv2.FONT_HERSHEY_SIMPLEX


def labelled_jpeg(image: NDArray[np.uint8], text: str) -> bytes:
    """The picture (H, W, 3) RGB as JPEG, with one line of text on a bar at its lower edge."""
    picture = cv2.cvtColor(image, cv2.COLOR_RGB2BGR)
    height, width = picture.shape[:2]
    line = _plain(text)
    scale = _scale(line, width, height)
    (_, text_px), baseline_px = cv2.getTextSize(line, _FONT, scale, 1)
    bar_px = text_px + 2 * baseline_px
    picture[max(0, height - bar_px) :] = picture[max(0, height - bar_px) :] // 3
    place = (baseline_px, height - baseline_px)
    cv2.putText(picture, line, place, _FONT, scale, (255, 255, 255), 1, cv2.LINE_AA)
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return data.tobytes()


def _scale(line: str, width: int, height: int) -> float:
    """As big as suits the picture, as small as the line needs."""
    wanted = max(0.4, height / 900)
    (line_px, _), _ = cv2.getTextSize(line, _FONT, wanted, 1)
    return wanted * min(1.0, 0.96 * width / max(1, line_px))


def _plain(text: str) -> str:
    """Only what OpenCV's font has."""
    return text.encode("ascii", "replace").decode("ascii")
