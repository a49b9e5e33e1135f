"""`liveact-engine build --for`: plans for GPUs that are not in this machine."""

from typing import Annotated

import typer

from engines.choice import check_precision
from engines.errors import EngineError
from engines.progress_line import ProgressLine

ForOption = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar="SM75,SM89,…",
        help="Build plans of TensorRT-RTX for GPUs of these compute capabilities, which need not "
        "be here. Needs the extra rtx.",
    ),
]


def build_for(model: str, targets: str, runtime: str, precision: str) -> None:
    """Build a plan for each of the GPUs and say where it lies."""
    from engines.backends.tensorrt.ahead import build_ahead, compute_capabilities
    from engines.loading import exported

    if runtime not in ("auto", "tensorrt"):
        raise EngineError(f"--for given with runtime {runtime}; choose auto, tensorrt")
    if precision != "auto":
        check_precision(precision, "tensorrt")
    capabilities = compute_capabilities(targets)
    with ProgressLine() as progress:
        onnx, spec = exported(model, "clip", progress)
        plans = list(build_ahead(onnx, spec, precision, capabilities, progress))
    for capability, plan in plans:
        typer.echo(f"{capability}: {plan} ({plan.stat().st_size / 1e6:.0f} MB)")
    typer.echo("copy each .plan with its .json into the folder engines of the cache over there")
