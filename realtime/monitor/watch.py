"""One stream in the terminal, from start to Ctrl-C."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
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
INTERRUPTED = 130
"""The exit code after Ctrl-C."""


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
    interrupts = Interrupts()
    with interrupts.caught():
        pipeline.start()
        try:
            with view or nullcontext():
                _follow(pipeline, view, interrupts)
        finally:
            pipeline.stop()
            pipeline.wait()
    if interrupts.came:
        raise KeyboardInterrupt
    with suppress(SinkClosedError):  # as `head` does; nothing failed
        pipeline.join()
    _refuse_silence(pipeline.snapshot())


class Interrupts:
    """Ctrl-C and `kill`, as a wish to end that interrupts nothing half done."""

    def __init__(self) -> None:
        """None came."""
        self.came = False

    @contextmanager
    def caught(self) -> Iterator[None]:
        """Listen to them in here, except to what whoever started the program wants ignored."""
        numbers = [
            number
            for number in (signal.SIGINT, signal.SIGTERM)
            if signal.getsignal(number) is not signal.SIG_IGN
        ]
        before = {number: signal.signal(number, self._on_signal) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        if self.came:
            os._exit(INTERRUPTED)  # whoever asks twice does not want to wait
        self.came = True


def _refuse_silence(last: StreamSnapshot) -> None:
    """A stream that never gave a frame was no success, whoever ended it."""
    if not last.frames:
        raise PipelineError(f"{last.status.source_id}: {last.status.reason}")


def _follow(pipeline: Pipeline, view: TerminalView | None, interrupts: Interrupts) -> None:
    while not pipeline.wait(REDRAW_SECONDS) and not interrupts.came:
        if view is not None:
            view.show(pipeline.snapshot())
    pipeline.stop()
    pipeline.wait()
    if view is not None:
        view.show(pipeline.snapshot())
