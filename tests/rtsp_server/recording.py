"""Makes the H.264 recordings that the test server sends."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Self

import av
import numpy as np
from numpy.typing import NDArray

from engines import VideoReader
from realtime.sources.painted import paint_index

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Recording:
    """Encoded frames in a file, as `serve.py` reads them."""

    path: Path
    fps: float
    frame_count: int
    """After so many frames it begins again."""

    @classmethod
    def painted(
        cls,
        path: Path,
        *,
        fps: int = 25,
        seconds: float = 60,
        sizes: tuple[tuple[int, int], ...] = ((320, 240),),
    ) -> Self:
        """Frames with their number painted in; the sizes (width, height) share the time."""
        frame_count = round(seconds * fps)
        share = frame_count // len(sizes)
        with path.open("wb") as file:
            for place, size in enumerate(sizes):
                numbers = range(place * share, (place + 1) * share)
                file.writelines(_encode((_numbered(number, size) for number in numbers), fps))
        return cls(path, fps, share * len(sizes))

    @classmethod
    def of_video(cls, path: Path, video: Path) -> Self:
        """A real video at its own rate."""
        with VideoReader(video) as reader:
            fps = reader.announced_rate or 25.0
            pictures = (frame.image for frame in iter(reader.read, None))
            records = list(_encode(pictures, fps))
        path.write_bytes(b"".join(records))
        return cls(path, fps, len(records))


def _numbered(number: int, size: tuple[int, int]) -> Picture:
    width, height = size
    image = np.full((height, width, 3), 100, np.uint8)
    paint_index(image, number)
    return image


def _encode(pictures: Iterator[Picture], fps: float) -> Iterator[bytes]:
    """One record a picture, a key frame every second and no B-frames, as cameras do."""
    encoder: av.VideoCodecContext | None = None
    for picture in pictures:
        if encoder is None:
            encoder = _encoder(picture, fps)
        for packet in encoder.encode(av.VideoFrame.from_ndarray(_even(picture), format="rgb24")):
            data = bytes(packet)
            yield bytes([packet.is_keyframe]) + len(data).to_bytes(4, "big") + data


def _encoder(picture: Picture, fps: float) -> av.VideoCodecContext:
    encoder = av.VideoCodecContext.create("libx264", "w")
    height, width = _even(picture).shape[:2]
    encoder.width, encoder.height, encoder.pix_fmt = width, height, "yuv420p"
    rate = Fraction(fps).limit_denominator(1001)
    encoder.framerate, encoder.time_base = rate, 1 / rate
    encoder.gop_size, encoder.max_b_frames = max(1, round(fps)), 0
    encoder.options = {"preset": "ultrafast", "tune": "zerolatency", "crf": "20"}
    return encoder


def _even(picture: Picture) -> Picture:
    """H.264 with halved colours knows only even sides."""
    height, width = picture.shape[:2]
    return np.ascontiguousarray(picture[: height // 2 * 2, : width // 2 * 2])
