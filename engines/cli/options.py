"""The flags that several commands share, with the same words for each."""

from typing import Annotated

import typer

from engines.choice import DEVICES, PRECISIONS, RUNTIMES
from engines.models import list_models

DEFAULT_MODEL = "i3d.k400"


def complete_model(incomplete: str) -> list[str]:
    """Names of models for the shell's completion."""
    return list_models(f"{incomplete}*")


def _allowed(values: tuple[str, ...]) -> str:
    return ", ".join(("auto", *values))


_precisions = tuple(dict.fromkeys(name for names in PRECISIONS.values() for name in names))
_model_help = "A model, as `liveact-engine list` names it."

ModelArgument = Annotated[str, typer.Argument(help=_model_help, autocompletion=complete_model)]
ModelOption = Annotated[
    str, typer.Option("--model", help=_model_help, autocompletion=complete_model)
]
DeviceOption = Annotated[str, typer.Option("--device", help=f"One of {_allowed(DEVICES)}.")]
RuntimeOption = Annotated[str, typer.Option("--runtime", help=f"One of {_allowed(RUNTIMES)}.")]
PrecisionOption = Annotated[
    str, typer.Option("--precision", help=f"One of {_allowed(_precisions)}.")
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="JSON on standard output, for other programs.")
]
