"""The flags of `liveact-monitor`, with the words that its help says of them."""

from pathlib import Path
from typing import Annotated

import typer

from engines import EngineMode
from realtime.monitor.logs import LogFormat
from realtime.profiles import Profile
from realtime.rules import EventRule
from realtime.sources.options import Transport

_PROFILE, _EVENT = Profile(), EventRule()
"""What holds where neither a flag nor a profile says it."""

ModelOption = Annotated[str, typer.Option(help="As `liveact-engine list` names it.")]
DeviceOption = Annotated[str, typer.Option(help="auto, cpu, cuda, intel-gpu or intel-npu.")]
RuntimeOption = Annotated[str, typer.Option(help="auto, tensorrt, openvino or torch.")]
PrecisionOption = Annotated[str, typer.Option(help="auto, fp32, bf16, fp16 or int8.")]
ModeOption = Annotated[
    EngineMode,
    typer.Option(
        help="window: each window by itself; stream: only what is new in it, which is "
        "far less work, and an answer that comes later; auto: what this CPU can hold, and window "
        "with --offline."
    ),
]
LagOption = Annotated[
    float | None,
    typer.Option(
        help="Of a stream: how many seconds ago what an answer is about may lie; less is more work."
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
ProfileOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="Settings saved in the window, or a .toml file; flags go before it."
    ),
]
StepOption = Annotated[
    float | None,
    typer.Option(
        help="Seconds between windows; a slow machine makes fewer.",
        show_default=str(_PROFILE.step_seconds),
    ),
]
MaxSecondsOption = Annotated[float | None, typer.Option(help="End after so many seconds.")]
SmoothingOption = Annotated[
    float | None,
    typer.Option(
        help="Time constant of the smoothing in seconds; 0 is none.",
        show_default=str(_PROFILE.decisions.smoothing_seconds),
    ),
]
UnknownBelowOption = Annotated[
    float | None,
    typer.Option(
        help="'Nothing I know' below this score.",
        show_default=str(_PROFILE.decisions.unknown_below),
    ),
]
EnterOption = Annotated[
    float | None,
    typer.Option(help="An event starts at this score …", show_default=str(_EVENT.enter)),
]
ExitOption = Annotated[
    float | None,
    typer.Option(
        "--exit", help="… and goes on until the score is below this.", show_default=str(_EVENT.exit)
    ),
]
MinDurationOption = Annotated[
    float | None,
    typer.Option(
        help="Seconds that an event lasts at least.", show_default=str(_EVENT.min_duration_seconds)
    ),
]
CoolDownOption = Annotated[
    float | None,
    typer.Option(
        help="Seconds that a label rests after its event.",
        show_default=str(_EVENT.cool_down_seconds),
    ),
]
LabelEnterOption = Annotated[
    list[str] | None,
    typer.Option(metavar="LABEL=SCORE", help="Another start for one label; may be repeated."),
]
WatchdogOption = Annotated[
    float, typer.Option(help="Reconnect after so many seconds without a frame.")
]
TransportOption = Annotated[Transport, typer.Option(help="How RTSP comes.")]

ConfigArgument = Annotated[
    Path, typer.Argument(metavar="CONFIG.toml", help="See docs/monitor.md for what is in it.")
]
LogFormatOption = Annotated[
    LogFormat, typer.Option(help="text for people, json for programs; logs go to standard error.")
]
ProbeSecondsOption = Annotated[
    float, typer.Option(min=1.0, max=120.0, help="How long to watch; key frames may be rare.")
]
