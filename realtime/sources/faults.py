"""The words of `synthetic:` addresses: a made-up camera, and what goes wrong with it."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import parse_qsl

from realtime.errors import SourceError

Spans = tuple[range, ...]
"""Frame numbers, as in `100-120,300-310` (the last one included)."""


@dataclass(frozen=True, slots=True)
class FaultPlan:
    """A synthetic camera. Frames are numbered from 0, as painted in them."""

    fps: float = 25.0
    """Frames per second."""
    size: tuple[int, int] = (320, 240)
    """Width and height in pixels: `size=640x480`."""
    seconds: float | None = None
    """Its length; without it, it never ends."""
    drop: Spans = ()
    """Frames that never come: `drop=100-120`."""
    corrupt: Spans = ()
    """Frames that arrive damaged and are passed over and counted."""
    freeze: Spans = ()
    """Frames that show the picture of the first of them again."""
    burst: Spans = ()
    """Frames that come all at once, when the last of them is due."""
    resize: tuple[tuple[int, tuple[int, int]], ...] = ()
    """From a frame on another size: `resize=200:640x480`."""
    clock_jump: tuple[tuple[int, float], ...] = ()
    """From a frame on the camera's clock is so many seconds further: `clock_jump=200:-3`."""
    rate: tuple[tuple[int, float], ...] = ()
    """From a frame on another rate: `rate=200:10`."""
    disconnect: tuple[int, ...] = ()
    """Frames before which the connection breaks off, once each: `disconnect=100,300`."""

    def time_of(self, number: int) -> float:
        """When a frame is taken, in seconds from the camera's start."""
        seconds, begin, fps = 0.0, 0, self.fps
        for change, new_fps in self.rate:
            if change >= number:
                break
            seconds += (change - begin) / fps
            begin, fps = change, new_fps
        return seconds + (number - begin) / fps

    def due(self, number: int) -> float:
        """When a frame arrives: later than it is taken where it is part of a burst."""
        burst = _span_of(number, self.burst)
        return self.time_of(burst[-1] if burst else number)

    def pts(self, number: int) -> float:
        """The time that the camera's own clock gives a frame."""
        jumps = sum(jump for change, jump in self.clock_jump if change <= number)
        return self.time_of(number) + jumps

    def size_of(self, number: int) -> tuple[int, int]:
        """Width and height of a frame."""
        sizes = [size for change, size in self.resize if change <= number]
        return sizes[-1] if sizes else self.size

    def shown_in(self, number: int) -> int:
        """The number painted in a frame: an older one while the picture is frozen."""
        frozen = _span_of(number, self.freeze)
        return frozen[0] if frozen else number

    def is_over(self, number: int) -> bool:
        """Whether the camera has ended before a frame."""
        return self.seconds is not None and self.time_of(number) >= self.seconds

    def loss_of(self, number: int) -> str | None:
        """Why a frame does not come: `dropped`, `damaged`, or None when it does."""
        if _span_of(number, self.drop):
            return "dropped"
        return "damaged" if _span_of(number, self.corrupt) else None


def parse_plan(uri: str) -> FaultPlan:
    """The plan of `synthetic:?fps=25&drop=100-120`; a permanent `SourceError` for anything else."""
    address, _, query = uri.partition("?")
    if address.rstrip(":") != "synthetic":
        raise SourceError(f"{uri}: write synthetic:?fps=25&drop=100-120", permanent=True)
    values: dict[str, Any] = {}
    for key, text in parse_qsl(query, keep_blank_values=True):
        if key not in _READERS:
            allowed = ", ".join(field.name for field in fields(FaultPlan))
            raise SourceError(f"synthetic: unknown '{key}'; allowed: {allowed}", permanent=True)
        read, example = _READERS[key]
        try:
            values[key] = read(text)
        except ValueError as error:
            message = f"synthetic: {key}={text} given; write it as in {key}={example}"
            raise SourceError(message, permanent=True) from error
    return FaultPlan(**values)


def _span_of(number: int, spans: Spans) -> range | None:
    return next((span for span in spans if number in span), None)


def _positive(text: str) -> float:
    value = float(text)
    if not 0 < value < 1e6:
        raise ValueError(text)
    return value


def _size(text: str) -> tuple[int, int]:
    width, height = (int(side) for side in text.split("x"))
    if not (16 <= width <= 8192 and 16 <= height <= 8192):
        raise ValueError(text)
    return width, height


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(sorted(int(number) for number in text.split(",")))


def _spans(text: str) -> Spans:
    spans = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        span = range(int(first), int(last or first) + 1)
        if not span:
            raise ValueError(text)
        spans.append(span)
    return tuple(spans)


def _changes(read: Callable[[str], Any]) -> Callable[[str], tuple[tuple[int, Any], ...]]:
    """A reader of `frame:value,frame:value`."""

    def read_all(text: str) -> tuple[tuple[int, Any], ...]:
        pairs = (part.split(":", maxsplit=1) for part in text.split(","))
        return tuple(sorted((int(frame), read(value)) for frame, value in pairs))

    return read_all


_READERS: dict[str, tuple[Callable[[str], Any], str]] = {
    "fps": (_positive, "25"),
    "size": (_size, "640x480"),
    "seconds": (_positive, "10"),
    "drop": (_spans, "100-120"),
    "corrupt": (_spans, "50-52"),
    "freeze": (_spans, "100-400"),
    "burst": (_spans, "100-112"),
    "resize": (_changes(_size), "200:640x480"),
    "clock_jump": (_changes(float), "200:-3"),
    "rate": (_changes(_positive), "200:10"),
    "disconnect": (_numbers, "100,300"),
}
