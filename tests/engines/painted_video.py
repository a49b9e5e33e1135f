"""Videos made for a test: a red square in the top left corner, or what the test paints."""

import struct
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

WIDTH, HEIGHT = 160, 96
ONE = 1 << 16


def marked(_number: int) -> Picture:
    image = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    image[:32, :32] = (255, 0, 0)
    return image


def noisy(number: int) -> Picture:
    """Hard to compress, so that every frame fills bytes that can be damaged."""
    return np.random.default_rng(number).integers(0, 255, (HEIGHT, WIDTH, 3), np.uint8)


def counted(number: int) -> Picture:
    """Says by its grey which one it is: `numbers` reads it."""
    return np.full((HEIGHT, WIDTH, 3), 5 * number, np.uint8)


def numbers(clip: NDArray[np.uint8]) -> list[int]:
    """Which pictures a clip of `counted` ones shows."""
    return [round(float(frame.mean()) / 5) for frame in clip]


def write_video(
    path: Path,
    *,
    frames: int = 10,
    codec: str = "libx264",
    times: Sequence[int] | None = None,
    paint: Callable[[int], Picture] = marked,
    options: dict[str, str] | None = None,
    coding: dict[str, str] | None = None,
) -> Path:
    """A video at 25 fps, or with these times in hundredths of a second.

    `options` are of the container, `coding` those of the codec.
    """
    with av.open(str(path), "w", options=options or {}) as output:
        stream = output.add_stream(codec, rate=25, options=coding or {})
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height = WIDTH, HEIGHT
        stream.pix_fmt = "rgb8" if codec == "gif" else "yuv420p"
        stream.time_base = Fraction(1, 100)
        stream.codec_context.time_base = Fraction(1, 100)
        for number in range(frames):
            frame = av.VideoFrame.from_ndarray(paint(number), format="rgb24")
            frame.pts = times[number] if times else number * 4
            frame.time_base = Fraction(1, 100)
            output.mux(stream.encode(frame))
        output.mux(stream.encode())
    return path


def set_display_matrix(path: Path, a: int, b: int, c: int, d: int) -> None:
    """Turn an mp4 as a phone does: in its track header, not in its pictures."""
    data = bytearray(path.read_bytes())
    header = data.index(b"tkhd") + 4
    struct.pack_into(
        ">9i", data, header + 40, a * ONE, b * ONE, 0, c * ONE, d * ONE, 0, 0, 0, 1 << 30
    )
    path.write_bytes(data)
