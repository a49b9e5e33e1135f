"""One stream in the terminal, from start to Ctrl-C."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from rich.console import Console

from engines import LoadedEngine
from realtime.errors import PipelineError, SinkClosedError
from realtime.monitor.view import TerminalView, can_draw
from realtime.pipeline import Pipeline, PipelineSettings
from realtime.sinks.base import Sink
from realtime.sinks.console import ConsoleSink
from realtime.sinks.jsonl import JsonLinesSink
from realtime.snapshot import StreamSnapshot
from realtime.sources import SourceOptions
from realtime.watching import open_pipeline

REDRAW_SECONDS = 0.2


def show_stream(
    engine: LoadedEngine,
    source: str,
    settings: PipelineSettings,
    options: SourceOptions,
    *,
    as_json: bool,
) -> None:
    """Watch one stream to its end, on the terminal or as JSON lines; see `run_until_end`."""
    console = Console()
    sink = sink_for(console, as_json=as_json)
    pipeline = open_pipeline(
        engine,
        source,
        settings=settings,
        sinks=[sink] if sink else [],
        options=options,
        choice=engine.choice,
        warm_up=not settings.offline,
    )
    run_until_end(pipeline, None if sink else TerminalView(console))


def sink_for(console: Console, *, as_json: bool) -> Sink | None:
    """What writes to standard output; None where the live view draws instead."""
    if as_json:
        return JsonLinesSink()
    return None if can_draw(console) else ConsoleSink()


def run_until_end(pipeline: Pipeline, view: TerminalView | None) -> None:
    """Run a stream to its end and raise what ended it; an interrupt stops it cleanly first.

    Raises:
        PipelineError: it ended without ever giving a frame.
        KeyboardInterrupt: Ctrl-C or SIGTERM came; everything has been written and closed.
    """
    with _terminate_as_interrupt():
        pipeline.start()
        try:
            _follow(pipeline, view)
        finally:
            pipeline.stop()
            pipeline.wait()
        with suppress(SinkClosedError):  # as `head` does; nothing failed
            pipeline.join()
    _refuse_silence(pipeline.snapshot())


def _refuse_silence(last: StreamSnapshot) -> None:
    """A stream that never gave a frame was no success, whoever ended it."""
    if not last.frames:
        raise PipelineError(f"{last.status.source_id}: {last.status.reason}")


def _follow(pipeline: Pipeline, view: TerminalView | None) -> None:
    if view is None:
        pipeline.wait()
        return
    with view:
        try:
            while not pipeline.wait(REDRAW_SECONDS):
                view.show(pipeline.snapshot())
        finally:
            pipeline.stop()
            pipeline.wait()
            view.show(pipeline.snapshot())


@contextmanager
def _terminate_as_interrupt() -> Iterator[None]:
    """Let `kill` end a stream as Ctrl-C does."""

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
