"""Where the time goes, in words and numbers; the panel only shows them."""

from dataclasses import dataclass

from realtime import StreamSnapshot
from realtime.rates import Spread
from realtime.sinks.console import drops_text


@dataclass(frozen=True, slots=True)
class DisplayFigures:
    """What the window knows of its own work."""

    fps: float | None = None
    """New pictures painted a second."""
    paint_ms: Spread | None = None
    """One painting."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One row."""

    name: str
    value: str
    meaning: str
    """What the number says, for those who ask."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the way from the camera to the answer."""

    name: str
    ms: float
    """Median."""


def facts(snapshot: StreamSnapshot, display: DisplayFigures) -> list[Fact]:
    """Every figure, the most wanted first."""
    rates = snapshot.rates
    return [
        Fact("Behind live", _ms(snapshot.behind_live_ms), "How late an answer is, p50 / p95."),
        Fact("Answer", _ms(snapshot.latency_ms), "From a window's last frame to its answer."),
        Fact("Engine", _ms(snapshot.engine_ms), "One call of the network, p50 / p95."),
        Fact("Painting", _ms(display.paint_ms), "Drawing the picture once, p50 / p95."),
        Fact("Camera", _fps(rates.camera_fps), "Frames that arrive."),
        Fact("Predictions", _fps(rates.window_fps), "Windows that are classified."),
        Fact("Engine could", _fps(rates.engine_fps), "Windows that the engine has time for."),
        Fact("Display", _fps(display.fps), "New pictures that are painted."),
        Fact("Dropped", drops_text(snapshot.drops), "Frames or windows lost: stage (reason)."),
        Fact("Model", snapshot.model or "-", "Which network looks at the picture."),
        Fact("Runs with", _engine(snapshot), "Runtime, precision and device in use."),
        Fact("Not used", _passed_over(snapshot), "What was passed over, and why."),
    ]


def stages(snapshot: StreamSnapshot) -> list[Stage]:
    """The medians that make up 'behind live', in order; none before the first answer."""
    engine, latency, behind = snapshot.engine_ms, snapshot.latency_ms, snapshot.behind_live_ms
    if engine is None or latency is None:
        return []
    before = max(0.0, behind.p50 - latency.p50) if behind else 0.0
    beside = max(0.0, latency.p50 - engine.p50)
    return [
        Stage("camera and decoding", before),
        Stage("waiting, window, smoothing", beside),
        Stage("engine", engine.p50),
    ]


def verdict(snapshot: StreamSnapshot) -> str:
    """One sentence: what sets the pace."""
    parts = stages(snapshot)
    if not parts:
        return "Not known before the first answer."
    slowest = max(parts, key=lambda stage: stage.ms)
    wanted = snapshot.rates.engine_fps
    if snapshot.drops.get("engine", {}).get("busy") and wanted is not None:
        return f"The engine sets the pace: it has time for {wanted:.1f} windows a second."
    return f"Most of the delay is {slowest.name}: {slowest.ms:.0f} ms."


def _engine(snapshot: StreamSnapshot) -> str:
    engine = snapshot.engine
    return f"{engine.runtime} {engine.precision} on {engine.device}" if engine else "-"


def _passed_over(snapshot: StreamSnapshot) -> str:
    if snapshot.engine is None:
        return "-"
    passed = snapshot.engine.passed_over
    return "; ".join(f"{one.what}: {one.reason}" for one in passed) or "nothing faster was there"


def _ms(spread: Spread | None) -> str:
    return "-" if spread is None else f"{spread.p50:.0f} / {spread.p95:.0f} ms"


def _fps(rate: float | None) -> str:
    return "-" if rate is None else f"{rate:.1f} / s"
