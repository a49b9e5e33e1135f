"""The command `liveact-monitor`."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from engines import EngineMode, ProgressLine, demo_clip, load_engine, run_command
from realtime.errors import PipelineError, SettingsError, SinkError, SourceError
from realtime.monitor.view import TerminalView
from realtime.monitor.watch import run_until_end, sink_for
from realtime.pipeline import PipelineSettings
from realtime.rules import DecisionSettings, EventRule
from realtime.sources import SourceOptions
from realtime.sources.options import Transport
from realtime.watching import DEMO, open_pipeline, refuse_unusable

app = typer.Typer(
    name="liveact-monitor",
    help="Recognise human actions in live video, without a window.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


ModelOption = Annotated[str, typer.Option(help="As `liveact-engine list` names it.")]
DeviceOption = Annotated[str, typer.Option(help="auto, cpu or cuda.")]
RuntimeOption = Annotated[str, typer.Option(help="auto, openvino or torch.")]
PrecisionOption = Annotated[str, typer.Option(help="auto, fp32 or bf16.")]
ModeOption = Annotated[
    EngineMode,
    typer.Option(
        help="window: each window by itself; stream: only what is new in it, which is "
        "far less work, and an answer that comes later."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON on standard output, logs apart.")]


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
    model: ModelOption = "i3d.k400",
    device: DeviceOption = "auto",
    runtime: RuntimeOption = "auto",
    precision: PrecisionOption = "auto",
    mode: ModeOption = "window",
    as_json: JsonOption = False,
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
    transport: Annotated[Transport, typer.Option(help="How RTSP comes.")] = "tcp",
) -> None:
    """Show what is being done in one stream, live."""
    settings = PipelineSettings(
        step_seconds=step,
        offline=offline,
        max_seconds=max_seconds,
        decisions=DecisionSettings.model_validate(
            {
                "smoothing_seconds": smoothing,
                "unknown_below": unknown_below,
                "event": {
                    "enter": enter,
                    "exit": exit_,
                    "min_duration_seconds": min_duration,
                    "cool_down_seconds": cool_down,
                },
                "labels": _label_rules(label_enter or []),
            }
        ),
    )
    options = SourceOptions(read_timeout_seconds=watchdog, transport=transport)
    refuse_unusable(source, offline=offline)
    console = Console()
    with ProgressLine() as progress:
        if source == DEMO:
            demo_clip(progress)
        engine = load_engine(
            model,
            device=device,
            runtime=runtime,
            precision=precision,
            mode=mode,
            progress=progress,
        )
    with closing(engine):
        sink = sink_for(console, as_json=as_json)
        pipeline = open_pipeline(
            engine,
            source,
            settings=settings,
            sinks=[sink] if sink else [],
            options=options,
            choice=engine.choice,
            warm_up=not offline,
        )
        run_until_end(pipeline, None if sink else TerminalView(console))


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
            progress=progress,
        )
    with closing(engine):
        figures = run_bench(engine, clip, rounds=rounds, windows=windows, tell=log.print)
    if as_json:
        typer.echo(to_json(figures, model, engine.choice))
    else:
        print_table(figures, model, engine.choice, Console())


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
    run_command(
        app, user_errors=(SourceError, SettingsError), run_errors=(PipelineError, SinkError)
    )
