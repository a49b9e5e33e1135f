"""A camera in a test: encoded pictures with their number painted in, put into a ring in time."""

from fractions import Fraction
from pathlib import Path
from typing import Self

import av
import numpy as np

from engines import VideoReader
from realtime.packets import PacketRing
from realtime.sources.painted import paint_index, painted_index
from tests.realtime.virtual_clock import VirtualClock

FPS = 25


class Film:
    """A file that is sent as a camera would, a part of it for each connection."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def painted(cls, path: Path, seconds: int) -> Self:
        """A key frame each second."""
        with av.open(str(path), "w") as output:
            stream = output.add_stream("libx264", rate=FPS)
            assert isinstance(stream, av.VideoStream)
            stream.width, stream.height, stream.pix_fmt = 160, 96, "yuv420p"
            stream.codec_context.gop_size, stream.codec_context.max_b_frames = FPS, 0
            stream.options = {"preset": "ultrafast", "sc_threshold": "0"}
            for number in range(seconds * FPS):
                image = np.full((96, 160, 3), 100, np.uint8)
                paint_index(image, number)
                frame = av.VideoFrame.from_ndarray(image, format="rgb24")
                frame.pts, frame.time_base = number, Fraction(1, FPS)
                output.mux(stream.encode(frame))
            output.mux(stream.encode())
        return cls(path)

    def send(
        self, ring: PacketRing, clock: VirtualClock, first: float, last: float, *, new: bool = True
    ) -> None:
        """The pictures between two times of the film; the clock goes with them."""
        with av.open(str(self.path)) as container:
            stream = container.streams.video[0]
            if new:
                ring.begin(stream)
            for number, packet in enumerate(container.demux(stream)):
                if round(first * FPS) <= number < round(last * FPS) and packet.size:
                    clock.advance(1 / FPS)
                    ring.add(packet)


def shown(clip: str) -> list[int | None]:
    """The numbers painted in the pictures of a clip."""
    with VideoReader(Path(clip)) as reader:
        return [painted_index(frame.image) for frame in iter(reader.read, None)]
