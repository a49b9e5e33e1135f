"""The command `liveact`. Importing it loads no Qt."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from engines import run_command
from gui.engine_share import MOST_STREAMS
from gui.errors import GuiError
from gui.options import (
    AfterOption,
    DeviceOption,
    DrawingOption,
    LanguageOption,
    ModelOption,
    ModeOption,
    PanelOption,
    PrecisionOption,
    RuntimeOption,
    ScreenshotOption,
    SignOption,
    SourcesArgument,
    ThemeOption,
)
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
    sources: SourcesArgument = None,
    model: ModelOption = None,
    device: DeviceOption = "auto",
    runtime: RuntimeOption = "auto",
    precision: PrecisionOption = "auto",
    mode: ModeOption = "auto",
    theme: ThemeOption = None,
    lang: LanguageOption = None,
    panel: PanelOption = None,
    drawing: DrawingOption = "auto",
    sign: SignOption = False,
    screenshot: ScreenshotOption = None,
    after: AfterOption = 8.0,
) -> None:
    """Show what is being done in streams, live."""
    given = _sources(sources or [], sign, screenshot)
    _refuse_without_display()
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


def _sources(given: Sequence[str], is_sign_desk: bool, screenshot: Path | None) -> tuple[str, ...]:
    """What is to run at once; a picture without a source is one of the demo."""
    most = 1 if is_sign_desk else MOST_STREAMS
    if len(given) > most:
        allowed = "1 is allowed with --sign" if is_sign_desk else f"1 to {most} are allowed"
        raise GuiError(f"{len(given)} sources given; {allowed}")
    return (DEMO,) if screenshot is not None and not given else tuple(given)


def _refuse_without_display() -> None:
    problem = why_no_display(sys.platform, os.environ)
    if problem:
        raise GuiError(problem)


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
