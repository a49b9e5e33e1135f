"""From a frame as FFmpeg decodes it to an upright RGB picture and its time."""

from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import av
    from av.buffer import Buffer

_WITHOUT_PTS = frozenset({"avi"})
"""Containers that store no presentation times: what FFmpeg gives as pts is a guess that goes back
and forth with B-frames; the decoding times of the frames in presentation order are right."""


class PictureConverter:
    """Makes RGB arrays of decoded frames; keep one per stream, it remembers its scaler.

    Pixels are taken as square: the data sets that models learn from never stretched theirs.
    """

    def __init__(self) -> None:
        """A converter costs nothing before its first frame."""
        from av.video.reformatter import VideoReformatter

        self._reformatter = VideoReformatter()
        self._shape: tuple[int, int, int] | None = None
        self._matrix = (1, 0, 0, 1)

    def to_rgb(self, frame: "av.VideoFrame") -> NDArray[np.uint8]:
        """The upright picture uint8 (H, W, 3), the caller's to keep."""
        # One thread: a second one saves half a millisecond at 1080p and takes it from the engine.
        rgb = self._reformatter.reformat(frame, format="rgb24", threads=1)
        return upright(np.asarray(rgb.to_ndarray(), dtype=np.uint8), self._matrix_of(frame))

    def _matrix_of(self, frame: "av.VideoFrame") -> tuple[int, int, int, int]:
        """The display matrix, read anew only when the picture changes its shape.

        Reading it makes PyAV's frame refer to itself: done each time, megabytes would wait for the
        garbage collector, and fresh memory costs three times the conversion.
        """
        shape = (frame.width, frame.height, frame.rotation)
        if shape != self._shape:
            self._shape, self._matrix = shape, display_matrix(frame)
        return self._matrix


def stream_seconds(frame: "av.VideoFrame", container_format: str) -> float | None:
    """When a frame is to be shown, on its stream's own count; None where the stream says nothing.

    Args:
        frame: as decoded; frames come in the order in which they are shown.
        container_format: FFmpeg's name of it, as in `avi`.
    """
    stamp = frame.dts if container_format in _WITHOUT_PTS else frame.pts
    if stamp is None or frame.time_base is None:
        return None
    return float(stamp * frame.time_base)


def display_matrix(frame: "av.VideoFrame") -> tuple[int, int, int, int]:
    """The turning part (a, b, c, d) of a frame's display matrix, identity where it has none.

    A pixel at (x, y) is shown at (a x + c y, b x + d y), moved back into view (ISO 14496-12).
    """
    data = cast("Buffer | None", frame.side_data.get("DISPLAYMATRIX"))
    if data is None:
        return 1, 0, 0, 1
    matrix = np.frombuffer(bytes(data), dtype=np.int32)
    return int(matrix[0]), int(matrix[1]), int(matrix[3]), int(matrix[4])


def upright(image: NDArray[np.uint8], matrix: tuple[int, int, int, int]) -> NDArray[np.uint8]:
    """The picture (H, W, 3) turned and mirrored as its display matrix (a, b, c, d) asks."""
    import cv2

    a, b, c, d = matrix
    flip_x, flip_y = a < 0, d < 0
    if abs(b) > abs(a):
        image = np.asarray(cv2.transpose(image), dtype=np.uint8)
        flip_x, flip_y = c < 0, b < 0
    if flip_x or flip_y:
        code = -1 if flip_x and flip_y else int(flip_x)
        image = np.asarray(cv2.flip(image, code), dtype=np.uint8)
    return image
