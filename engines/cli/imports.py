"""`liveact-engine import` and `remove`."""

from pathlib import Path
from typing import Annotated

import typer

from engines.checkpoints.formats import FORMATS
from engines.models.imported import imported_names
from engines.progress_line import ProgressLine
from engines.teaching.places import taught_names, taught_place

_formats = ", ".join(("auto", *FORMATS))


def _complete_imported(incomplete: str) -> list[str]:
    names = (*imported_names(), *taught_names())
    return [name for name in names if name.startswith(incomplete)]


def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A checkpoint, or a folder with both streams.")
    ],
    arch: Annotated[str, typer.Option(help="Its architecture, as in i3d.")],
    labels: Annotated[Path, typer.Option(help="A text file with one label a line, in its order.")],
    name: Annotated[
        str | None, typer.Option(help="What to call it, ARCH.TAG; else the tag is the file's name.")
    ] = None,
    licence: Annotated[str, typer.Option(help="Licence of the weights, with their source.")] = "",
    form: Annotated[str, typer.Option("--format", help=f"One of {_formats}.")] = "auto",
    clip_len: Annotated[
        int | None, typer.Option(min=1, help="Frames in a clip, where not the usual number.")
    ] = None,
    frame_rate: Annotated[
        float | None, typer.Option(min=0.1, help="Frames a second that it was trained on.")
    ] = None,
) -> None:
    """Take in a checkpoint of your own; from then on it is a model like any other."""
    from engines.importing import ImportRequest, import_model

    request = ImportRequest(file, arch, labels, name, form, licence, clip_len, frame_rate)
    with ProgressLine() as progress:
        imported = import_model(request, progress)
    typer.echo(imported.spec.name)
    how = "found by itself, --format says otherwise" if form == "auto" else "as you said"
    typer.echo(f"read as: {FORMATS[imported.format].title} ({how})", err=True)
    typer.echo(f"labels: {len(imported.spec.labels)}", err=True)


def remove(
    model: Annotated[
        str, typer.Argument(help="Imported or taught.", autocompletion=_complete_imported)
    ],
) -> None:
    """Forget an imported or taught model, at once, with everything that was made of it."""
    from engines.importing import remove_model

    if model in taught_names():
        taught_place(model).unlink(missing_ok=True)
    else:
        remove_model(model)
    typer.echo(f"{model} is removed")
