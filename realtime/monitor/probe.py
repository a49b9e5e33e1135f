"""What a camera really sends, before anybody relies on it."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from engines import ModelSpec
from realtime.clock import Clock
from realtime.errors import SourceError
from realtime.frame import Frame
from realtime.packets import PacketRing, StoredPacket
from realtime.sources import SourceOptions, source_name, source_opener
from realtime.sources.base import Source

MOST_BYTES = 256_000_000

Tell = Callable[[float], None]
"""Is told the seconds that are over."""


@dataclass(frozen=True, slots=True)
class ProbeReport:
    """What was seen of one connection."""

    source: str
    """Without its password."""
    codec: str | None
    """As FFmpeg calls it; None where the source gives pictures and no packets (webcams)."""
    width: int
    height: int
    fps: float | None
    """Measured by the times of the frames; None where there were too few."""
    key_frame_seconds: float | None
    """Between two key frames; None where fewer than two came."""
    kbit_per_second: float | None
    transport: str | None
    """`tcp` or `udp` for RTSP."""
    first_frame_seconds: float
    """From the attempt to connect to the first picture."""
    seconds: float
    """Watched after that."""
    frames: int
    dropped: dict[str, int]
    """Frames that were lost on the way, by reason."""
    model: str
    model_fps: float
    """Frames a second that the model wants."""
    window_seconds: float
    """Without a gap before there is a first prediction."""
    advice: tuple[str, ...]
    """What would be better, a line each."""

    def to_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return asdict(self)

    def to_rows(self) -> list[tuple[str, str]]:
        """The same for people: a name and what is to be said of it."""
        key = self.key_frame_seconds
        return [
            ("source", self.source),
            ("codec", self.codec or "none: pictures as they are"),
            ("size", f"{self.width} x {self.height}"),
            ("fps", "unknown: too few frames" if self.fps is None else f"{self.fps:.1f} measured"),
            ("key frames", "fewer than two came" if key is None else f"every {key:.1f} s"),
            ("bit rate", f"{self.kbit_per_second:.0f} kbit/s" if self.kbit_per_second else "-"),
            ("transport", self.transport or "-"),
            ("first frame", f"after {self.first_frame_seconds:.2f} s"),
            ("lost", ", ".join(f"{n} {why}" for why, n in self.dropped.items()) or "none"),
            ("model", f"{self.model}: {self.window_seconds:.1f} s at {self.model_fps:g} fps"),
            *(("advice", line) for line in self.advice),
        ]


def probe_source(
    source: str,
    spec: ModelSpec,
    clock: Clock,
    *,
    options: SourceOptions,
    seconds: float,
    tell: Tell = lambda _seconds: None,
) -> ProbeReport:
    """Open a source, watch it for a while, and say what came.

    Raises:
        SourceError: it cannot be opened, or gave no picture.
    """
    packets = PacketRing(seconds + 60.0, MOST_BYTES, clock)
    opener = source_opener(source, clock=clock, options=options, packets=packets)
    began = clock.now()
    with closing(opener()) as opened:
        first = _first_frame(opened, source)
        first_seconds = clock.now() - began
        times = _watch(opened, first, clock, seconds, tell)
        kept = packets.from_time(0.0)
        return _report(source, spec, options, first, first_seconds, times, kept, opened.drops)


def _first_frame(opened: Source, source: str) -> Frame:
    frame = opened.read()
    if frame is None:
        raise SourceError(f"{source_name(source)}: ended before its first picture")
    return frame


def _watch(opened: Source, first: Frame, clock: Clock, seconds: float, tell: Tell) -> list[float]:
    """The times of the frames of so many seconds."""
    began, times = clock.now(), [first.pts_seconds]
    while (elapsed := clock.now() - began) < seconds:
        tell(elapsed)
        frame = opened.read()
        if frame is None:
            break
        times.append(frame.pts_seconds)
    return times


def _report(
    source: str,
    spec: ModelSpec,
    options: SourceOptions,
    first: Frame,
    first_seconds: float,
    times: Sequence[float],
    packets: Sequence[StoredPacket],
    dropped: Mapping[str, int],
) -> ProbeReport:
    span = times[-1] - times[0]
    fps = (len(times) - 1) / span if span > 0 else None
    key_seconds = _key_seconds(packets)
    height, width = first.image.shape[:2]
    return ProbeReport(
        source=source_name(source),
        codec=packets[0].layout.codec if packets else None,
        width=width,
        height=height,
        fps=fps,
        key_frame_seconds=key_seconds,
        kbit_per_second=_kbit_per_second(packets),
        transport=options.transport if source.startswith("rtsp") else None,
        first_frame_seconds=first_seconds,
        seconds=span,
        frames=len(times),
        dropped={why: count for why, count in dropped.items() if count},
        model=spec.name,
        model_fps=1 / spec.sample_seconds,
        window_seconds=spec.span_seconds,
        advice=tuple(_advice(spec, fps, key_seconds, min(width, height))),
    )


def _key_seconds(packets: Sequence[StoredPacket]) -> float | None:
    times = [
        float(one.pts * one.layout.time_base)
        for one in packets
        if one.is_key and one.pts is not None
    ]
    gaps = [after - before for before, after in pairwise(times)]
    return median(gaps) if gaps else None


def _kbit_per_second(packets: Sequence[StoredPacket]) -> float | None:
    times = [float(one.pts * one.layout.time_base) for one in packets if one.pts is not None]
    span = max(times) - min(times) if times else 0.0
    return 8e-3 * sum(len(one.data) for one in packets) / span if span > 0 else None


def _advice(
    spec: ModelSpec, fps: float | None, key_seconds: float | None, short_px: int
) -> list[str]:
    """What the model would like better."""
    advice = []
    wanted = 1 / spec.sample_seconds
    if fps is not None and fps < 0.9 * wanted:
        advice.append(f"{fps:.0f} fps are fewer than the {wanted:g} that {spec.name} was taught")
    if fps is not None and fps > 1.5 * wanted:
        advice.append(f"more than {wanted:g} fps cost decoding and give nothing")
    if key_seconds is not None and key_seconds > 4:
        advice.append(f"a key frame every {key_seconds:.0f} s: a reconnect waits so long; 2 s do")
    if short_px < spec.resize_short_px:
        advice.append(f"{short_px} px are enlarged to {spec.resize_short_px}")
    elif short_px > 4 * spec.resize_short_px:
        advice.append(f"the model sees {spec.resize_short_px} px; a smaller stream costs less CPU")
    return advice
