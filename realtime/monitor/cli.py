"""The command `liveact-monitor`."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from engines import Demand, ProgressLine, demo_clip, load_engine, run_command
from realtime.errors import PipelineError, SettingsError, SinkError, SourceError
from realtime.monitor.events_command import events
from realtime.monitor.given import given_profile
from realtime.monitor.options import (
    ConfigArgument,
    CoolDownOption,
    DeviceOption,
    EnterOption,
    ExitOption,
    JsonOption,
    LabelEnterOption,
    LagOption,
    LogFormatOption,
    MaxSecondsOption,
    MinDurationOption,
    ModelOption,
    ModeOption,
    OfflineOption,
    PrecisionOption,
    ProbeSecondsOption,
    ProfileOption,
    RuntimeOption,
    SmoothingOption,
    SourceArgument,
    StepOption,
    TransportOption,
    UnknownBelowOption,
    WatchdogOption,
)
from realtime.monitor.watch import show_stream
from realtime.outbox.errors import StoreError
from realtime.pipeline import PipelineSettings
from realtime.sources import SourceOptions
from realtime.watching import DEMO, mode_for, refuse_unusable

app = typer.Typer(
    name="liveact-monitor",
    help="Recognise human actions in live video, without a window.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


_SOURCE = SourceOptions()
"""What the flags have where nothing is given."""


@app.callback()
def _commands() -> None:
    """Keeps the commands' names where there is only one of them."""


@app.command()
def watch(
    source: SourceArgument,
    model: ModelOption = "i3d.k400",
    device: DeviceOption = "auto",
    runtime: RuntimeOption = "auto",
    precision: PrecisionOption = "auto",
    mode: ModeOption = "auto",
    lag: LagOption = None,
    as_json: JsonOption = False,
    offline: OfflineOption = False,
    profile: ProfileOption = None,
    step: StepOption = None,
    max_seconds: MaxSecondsOption = None,
    smoothing: SmoothingOption = None,
    unknown_below: UnknownBelowOption = None,
    enter: EnterOption = None,
    exit_: ExitOption = None,
    min_duration: MinDurationOption = None,
    cool_down: CoolDownOption = None,
    label_enter: LabelEnterOption = None,
    watchdog: WatchdogOption = _SOURCE.read_timeout_seconds,
    transport: TransportOption = "tcp",
) -> None:
    """Show what is being done in one stream, live."""
    flags = {
        "step": step,
        "smoothing": smoothing,
        "unknown_below": unknown_below,
        "enter": enter,
        "exit": exit_,
        "min_duration": min_duration,
        "cool_down": cool_down,
    }
    tuned = given_profile(profile, flags, label_enter or [])
    settings = PipelineSettings(
        step_seconds=tuned.step_seconds,
        offline=offline,
        max_seconds=max_seconds,
        decisions=tuned.decisions,
    )
    options = SourceOptions(read_timeout_seconds=watchdog, transport=transport)
    refuse_unusable(source, offline=offline)
    with ProgressLine() as progress:
        if source == DEMO:
            demo_clip(progress)
        engine = load_engine(
            model,
            device=device,
            runtime=runtime,
            precision=precision,
            mode=mode_for(mode, offline=offline),
            lag_seconds=lag,
            demand=Demand(step_seconds=tuned.step_seconds),
            progress=progress,
        )
    with closing(engine):
        show_stream(engine, source, settings, options, as_json=as_json)


@app.command()
def run(
    config: ConfigArgument,
    as_json: JsonOption = False,
    log_format: LogFormatOption = "text",
    max_seconds: MaxSecondsOption = None,
) -> None:
    """Watch all cameras of a configuration, for days; SIGHUP or a new file reloads it."""
    from realtime.monitor.run import run_monitor

    with _problems_listed():
        run_monitor(config, as_json=as_json, log_format=log_format, max_seconds=max_seconds)


@app.command()
def check(config: ConfigArgument) -> None:
    """Say everything that is wrong with a configuration, or what it comes to."""
    from realtime.monitor.config import load_config

    with _problems_listed():
        typer.echo(load_config(config).effective(), nl=False)


@app.command()
def probe(
    source: SourceArgument,
    seconds: ProbeSecondsOption = 5.0,
    model: ModelOption = "i3d.k400",
    transport: TransportOption = "tcp",
    as_json: JsonOption = False,
) -> None:
    """Open one camera and say what it really sends."""
    from realtime.monitor.probe_command import run_probe

    run_probe(source, seconds=seconds, model=model, transport=transport, as_json=as_json)


@app.command()
def bench(
    video: Annotated[
        Path | None, typer.Option(help="A video of 20 seconds or more; the demo clip if left out.")
    ] = None,
    rounds: Annotated[int, typer.Option(min=1, help="Turns of pipeline and bare engine.")] = 3,
    windows: Annotated[int, typer.Option(min=3, help="Predictions a turn.")] = 10,
    model: ModelOption = "i3d.k400",
    device: DeviceOption = "auto",
    runtime: RuntimeOption = "auto",
    precision: PrecisionOption = "auto",
    mode: ModeOption = "window",
    lag: LagOption = None,
    as_json: JsonOption = False,
) -> None:
    """Measure what a stream costs beside its engine."""
    from realtime.monitor.bench_report import print_table, run_bench, to_json

    log = Console(stderr=True)
    with ProgressLine() as progress:
        clip = video or demo_clip(progress)
        engine = load_engine(
            model,
            device=device,
            runtime=runtime,
            precision=precision,
            mode=mode,
            lag_seconds=lag,
            progress=progress,
        )
    with closing(engine):
        figures = run_bench(engine, clip, rounds=rounds, windows=windows, tell=log.print)
    if as_json:
        typer.echo(to_json(figures, model, engine.choice))
    else:
        print_table(figures, model, engine.choice, Console())


app.command()(events)


@contextmanager
def _problems_listed() -> Iterator[None]:
    """A line for each problem of a configuration; other errors have one line in all."""
    from realtime.monitor.config_problems import ConfigError

    try:
        yield
    except ConfigError as error:
        typer.echo(f"liveact-monitor: {error}", err=True)
        raise typer.Exit(2) from error


def main() -> None:
    """Run the command; exits with 0, 1, 2 or 130 as documented."""
    run_command(
        app,
        user_errors=(SourceError, SettingsError, StoreError),
        run_errors=(PipelineError, SinkError),
    )
