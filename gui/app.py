"""The command `liveact`. Importing it loads no Qt."""

import os
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from engines import DEFAULT_MODEL, EngineMode, run_command
from gui.engine_share import MOST_STREAMS
from gui.errors import GuiError
from gui.platforms import library_hint, why_no_display
from realtime.watching import DEMO

app = typer.Typer(
    name="liveact",
    help="Recognise human actions in live video, in a window.",
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
def show(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]...",
            help="A camera (number, /dev/video0 or name), a URL such as rtsp://…, a video file, "
            "'demo', or 'synthetic:'; up to nine are shown side by side. Without any the window "
            "asks.",
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            help="As `liveact-engine list` names it; without it as the last time.",
            show_default=DEFAULT_MODEL,
        ),
    ] = None,
    device: Annotated[str, typer.Option(help="As for `liveact-engine predict`.")] = "auto",
    runtime: Annotated[str, typer.Option(help="As for `liveact-engine predict`.")] = "auto",
    precision: Annotated[str, typer.Option(help="As for `liveact-engine predict`.")] = "auto",
    mode: Annotated[EngineMode, typer.Option(help="As for `liveact-monitor watch`.")] = "auto",
    theme: Annotated[
        Literal["auto", "light", "dark"] | None,
        typer.Option(help="Without it as chosen in the window."),
    ] = None,
    lang: Annotated[
        Literal["system", "en", "zh_CN"] | None,
        typer.Option(help="The window's language; without it as chosen in the window."),
    ] = None,
    panel: Annotated[
        Literal["latency", "tuning", "teach"] | None,
        typer.Option(help="The panel beside the picture; without it as in the window before."),
    ] = None,
    drawing: Annotated[
        Literal["auto", "opengl", "raster"],
        typer.Option(help="What draws the pictures; auto takes OpenGL of a graphics card only."),
    ] = "auto",
    sign: Annotated[
        bool, typer.Option("--sign", help="The sign-language desk: signs become a transcript.")
    ] = False,
    screenshot: Annotated[
        Path | None, typer.Option(help="Write the window to this PNG file and end.")
    ] = None,
    after: Annotated[
        float, typer.Option(min=0.1, help="When to: seconds after the stream began to run.")
    ] = 8.0,
) -> None:
    """Show what is being done in streams, live."""
    given = tuple(sources or ())
    most = 1 if sign else MOST_STREAMS
    if len(given) > most:
        allowed = "1 is allowed with --sign" if sign else f"1 to {most} are allowed"
        raise GuiError(f"{len(given)} sources given; {allowed}")
    if screenshot is not None and not given:
        given = (DEMO,)
    problem = why_no_display(sys.platform, os.environ)
    if problem:
        raise GuiError(problem)
    try:
        from gui.desktop import StartOptions, run_desktop
    except ImportError as error:
        raise GuiError(_why_no_window(error)) from error
    run_desktop(
        StartOptions(
            given,
            model,
            device,
            runtime,
            precision,
            mode,
            theme,
            panel,
            screenshot,
            after,
            sign,
            lang,
            drawing,
        )
    )


def _why_no_window(error: ImportError) -> str:
    """One line for a library that is not here."""
    if (error.name or "").startswith("PySide6"):
        return (
            "the window needs PySide6-Essentials, which is not installed; "
            "pip install 'liveact[gui]', or use liveact-monitor"
        )
    return f"the window cannot be opened: {error}; {library_hint(sys.platform)}"


def main() -> None:
    """Run the command; exits with 0, 1, 2 or 130 like the others."""
    run_command(app, user_errors=(GuiError,))
