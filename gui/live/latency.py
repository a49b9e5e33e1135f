"""Where the time goes, in words and numbers; the panel only shows them."""

from dataclasses import dataclass

from gui.language import translate
from gui.numbers import filled, number_text
from gui.wording import drops_text, local_text
from realtime import StreamSnapshot, StreamState
from realtime.rates import Spread


@dataclass(frozen=True, slots=True)
class DisplayFigures:
    """What the window knows of its own work."""

    fps: float | None = None
    """New pictures painted a second."""
    paint_ms: Spread | None = None
    """One painting."""
    place: str = "-"
    """What draws the picture, and why nothing else does."""


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
    ms: Spread


def facts(snapshot: StreamSnapshot, display: DisplayFigures) -> list[Fact]:
    """Every figure, the most wanted first."""
    return [*_delays(snapshot), *_rates(snapshot, display), *_engine_facts(snapshot)]


def stages(snapshot: StreamSnapshot, display: DisplayFigures) -> list[Stage]:
    """What an answer goes through, in order; none before the first one."""
    parts = snapshot.stages
    if snapshot.engine_ms is None or parts.waiting is None:
        return []
    named = {
        translate("Latency", "capture, decoding"): parts.arrival,
        translate("Latency", "resizing, ring"): parts.preparing,
        translate("Latency", "waiting for the engine"): parts.waiting,
        translate("Latency", "engine"): snapshot.engine_ms,
        translate("Latency", "smoothing, events"): parts.smoothing,
        translate("Latency", "painting"): display.paint_ms,
    }
    return [Stage(name, spread) for name, spread in named.items() if spread is not None]


def verdict(snapshot: StreamSnapshot, display: DisplayFigures) -> str:
    """One sentence: what sets the pace."""
    parts = stages(snapshot, display)
    if not parts:
        return translate("Latency", "Not known before the first answer.")
    slowest = max(parts, key=lambda stage: stage.ms.p50)
    wanted = snapshot.rates.engine_fps
    if snapshot.drops.get("engine", {}).get("busy") and wanted is not None:
        said = translate(
            "Latency", "The engine sets the pace: it has time for {n:.1f} windows a second."
        )
        return filled(said, n=wanted)
    said = translate("Latency", "Most of the delay is {stage}: {ms:.0f} ms.")
    return filled(said, stage=slowest.name, ms=slowest.ms.p50)


def _delays(snapshot: StreamSnapshot) -> list[Fact]:
    return [
        Fact(
            translate("Latency", "Behind live"),
            _ms(snapshot.behind_live_ms),
            translate("Latency", "How late an answer is, p50 / p95."),
        ),
        Fact(
            translate("Latency", "Answer"),
            _ms(snapshot.latency_ms),
            translate("Latency", "From a window's last frame to its answer."),
        ),
    ]


def _rates(snapshot: StreamSnapshot, display: DisplayFigures) -> list[Fact]:
    rates, is_over = snapshot.rates, snapshot.status.state is StreamState.ENDED
    return [
        Fact(
            translate("Latency", "Camera"),
            _fps(None if is_over else rates.camera_fps),
            translate("Latency", "Frames that arrive."),
        ),
        Fact(
            translate("Latency", "Predictions"),
            _fps(None if is_over else rates.window_fps),
            translate("Latency", "Windows that are classified."),
        ),
        Fact(
            translate("Latency", "Engine could"),
            _fps(rates.engine_fps),
            translate("Latency", "Windows that the engine has time for."),
        ),
        Fact(
            translate("Latency", "Display"),
            _fps(None if is_over else display.fps),
            translate("Latency", "New pictures that are painted."),
        ),
        Fact(
            translate("Latency", "Drawn by"),
            display.place,
            translate("Latency", "What puts the picture on the screen, and why."),
        ),
        Fact(
            translate("Latency", "Dropped"),
            drops_text(snapshot.drops),
            translate("Latency", "Frames or windows lost: stage (reason)."),
        ),
    ]


def _engine_facts(snapshot: StreamSnapshot) -> list[Fact]:
    return [
        Fact(
            translate("Latency", "Model"),
            snapshot.model or "-",
            translate("Latency", "Which network looks at the picture."),
        ),
        Fact(
            translate("Latency", "Mode"),
            _mode(snapshot),
            translate("Latency", "What the engine computes anew for each answer."),
        ),
        Fact(
            translate("Latency", "Runs with"),
            _engine(snapshot),
            translate("Latency", "Runtime, precision and device in use."),
        ),
        Fact(
            translate("Latency", "Not used"),
            _passed_over(snapshot),
            translate("Latency", "What was passed over, and why."),
        ),
    ]


def _engine(snapshot: StreamSnapshot) -> str:
    engine = snapshot.engine
    if engine is None:
        return "-"
    return translate("Latency", "{runtime} {precision} on {device}").format(
        runtime=engine.runtime, precision=engine.precision, device=engine.device
    )


def _mode(snapshot: StreamSnapshot) -> str:
    if snapshot.engine is None:
        return "-"
    return {
        "window": translate("Latency", "windows: each by itself"),
        "stream": translate("Latency", "stream: only what is new"),
        "early": translate("Latency", "stream with early answers"),
    }[snapshot.engine.mode]


def _passed_over(snapshot: StreamSnapshot) -> str:
    if snapshot.engine is None:
        return "-"
    passed = snapshot.engine.passed_over
    told = "; ".join(f"{local_text(one.what)}: {local_text(one.reason)}" for one in passed)
    return told or translate("Latency", "nothing faster was there")


def _ms(spread: Spread | None) -> str:
    return "-" if spread is None else f"{spread.p50:.0f} / {spread.p95:.0f} ms"


def _fps(rate: float | None) -> str:
    return "-" if rate is None else f"{number_text(rate, '.1f')} / s"
