"""The flags of `liveact-monitor`, with the words that its help says of them."""

from typing import Annotated

import typer

from engines import EngineMode
from realtime.sources.options import Transport

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

SourceArgument = Annotated[
    str,
    typer.Argument(
        metavar="SOURCE",
        help="A camera (number, /dev/video0 or name), a URL such as rtsp://…, a video file, "
        "'demo', or 'synthetic:'.",
    ),
]
OfflineOption = Annotated[
    bool, typer.Option("--offline", help="A file as fast as possible, no frame lost.")
]
StepOption = Annotated[
    float, typer.Option(help="Seconds between windows; a slow machine makes fewer.")
]
MaxSecondsOption = Annotated[float | None, typer.Option(help="End after so many seconds.")]
SmoothingOption = Annotated[
    float, typer.Option(help="Time constant of the smoothing in seconds; 0 is none.")
]
UnknownBelowOption = Annotated[float, typer.Option(help="'Nothing I know' below this score.")]
EnterOption = Annotated[float, typer.Option(help="An event starts at this score …")]
ExitOption = Annotated[
    float, typer.Option("--exit", help="… and goes on until the score is below this.")
]
MinDurationOption = Annotated[float, typer.Option(help="Seconds that an event lasts at least.")]
CoolDownOption = Annotated[float, typer.Option(help="Seconds that a label rests after its event.")]
LabelEnterOption = Annotated[
    list[str] | None,
    typer.Option(metavar="LABEL=SCORE", help="Another start for one label; may be repeated."),
]
WatchdogOption = Annotated[
    float, typer.Option(help="Reconnect after so many seconds without a frame.")
]
TransportOption = Annotated[Transport, typer.Option(help="How RTSP comes.")]
