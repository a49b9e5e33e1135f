"""`liveact-engine list`, `pull` and `build`."""

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from engines.build import onnx_place
from engines.cli.build_ahead import ForOption, build_for
from engines.cli.options import (
    DEFAULT_MODEL,
    DeviceOption,
    JsonOption,
    ModelArgument,
    PrecisionOption,
    RuntimeOption,
)
from engines.errors import EngineError
from engines.loading import EngineMode
from engines.models import has_weights, list_models, model_card, weights_file
from engines.progress_line import ProgressLine
from engines.spec import ModelSpec
from engines.teaching.places import taught_names

if TYPE_CHECKING:
    from engines.artifacts import Progress
    from engines.int8.note import Measured

_log = logging.getLogger(__name__)


def list_(as_json: JsonOption = False) -> None:
    """Show the models: what they take, what they know, whether they are on this machine."""
    rows = [_facts(name) for name in list_models(pretrained=True)]
    rows += _taught_rows()
    if as_json:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
        return
    table = Table("model", "input", "labels", "modes", "weights", "engine", "licence", box=None)
    for row in rows:
        table.add_row(
            row["model"],
            "{clip_len} frames {size_px}x{size_px} at {frame_rate:g} fps".format(**row),
            str(row["labels"]),
            "window, stream" if row["streams"] else "window",
            "here" if row["weights_here"] else "not yet",
            "built" if row["engine_built"] else "not yet",
            row["licence"].partition(" (")[0],
        )
    Console().print(table, markup=False)


def _facts(name: str) -> dict[str, Any]:
    card = model_card(name)
    return _spec_facts(name, card.spec) | {
        "streams": card.streams,
        "weights_here": has_weights(name),
        "engine_built": onnx_place(name).is_file(),
    }


def _spec_facts(name: str, spec: ModelSpec) -> dict[str, Any]:
    return {
        "model": name,
        "clip_len": spec.clip_len,
        "size_px": spec.crop_px,
        "frame_rate": spec.frame_rate,
        "frame_interval": spec.frame_interval,
        "labels": len(spec.labels),
        "licence": spec.stated_licence,
    }


def _taught_rows() -> list[dict[str, Any]]:
    """Those of what the user taught; a damaged file is named, the others are shown."""
    from engines.loading import model_spec

    rows = []
    for name in taught_names():
        try:
            facts = _spec_facts(name, model_spec(name))
        except EngineError as error:
            _log.warning("%s", error)
            continue
        rows.append(facts | {"streams": False, "weights_here": True, "engine_built": True})
    return rows


def pull(model: ModelArgument = DEFAULT_MODEL) -> None:
    """Fetch the weights of a model into the cache, once."""
    card = model_card(model)
    with ProgressLine() as progress:
        path = weights_file(model, progress)
    typer.echo(path)
    typer.echo(f"licence: {card.spec.stated_licence}", err=True)


def build(
    model: ModelArgument = DEFAULT_MODEL,
    device: DeviceOption = "auto",
    runtime: RuntimeOption = "auto",
    precision: PrecisionOption = "auto",
    calibrate: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="VIDEO|FOLDER",
            help="For --precision int8: videos like those that the model will see, quiet scenes "
            "included; may be given several times. Needs the extra int8.",
        ),
    ] = None,
    mode: Annotated[
        EngineMode,
        typer.Option(help="For whole windows, or for streams that go on from window to window."),
    ] = "window",
    targets: ForOption = None,
) -> None:
    """Make the engine of a model ready, so that it starts quickly from then on."""
    from engines.loading import load_engine

    if targets is not None:
        return build_for(model, targets, runtime, precision)

    if calibrate and precision != "int8":
        raise EngineError(f"--calibrate given with precision {precision}; give --precision int8")
    with ProgressLine() as progress:
        measured = _quantised(model, mode, calibrate, progress) if calibrate else []
        engine = load_engine(
            model,
            device=device,
            runtime=runtime,
            precision=precision,
            mode=mode,
            progress=progress,
        )
    choice = engine.choice
    engine.close()
    typer.echo(f"{model} is ready: {choice.runtime} {choice.precision} on {choice.device}")
    for what, one in zip(("int8", "its early answers"), measured, strict=False):
        typer.echo(f"{what} {_worth(one)}")
    for passed_over in choice.passed_over:
        typer.echo(f"not {passed_over.what}: {passed_over.reason}")


def _quantised(
    model: str, mode: EngineMode, places: list[Path], progress: "Progress"
) -> "list[Measured]":
    """Of a stream its steps, and what comes early after them where the model has that."""
    from engines.graphs import shipped_graph
    from engines.int8.graphs import built_int8
    from engines.loading import exported

    path, spec = exported(model, "step" if mode == "stream" else "clip", progress)
    graphs = [built_int8(path, spec, places, progress)]
    if mode == "stream" and shipped_graph(model, "early") is not None:
        early, _ = exported(model, "early", progress)
        graphs.append(built_int8(early, spec, places, progress, after=path))
    return [graph.note.measured for graph in graphs]


def _worth(measured: "Measured") -> str:
    """What an int8 graph is worth, for people."""
    return (
        f"calibrated on {measured.calibration_windows} windows; fp32's best label on "
        f"{measured.top1_agreement:.1%} of {measured.held_out_windows} others, "
        f"{measured.fp32_ms / measured.int8_ms:.1f} times as fast as fp32 here"
    )
