"""The figures under the bars, each in words that fit the width there is."""

from collections.abc import Iterator

from realtime.events import ActionEvent
from realtime.rates import Spread
from realtime.sinks.console import drops_text
from realtime.snapshot import StreamSnapshot

Fact = tuple[str, str]
"""A short name and what is to be said of it."""


def facts(snapshot: StreamSnapshot, width: int) -> Iterator[Fact]:
    """What is known of a stream, the most wanted first; texts fit a width where they can."""
    yield "rates", rates_text(snapshot)
    yield "delay", delay_text(snapshot, width)
    yield "window", window_text(snapshot)
    yield "dropped", drops_text(snapshot.drops)
    passed_over = snapshot.engine.passed_over if snapshot.engine else ()
    if passed_over:
        yield "not used", "; ".join(f"{passed.what}: {passed.reason}" for passed in passed_over)


_MODES = {"window": "", "stream": "as a stream", "early": "as a stream with early answers"}
"""What is said of how answers are made; nothing of what is usual."""


def engine_text(snapshot: StreamSnapshot) -> str:
    """Which model runs, and with what."""
    engine = snapshot.engine
    if engine is None:
        return snapshot.model
    chosen = f"{engine.runtime} {engine.precision} on {engine.device}"
    return " · ".join(filter(None, [snapshot.model, chosen, _MODES[engine.mode]]))


def counts_text(snapshot: StreamSnapshot) -> str:
    """How much was seen so far."""
    return f"{snapshot.frames} frames, {snapshot.predictions} predictions"


def rates_text(snapshot: StreamSnapshot) -> str:
    """Three rates that people mix up, side by side."""
    rates = snapshot.rates
    return (
        f"camera {_rate(rates.camera_fps)} · predictions {_rate(rates.window_fps)}"
        f" · engine {_rate(rates.engine_fps)} fps"
    )


def delay_text(snapshot: StreamSnapshot, width: int) -> str:
    """How late the predictions are and what of it the engine takes: median and 95 %."""
    spreads = {
        "behind live": snapshot.behind_live_ms,
        "latency": snapshot.latency_ms,
        "engine": snapshot.engine_ms,
    }
    known = {name: spread for name, spread in spreads.items() if spread is not None}
    if not known:
        return "unknown before the first prediction"
    some = {name: spread for name, spread in known.items() if name != "latency"}
    return fitting(
        width,
        _joined({name: _p50_p95(spread) for name, spread in known.items()}) + " (p50/p95)",
        _joined({name: _p50_p95(spread) for name, spread in some.items()}) + " (p50/p95)",
        _joined({name: f"{spread.p50:.0f}" for name, spread in some.items()}),
    )


def window_text(snapshot: StreamSnapshot) -> str:
    """Whether the model sees what it was trained on."""
    if snapshot.integrity is None:
        return f"{snapshot.clip_len} frames at {snapshot.model_fps:g} fps needed"
    if snapshot.integrity == "ok":
        return f"ok: {snapshot.clip_len} frames at {snapshot.model_fps:g} fps"
    camera = _rate(snapshot.rates.camera_fps)
    return f"resampled: camera {camera} fps, model {snapshot.model_fps:g} fps"


def event_texts(events: tuple[ActionEvent, ...]) -> list[str]:
    """One line an event, the newest first: what was last said of it."""
    last_said = {(event.label, event.start_seconds): event for event in events}
    return [_event_text(event) for event in reversed(last_said.values())]


def duration_text(seconds: float) -> str:
    """As `0:42` or `1:02:03`."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def fitting(width: int, *texts: str) -> str:
    """The first text that fits, else the last one."""
    return next((text for text in texts if len(text) <= width), texts[-1])


def _event_text(event: ActionEvent) -> str:
    if event.end_seconds is None:
        return f"▶ {event.label} since {event.start_seconds:.1f} s, {event.score:.0%}"
    times = f"{event.start_seconds:.1f} to {event.end_seconds:.1f} s"
    return f"■ {event.label} {times}, {event.score:.0%}"


def _rate(rate: float | None) -> str:
    return "-" if rate is None else f"{rate:.1f}"


def _joined(values: dict[str, str]) -> str:
    return " · ".join(f"{name} {value}" for name, value in values.items()) + " ms"


def _p50_p95(spread: Spread) -> str:
    return f"{spread.p50:.0f}/{spread.p95:.0f}"
