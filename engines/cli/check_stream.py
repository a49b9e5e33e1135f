"""`liveact-engine check --mode stream`: steps beside the pass over the whole video."""

import json
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console
from rich.table import Table

from engines.budget import BUDGETS
from engines.errors import EngineError
from engines.progress_line import ProgressLine

if TYPE_CHECKING:
    from engines.artifacts import Progress
    from engines.engine_process import EngineRequest
    from engines.stream_loading import LoadedRunner
    from engines.stream_parity import StepDifference

EXACT = {"torch": 1e-4, "openvino": 1e-3}
"""How far a logit may be from the whole pass in fp32, by runtime."""


@dataclass(frozen=True, slots=True)
class StreamLimits:
    """What was asked for; the precision's own budget where None."""

    difference: float | None
    """Most that a logit may differ, as part of the largest."""
    top1: float | None
    """Part of the answers, 0..1, that must keep their label."""


def check_streams(
    requests: "list[EngineRequest]", place: Path, limits: StreamLimits, *, as_json: bool
) -> bool:
    """Compare, and say what came of it; whether every stream is inside its budget.

    Args:
        requests: engines of one model.
        place: a video, or a folder of videos.
        limits: how far they may differ.
        as_json: one JSON object on standard output.
    """
    with ExitStack() as closed, ProgressLine() as progress:
        loaded = [_loaded(request, progress) for request in requests]
        for one in loaded:
            closed.enter_context(closing(one.runner))
        found = _compared(str(requests[0].model), loaded, place, progress)
    facts = [
        _facts(one, differences, limits)
        for one, differences in zip(loaded, zip(*found, strict=True), strict=True)
    ]
    if as_json:
        typer.echo(json.dumps({"mode": "stream", "streams": facts}))
    else:
        for fact in facts:
            Console().print(_table(fact), markup=False)
            for passed_over in fact["passed_over"]:
                typer.echo("not {what}: {reason}".format(**passed_over))
    return not any(fact["outside"] for fact in facts)


def _loaded(request: "EngineRequest", progress: "Progress") -> "LoadedRunner":
    from engines.stream_loading import StreamRequest, load_runner

    asked = StreamRequest(request.model, request.device, request.runtime, request.precision)
    return load_runner(asked, progress)


def _compared(
    model: str, loaded: "list[LoadedRunner]", place: Path, progress: "Progress"
) -> "list[list[StepDifference]]":
    from engines.models import create_model
    from engines.stream_parity import WholePass, compare_steps

    spec = loaded[0].spec
    if any(one.spec.name != spec.name for one in loaded):
        raise EngineError("mode stream compares engines of one model; name it in both")
    whole = WholePass(create_model(model, pretrained=True, progress=progress), spec)
    return list(compare_steps(whole, [one.runner for one in loaded], place, spec, progress))


def _facts(
    loaded: "LoadedRunner", found: "tuple[StepDifference, ...]", limits: StreamLimits
) -> dict[str, Any]:
    choice, budget = loaded.choice, BUDGETS[loaded.choice.precision]
    exact = None
    if choice.precision == "fp32" and limits.difference is None:
        exact = EXACT.get(choice.runtime)
    part = budget.relative_difference if limits.difference is None else limits.difference
    outside = [
        one.video
        for one in found
        if not one.max_abs_difference <= (exact or part * one.largest_logit)
    ]
    time_steps = sum(one.time_steps for one in found)
    same = sum(one.same_best_label for one in found) / time_steps
    least = budget.top1_agreement if limits.top1 is None else limits.top1
    if same < least:
        outside.append(f"top-1 agreement {same:.2%}, at least {least:.2%} is needed")
    return {
        "engine": f"{loaded.spec.name} {choice.runtime} {choice.precision} on {choice.device}",
        "passed_over": [asdict(one) for one in choice.passed_over],
        "timing": asdict(loaded.runner.timing),
        "time_steps": time_steps,
        "max_abs_difference": max(one.max_abs_difference for one in found),
        "allowed": f"{exact:g}" if exact else f"{part:g} of the largest",
        "top1_agreement": same,
        "videos": [asdict(one) for one in found],
        "outside": outside,
    }


def _table(facts: dict[str, Any]) -> Table:
    title = (
        f"{facts['engine']}, stepped\nbeside torch's pass over the whole video\n"
        f"allowed: {facts['allowed']}"
    )
    table = Table(title=title, box=None, title_justify="left")
    columns = "video", "time steps", "difference", "largest logit", "same best label"
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left")
    for one in facts["videos"]:
        differs = f"{one['max_abs_difference']:.1e}"
        steps, largest = str(one["time_steps"]), f"{one['largest_logit']:.1f}"
        table.add_row(one["video"], steps, differs, largest, str(one["same_best_label"]))
    differs, same = f"{facts['max_abs_difference']:.1e}", f"{facts['top1_agreement']:.1%}"
    table.add_row("all", str(facts["time_steps"]), differs, "", same)
    table.add_row("outside: " + (", ".join(facts["outside"]) or "none"), "", "", "", "")
    return table
