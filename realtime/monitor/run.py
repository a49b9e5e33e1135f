"""The commands `run` and `check`: from a file to an exit code."""

import logging
import os
import signal
import sys
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from functools import partial
from pathlib import Path
from typing import NoReturn

from rich.console import Console

from engines import LoadedEngine, Progress, ProgressEvent, ProgressLine, load_engine
from realtime.clock import Clock, MonotonicClock
from realtime.errors import PipelineError, SinkClosedError, SinkError
from realtime.monitor.config import MonitorConfig, load_config
from realtime.monitor.config_models import ConfigFile
from realtime.monitor.config_plans import CameraPlan, EnginePlan
from realtime.monitor.http.app import new_app
from realtime.monitor.http.facts import MonitorFacts
from realtime.monitor.http.server import open_server
from realtime.monitor.logs import LogFormat, LogSink, use_log_format
from realtime.monitor.outputs import evidence_refused, open_outputs, plan_outputs
from realtime.monitor.run_engines import LoadEngine
from realtime.monitor.run_monitor import Monitor, Wishes
from realtime.monitor.run_state import MonitorSnapshot
from realtime.monitor.run_table import shown_table
from realtime.monitor.service import ServiceNotice
from realtime.monitor.signals import Signals, StoppedError
from realtime.monitor.view import can_draw
from realtime.outbox.outputs import EventOutputs
from realtime.sinks.base import Sink
from realtime.sinks.jsonl import JsonLinesSink
from realtime.sinks.one_at_a_time import OneAtATime
from realtime.sources import Source, source_opener

logger = logging.getLogger(__name__)

_FAILED, _INTERRUPTED = 1, 130


def run_monitor(
    path: Path, *, as_json: bool, log_format: LogFormat, max_seconds: float | None
) -> None:
    """Run a configuration to its end.

    Beside an engine that is still in a call it ends the process itself, with the same exit code.

    Raises:
        SettingsError: the file cannot be used.
        PipelineError: an engine ended for good, or hangs and the run is to end then.
        KeyboardInterrupt: Ctrl-C; everything has been stored and closed. SIGTERM just returns.
    """
    config = load_config(path)
    use_log_format(log_format)
    console, signals, clock = Console(), Signals(), MonotonicClock()
    service = ServiceNotice(clock, os.environ)
    monitor: Monitor | None = None
    failure: PipelineError | SinkError | None = None
    with signals.caught():
        try:
            with ExitStack() as opened, suppress(StoppedError, SinkClosedError):
                wishes = signals.wishes(service.stopping)
                load = partial(_load, config=config, tell=signals.refuse_stopped)
                monitor = _open_monitor(opened, path, config, clock, wishes, load, as_json=as_json)
                draws = not as_json and can_draw(console)
                _watch(monitor, console, max_seconds, service, draws=draws)
        except (PipelineError, SinkError) as error:
            failure = error
    interrupted = signals.received is signal.SIGINT
    if monitor is not None and not monitor.has_ended:
        _leave_at_once(failure, interrupted=interrupted)
    if failure is not None:
        raise failure
    if interrupted:
        raise KeyboardInterrupt


def _open_monitor(
    opened: ExitStack,
    path: Path,
    config: MonitorConfig,
    clock: Clock,
    wishes: Wishes,
    load: LoadEngine,
    *,
    as_json: bool,
) -> Monitor:
    """A monitor with its outputs and its way in, all closed with `opened`."""
    server = open_server(config.file.http)
    if server is not None:
        opened.enter_context(closing(server))
    events = open_outputs(config.file.outputs, keeps_evidence=config.keeps_evidence, clock=clock)
    outputs = opened.enter_context(closing(events))
    sinks: list[Sink] = [outputs, OneAtATime(LogSink())]
    sinks += [OneAtATime(JsonLinesSink())] if as_json else []
    monitor = Monitor(
        path,
        config,
        load_config=load_config,
        load_engine=load,
        sinks=sinks,
        clock=clock,
        wishes=wishes,
        opener=partial(_opener_of, outputs),
        take_over=partial(_take_over, outputs, config.file, clock),
    )
    outputs.take_pictures_from(monitor.latest_frame)
    if server is not None:
        server.start(new_app(_facts(monitor, outputs, config, clock), config.file.http))
        logger.info("health, metrics and events: %s", server.url)
    return monitor


def _leave_at_once(failure: Exception | None, *, interrupted: bool) -> NoReturn:
    """End the process beside an engine that is in a call: all has been stored and closed.

    The interpreter's own end would take the runtime away under that call.
    """
    if failure is not None:
        logger.error("%s", failure)
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(_FAILED if failure is not None else _INTERRUPTED if interrupted else 0)


def _opener_of(outputs: EventOutputs, plan: CameraPlan, clock: Clock) -> Callable[[], Source]:
    """Opens a camera so that clips can be cut from what it sends."""
    packets = outputs.packets(plan.name, plan.evidence)
    return source_opener(plan.url, clock=clock, options=plan.options, packets=packets)


def _facts(
    monitor: Monitor, outputs: EventOutputs, config: MonitorConfig, clock: Clock
) -> MonitorFacts:
    """What the HTTP server may know."""
    store = config.file.outputs.store_path
    disks = {"store": store.parent, "evidence": config.file.outputs.evidence_path}
    return MonitorFacts(monitor.snapshot, lambda: outputs.status, store, disks, clock)


def _take_over(
    outputs: EventOutputs, first: ConfigFile, clock: Clock, config: MonitorConfig
) -> tuple[str, ...]:
    """Send and keep events as a new configuration says; gives what waits for the next start."""
    wanted = config.file.outputs
    with evidence_refused():
        outputs.change(plan_outputs(wanted, clock, keeps_evidence=config.keeps_evidence))
    is_other = {
        "[http]": config.file.http != first.http,
        "store of [outputs]": wanted.store_path != first.outputs.store_path,
        "folder of [outputs.evidence]": outputs.evidence_folder not in (None, wanted.evidence_path),
    }
    return tuple(name for name, differs in is_other.items() if differs)


def _watch(
    monitor: Monitor,
    console: Console,
    max_seconds: float | None,
    service: ServiceNotice,
    *,
    draws: bool,
) -> None:
    with ExitStack() as opened:
        shown: list[Callable[[MonitorSnapshot], None]] = [service.tick]
        if draws:
            shown.append(opened.enter_context(shown_table(console)))

        def on_tick() -> None:
            snapshot = monitor.snapshot()
            for show in shown:
                show(snapshot)

        monitor.run(max_seconds=max_seconds, on_tick=on_tick)


def _load(plan: EnginePlan, *, config: MonitorConfig, tell: Callable[[], None]) -> LoadedEngine:
    """Load an engine with progress on standard error; a stop gives it up."""
    with ProgressLine() as line:
        return load_engine(
            plan.model,
            device=plan.device,
            runtime=plan.runtime,
            precision=plan.precision,
            mode=plan.mode,
            demand=config.demand(plan),
            progress=_stoppable(line, tell),
        )


def _stoppable(line: Progress, refuse_stopped: Callable[[], None]) -> Progress:
    def progress(event: ProgressEvent) -> None:
        refuse_stopped()
        line(event)

    return progress
