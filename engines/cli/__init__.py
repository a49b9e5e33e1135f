"""The command `liveact-engine`: models and engines.

Each command imports what it runs only when it runs, so that `--help` and `list` stay quick.
"""

from importlib.metadata import version
from typing import Annotated

import typer

from engines.cli import bench, check, evaluate, imports, models, predict, teach
from engines.commandline import run_command

app = typer.Typer(
    name="liveact-engine",
    help="Models and engines of liveact: fetch, build, try and measure them.",
    pretty_exceptions_enable=False,
)
app.command("list")(models.list_)
app.command()(models.pull)
app.command("import")(imports.import_)
app.command()(imports.remove)
app.command()(models.build)
app.command()(predict.predict)
app.command()(check.check)
app.command()(bench.bench)
app.command()(evaluate.evaluate)
app.command()(teach.teach)


def _show_version(is_wanted: bool) -> None:
    if is_wanted:
        typer.echo(f"liveact {version('liveact')}")
        raise typer.Exit


@app.callback()
def _common(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Options of the command itself."""


def main() -> None:
    """Run the command; exits with 0, 1, 2 or 130 as documented."""
    run_command(app)
