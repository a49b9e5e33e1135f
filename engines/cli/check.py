"""`liveact-engine check`."""

import json
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from engines.artifacts import demo_clip
from engines.cli.check_stream import StreamLimits, check_streams
from engines.cli.engine_argument import FORM, engine_request
from engines.cli.options import JsonOption
from engines.errors import EngineError
from engines.loading import EngineMode
from engines.progress_line import ProgressLine

if TYPE_CHECKING:
    from engines.artifacts import Progress
    from engines.budget import Budget
    from engines.engine_process import EngineRequest
    from engines.loading import LoadedEngine
    from engines.parity import Parity

_OUTSIDE = 1
_EngineArgument = typer.Argument(metavar=FORM, help="An engine, as in i3d.k400:openvino:fp32.")


def check(
    reference: Annotated[str, _EngineArgument],
    other: Annotated[str | None, _EngineArgument] = None,
    mode: Annotated[
        EngineMode,
        typer.Option(
            help="window: two engines over sliding windows; stream: each engine's steps beside "
            "the pass over the whole video (needs the extra train)."
        ),
    ] = "window",
    clips: Annotated[
        Path | None,
        typer.Option(help="A video or a folder of videos to compare on; else the demo clip."),
    ] = None,
    step: Annotated[
        float | None,
        typer.Option(min=0.01, help="Seconds between the starts of windows; else half a window."),
    ] = None,
    top1: Annotated[
        float | None,
        typer.Option(min=0.0, max=1.0, help="Part of the answers that must keep their label."),
    ] = None,
    difference: Annotated[
        float | None,
        typer.Option(min=0.0, help="Most that a logit may differ, as part of the largest."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Run two engines over the same sliding windows; ends with 1 where they do not agree.

    How far they may differ depends on the less exact precision of the two, unless you say it.
    With --mode stream one engine is enough: every settled time step of its stream is compared, and
    the label of each answer that is made of them.
    """
    if mode == "stream":
        limits = StreamLimits(difference, top1)
        return _check_streams([reference, *filter(None, [other])], clips, limits, as_json)
    if other is None:
        raise EngineError(f"one engine given, mode window compares two; name another, as {FORM}")
    requests = engine_request(reference), engine_request(other)
    facts, parity, budget = _compared(requests, clips, step, (top1, difference))
    if as_json:
        typer.echo(json.dumps(facts))
    else:
        Console().print(_table(facts, parity, budget), markup=False)
    if facts["outside"]:
        raise typer.Exit(_OUTSIDE)


def _compared(
    requests: "tuple[EngineRequest, EngineRequest]",
    clips: Path | None,
    step: float | None,
    limits: tuple[float | None, float | None],
) -> "tuple[dict[str, Any], Parity, Budget]":
    """Both engines over the same windows; `limits` as `_budget` takes them."""
    from engines.parity import compare
    from engines.sliding import sliding_windows

    with (
        ProgressLine() as progress,
        closing(_loaded(requests[0], progress)) as first,
        closing(_loaded(requests[1], progress)) as second,
    ):
        frames = _step_frames(first, step)
        place = clips or demo_clip(progress)
        windows = sliding_windows(place, first.spec, frames, progress)
        parity = compare(first, second, windows, progress)
    budget = _budget(first, second, *limits)
    return _facts(first, second, frames, parity, budget), parity, budget


def _budget(
    first: "LoadedEngine", second: "LoadedEngine", top1: float | None, difference: float | None
) -> "Budget":
    """How far two engines may differ, by their precisions where it was not said."""
    from engines.budget import Budget, budget_for

    usual = budget_for(first.choice.precision, second.choice.precision)
    return Budget(
        top1_agreement=usual.top1_agreement if top1 is None else top1,
        relative_difference=usual.relative_difference if difference is None else difference,
    )


def _check_streams(
    names: list[str], clips: Path | None, limits: StreamLimits, as_json: bool
) -> None:
    if clips is None:
        with ProgressLine() as progress:
            clips = demo_clip(progress)
    requests = [engine_request(name) for name in names]
    if not check_streams(requests, clips, limits, as_json=as_json):
        raise typer.Exit(_OUTSIDE)


def _loaded(request: "EngineRequest", progress: "Progress") -> "LoadedEngine":
    from engines.loading import load_engine

    return load_engine(
        request.model,
        device=request.device,
        runtime=request.runtime,
        precision=request.precision,
        progress=progress,
    )


def _step_frames(engine: "LoadedEngine", step_seconds: float | None) -> int:
    if step_seconds is None:
        return max(1, engine.spec.clip_len // 2)
    return max(1, round(step_seconds / engine.spec.sample_seconds))


def _facts(
    first: "LoadedEngine", second: "LoadedEngine", frames: int, parity: "Parity", budget: "Budget"
) -> dict[str, Any]:
    return {
        "reference": _name(first),
        "other": _name(second),
        "step_frames": frames,
        **asdict(parity),
        "budget": asdict(budget),
        "outside": budget.broken_by(parity),
    }


def _name(engine: "LoadedEngine") -> str:
    choice = engine.choice
    return f"{engine.spec.name} {choice.runtime} {choice.precision} on {choice.device}"


def _table(facts: dict[str, Any], parity: "Parity", budget: "Budget") -> Table:
    title = f"{facts['other']}\nbeside {facts['reference']}\nover {parity.clips} windows"
    table = Table("", "measured", "allowed", title=title, box=None, title_justify="left")
    rows = (
        ("same best label", f"{parity.top1_agreement:.2%}", f"{budget.top1_agreement:.2%}"),
        ("same five best", f"{parity.top5_agreement:.2%}", ""),
        ("largest difference of a logit", f"{parity.max_abs_difference:.2g}", ""),
        (
            "the same, of the largest logit",
            f"{parity.max_relative_difference:.2g}",
            f"{budget.relative_difference:.2g}",
        ),
        ("score shift, mean", f"{parity.mean_score_shift:.4f}", ""),
        ("score shift, most", f"{parity.max_score_shift:.4f}", ""),
        ("result", "outside the budget" if facts["outside"] else "inside the budget", ""),
    )
    for row in rows:
        table.add_row(*row)
    return table
