"""Encodes pictures into a file that plays even when nobody finished it."""

from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

_TICKS = 1000
_AT_ONCE = {"cluster_time_limit": "1000", "flush_packets": "1"}
"""Each second is in the file when it is over: a recording that runs can be looked into, and one
whose program was killed lacks no more."""
"""A second, in the units of the file."""
_CODECS = (
    ("libx264", {"preset": "veryfast", "crf": "23"}),
    ("mpeg4", {"qscale": "4"}),
)
"""In this order: what the build of FFmpeg carries is used."""


class VideoFile:
    """A Matroska file that can be read while it is written; one thread."""

    def __init__(self, path: Path) -> None:
        """Make the file; raises `OSError` where that is not possible."""
        self._container = av.open(str(path), "w", format="matroska", options=_AT_ONCE)
        self._stream: av.VideoStream | None = None
        self._last_pts = -1

    def write(self, image: NDArray[np.uint8], seconds: float) -> bool:
        """Add a picture uint8 (H, W, 3) RGB at a time since the start.

        False where it is not later than the one before, and was left out.
        """
        if self._stream is None:
            self._stream = self._open_stream(image)
        pts = round(seconds * _TICKS)
        if pts <= self._last_pts:
            return False
        self._last_pts = pts
        frame = av.VideoFrame.from_ndarray(self._fitted(image), format="rgb24")
        frame.pts, frame.time_base = pts, Fraction(1, _TICKS)
        self._container.mux(self._stream.encode(frame))
        return True

    def close(self) -> None:
        """Write what the encoder still holds, and the index."""
        if self._stream is not None:
            self._container.mux(self._stream.encode(None))
        self._container.close()

    def _open_stream(self, image: NDArray[np.uint8]) -> av.VideoStream:
        name, options = next(one for one in _CODECS if one[0] in av.codecs_available)
        stream = self._container.add_stream(name, rate=25, options=options)
        assert isinstance(stream, av.VideoStream)
        height, width = image.shape[:2]
        stream.width, stream.height = max(2, width // 2 * 2), max(2, height // 2 * 2)
        stream.pix_fmt = "yuv420p"  # what every player takes; it needs even sides
        stream.codec_context.time_base = Fraction(1, _TICKS)
        stream.codec_context.thread_count = 1  # the engine needs the others
        return stream

    def _fitted(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """In the size of the file, also where a camera changed its own."""
        assert self._stream is not None
        height, width = self._stream.height, self._stream.width
        if abs(image.shape[0] - height) > 1 or abs(image.shape[1] - width) > 1:
            image = np.asarray(cv2.resize(image, (width, height)), dtype=np.uint8)
        return np.ascontiguousarray(image[:height, :width])
