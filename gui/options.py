"""The flags of `liveact`, with the words that its help says of them. Loads no Qt."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from engines import DEFAULT_MODEL, EngineMode

_AS_PREDICT = "As for `liveact-engine predict`."

SourcesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[SOURCE]...",
        help="A camera (number, /dev/video0 or name), a URL such as rtsp://…, a video file, "
        "'demo', or 'synthetic:'; up to nine are shown side by side. Without any the window "
        "asks.",
    ),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        help="As `liveact-engine list` names it; without it as the last time.",
        show_default=DEFAULT_MODEL,
    ),
]
DeviceOption = Annotated[str, typer.Option(help=_AS_PREDICT)]
RuntimeOption = Annotated[str, typer.Option(help=_AS_PREDICT)]
PrecisionOption = Annotated[str, typer.Option(help=_AS_PREDICT)]
ModeOption = Annotated[EngineMode, typer.Option(help="As for `liveact-monitor watch`.")]
ThemeOption = Annotated[
    Literal["auto", "light", "dark"] | None,
    typer.Option(help="Without it as chosen in the window."),
]
LanguageOption = Annotated[
    Literal["system", "en", "zh_CN"] | None,
    typer.Option(help="The window's language; without it as chosen in the window."),
]
PanelOption = Annotated[
    Literal["latency", "tuning", "teach"] | None,
    typer.Option(help="The panel beside the picture; without it as in the window before."),
]
DrawingOption = Annotated[
    Literal["auto", "opengl", "raster"],
    typer.Option(help="What draws the pictures; auto takes OpenGL of a graphics card only."),
]
SignOption = Annotated[
    bool, typer.Option("--sign", help="The sign-language desk: signs become a transcript.")
]
ScreenshotOption = Annotated[
    Path | None, typer.Option(help="Write the window to this PNG file and end.")
]
AfterOption = Annotated[
    float, typer.Option(min=0.1, help="When to: seconds after the stream began to run.")
]
