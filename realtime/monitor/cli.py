"""The command `liveact-monitor`."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from engines import ProgressLine, load_engine, run_command
from realtime.errors import SettingsError, SinkClosedError, SinkError, SourceError
from realtime.monitor.view import TerminalView
from realtime.monitor.watch import run_until_end, sink_for
from realtime.pipeline import PipelineSettings
from realtime.rules import DecisionSettings, EventRule
from realtime.sources import SourceOptions, check_source
from realtime.watching import open_pipeline

app = typer.Typer(
    name="liveact-monitor",
    help="Recognise human actions in live video, without a window.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def _commands() -> None:
    """Keeps the commands' names where there is only one of them."""


@app.command()
def watch(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help="A camera (number, /dev/video0 or name), a URL such as rtsp://…, a video file, "
            "'demo', or 'synthetic:'.",
        ),
    ],
    model: Annotated[str, typer.Option(help="As `liveact-engine list` names it.")] = "i3d.k400",
    device: Annotated[str, typer.Option(help="auto, cpu or cuda.")] = "auto",
    runtime: Annotated[str, typer.Option(help="auto, openvino or torch.")] = "auto",
    precision: Annotated[str, typer.Option(help="auto, fp32 or bf16.")] = "auto",
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line on standard output.")
    ] = False,
    offline: Annotated[
        bool,
        typer.Option("--offline", help="A file as fast as possible, no frame lost."),
    ] = False,
    step: Annotated[
        float, typer.Option(help="Seconds between windows; a slow machine makes fewer.")
    ] = PipelineSettings().step_seconds,
    max_seconds: Annotated[float | None, typer.Option(help="End after so many seconds.")] = None,
    smoothing: Annotated[
        float, typer.Option(help="Time constant of the smoothing in seconds; 0 is none.")
    ] = DecisionSettings().smoothing_seconds,
    unknown_below: Annotated[
        float, typer.Option(help="'Nothing I know' below this score.")
    ] = DecisionSettings().unknown_below,
    enter: Annotated[
        float, typer.Option(help="An event starts at this score …")
    ] = EventRule().enter,
    exit_: Annotated[
        float, typer.Option("--exit", help="… and goes on until the score is below this.")
    ] = EventRule().exit,
    min_duration: Annotated[
        float, typer.Option(help="Seconds that an event lasts at least.")
    ] = EventRule().min_duration_seconds,
    cool_down: Annotated[
        float, typer.Option(help="Seconds that a label rests after its event.")
    ] = EventRule().cool_down_seconds,
    label_enter: Annotated[
        list[str] | None,
        typer.Option(metavar="LABEL=SCORE", help="Another start for one label; may be repeated."),
    ] = None,
    watchdog: Annotated[
        float, typer.Option(help="Reconnect after so many seconds without a frame.")
    ] = SourceOptions().read_timeout_seconds,
    transport: Annotated[str, typer.Option(help="How RTSP comes: tcp or udp.")] = "tcp",
) -> None:
    """Show what is being done in one stream, live."""
    settings = PipelineSettings(
        step_seconds=step,
        offline=offline,
        max_seconds=max_seconds,
        decisions=DecisionSettings(
            smoothing_seconds=smoothing,
            unknown_below=unknown_below,
            event=EventRule(
                enter=enter,
                exit=exit_,
                min_duration_seconds=min_duration,
                cool_down_seconds=cool_down,
            ),
            labels=_label_rules(label_enter or []),
        ),
    )
    options = SourceOptions(read_timeout_seconds=watchdog, transport=transport)
    check_source(source)
    console = Console()
    with (
        ProgressLine() as progress,
        load_engine(
            model, device=device, runtime=runtime, precision=precision, progress=progress
        ) as engine,
    ):
        sink = sink_for(console, as_json=as_json)
        pipeline = open_pipeline(
            engine,
            source,
            settings=settings,
            sinks=[sink] if sink else [],
            options=options,
            choice=engine.choice,
        )
        run_until_end(pipeline, None if sink else TerminalView(console))


def _label_rules(given: list[str]) -> dict[str, dict[str, float]]:
    """`LABEL=SCORE` of the command line as rules that complete themselves."""
    rules: dict[str, dict[str, float]] = {}
    for text in given:
        label, _, score = text.rpartition("=")
        try:
            rules[label] = {"enter": float(score)}
        except ValueError as error:
            raise SettingsError(
                f"--label-enter {text!r} given; a label and a score as in 'yoga=0.8' are allowed"
            ) from error
    return rules


def main() -> None:
    """Run the command; exits with 0, 1, 2 or 130 as documented."""
    run_command(app, user_errors=(SourceError, SettingsError, SinkError))
