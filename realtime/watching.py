"""The shortest way from a source to decisions, for programs."""

import queue
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from engines import Demand, Engine, EngineChoice, EngineMode, load_engine
from realtime.clock import MonotonicClock
from realtime.decision import Decision
from realtime.pipeline import Pipeline, PipelineSettings
from realtime.sinks.base import Message, PredictionMessage, Sink
from realtime.sources import SourceOptions, source_name, source_opener

WAITING_DECISIONS = 4
"""How many decisions wait for a slow caller; after that the stream makes fewer."""

POLL_SECONDS = 0.1

DEMO = "demo"
"""The source that is fetched like the weights: a real clip of a person."""


class DecisionQueue:
    """A sink that hands decisions to another thread, a few at most."""

    def __init__(self) -> None:
        """Nothing is in it yet."""
        self._waiting: queue.Queue[Decision] = queue.Queue(WAITING_DECISIONS)
        self._closed = False

    def write(self, message: Message) -> None:
        """Keep a decision; waits while the reader has not taken the ones before."""
        while isinstance(message, PredictionMessage) and not self._closed:
            try:
                return self._waiting.put(message.decision, timeout=POLL_SECONDS)
            except queue.Full:
                continue

    def take(self) -> Decision | None:
        """The oldest decision that waits, or None where none came for a moment."""
        try:
            return self._waiting.get(timeout=POLL_SECONDS)
        except queue.Empty:
            return None

    def close(self) -> None:
        """Let nobody wait any longer."""
        self._closed = True


def refuse_unusable(source: str, *, offline: bool = False) -> None:
    """Look at a source before anything is fetched or built for it; cameras are not opened.

    Raises:
        SourceError: this is no source, or the file is no video.
    """
    open_once = source_opener(source, clock=MonotonicClock(), offline=offline)
    if Path(source).exists() and not Path(source).is_char_device():
        open_once().close()


def open_pipeline(
    engine: Engine,
    source: str,
    *,
    settings: PipelineSettings,
    sinks: Sequence[Sink] = (),
    options: SourceOptions | None = None,
    choice: EngineChoice | None = None,
    warm_up: bool = False,
) -> Pipeline:
    """A pipeline for a source as users name it; nothing is opened before it starts.

    `warm_up` spends the time in which the first window fills on a first, slow call of the engine.

    Raises:
        SourceError: this is no source at all, such as a file that does not exist.
    """
    clock = MonotonicClock()
    opener = source_opener(source, clock=clock, offline=settings.offline, options=options)
    return Pipeline(
        engine,
        opener,
        source_id=source_name(source),
        settings=settings,
        clock=clock,
        sinks=sinks,
        choice=choice,
        warm_up=partial(infer_blank, engine) if warm_up else None,
    )


def mode_for(mode: EngineMode, *, offline: bool) -> EngineMode:
    """What `auto` means: offline it is windows, for what it says must not depend on the machine."""
    return "window" if offline and mode == "auto" else mode


def infer_blank(engine: Engine) -> None:
    """Let the engine do what it does once: its first call takes twice as long as the others."""
    engine.infer([engine.new_store(1).window([0] * engine.spec.first_frames)])


def watch(
    source: str,
    *,
    model: str = "i3d.k400",
    device: str = "auto",
    runtime: str = "auto",
    precision: str = "auto",
    mode: EngineMode = "auto",
    lag_seconds: float | None = None,
    settings: PipelineSettings | None = None,
    offline: bool = False,
) -> Iterator[Decision]:
    """Recognise what is done in a stream: yields a decision for each window until it ends.

    A caller that is slow gets fewer windows of a live stream, and all of them offline.

    Args:
        source: camera number or name, URL, file, `demo` or `synthetic:…`.
        model: registered name; weights are fetched and the engine is built at the first use.
        device: `auto`, `cpu` or `cuda`.
        runtime: `auto` or one that `liveact-engine list` names.
        precision: `auto`, `fp32`, `bf16`.
        mode: `window` for each window by itself, `stream` for only what is new in it, `auto` for
            what this CPU can hold, and windows offline.
        lag_seconds: of a stream: how far back the middle of what an answer is about may lie.
        settings: step, thresholds and time-outs; `offline` in it is overruled.
        offline: read a file as fast as the engine can, losing nothing.

    Raises:
        SourceError: the source cannot be opened.
        EngineError: the model or its runtime cannot be used.
    """
    refuse_unusable(source, offline=offline)
    settings = replace(settings or PipelineSettings(), offline=offline)
    waiting = DecisionQueue()
    with (
        closing(
            load_engine(
                model,
                device=device,
                runtime=runtime,
                precision=precision,
                mode=mode_for(mode, offline=offline),
                lag_seconds=lag_seconds,
                demand=Demand(step_seconds=settings.step_seconds),
            )
        ) as engine,
        closing(waiting),
        open_pipeline(
            engine, source, settings=settings, sinks=[waiting], warm_up=not offline
        ) as pipeline,
    ):
        ended = False
        while not ended:
            ended = pipeline.wait(0)  # asked first: what came before the end is still taken
            while (decision := waiting.take()) is not None:
                yield decision
        pipeline.join()
