"""Chooses between fp32 and bf16 by measuring both on this CPU, once, and int8 where one was built.

A CPU that has bf16 instructions is not always faster with them: with AMX tiles bf16 takes about
half the time of fp32, with AVX-512 alone it was measured at 1.7 times.
"""

import hashlib
import itertools
import json
import math
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from engines.api import Clip, Engine
from engines.artifacts import Progress, ProgressEvent, atomic_path, cache_dir
from engines.budget import BUDGETS
from engines.choice import EngineChoice, PassedOver
from engines.int8.note import Measured
from engines.spec import ModelSpec

CALLS = 4
"""How often each of what is compared is called; the first time is always a slow one."""
_WORTH_IT = 0.9
"""Another precision costs accuracy, so it must save at least a tenth of the time."""
_ENOUGH_WINDOWS = 10
"""Fewer held out say too little of an int8 graph for `auto` to take it."""


def choose_precision(
    path: Path,
    spec: ModelSpec,
    int8: Measured | None = None,
    progress: Progress | None = None,
    *,
    mode: str = "window",
) -> tuple[str, tuple[PassedOver, ...]]:
    """The fastest precision on this CPU that is accurate enough; and why not each of the others.

    The figures are kept beside the ONNX file, so the choice stays the same on this machine.

    Args:
        path: An exported model.
        spec: Its specification.
        int8: What the model's int8 graph was measured to be worth, where there is one.
        progress: Told about the measuring, which takes some seconds.
        mode: `window` or `stream`, for what is said of int8.
    """
    from engines.backends import openvino

    identity = openvino.runtime_identity()
    if openvino.has_bf16():
        note = _note_place(path, identity)
        fp32_ms, bf16_ms = _read(note) or _measure_into(note, path, spec, progress)
        chosen, other = _faster(fp32_ms, bf16_ms, spec.min_clip_len)
        share = bf16_ms / fp32_ms if chosen == "bf16" else 1.0
    else:
        chosen, share = "fp32", 1.0
        other = PassedOver("bf16", "this CPU has no instructions for it")
    reason = int8_missing(spec.name, mode)
    if int8 is not None:
        reason = why_not_int8(int8, mode, share)
    if int8 is None or reason:
        return chosen, (other, PassedOver("int8", reason))
    speed = f"int8 is faster on this CPU: {_int8_figures(int8)}"
    return "int8", (PassedOver(chosen, speed), other)


def int8_missing(model: str, mode: str = "window") -> str:
    """One line about an int8 graph that is not here: how to get it."""
    flags = "--mode stream --precision int8" if mode == "stream" else "--precision int8"
    return (
        "none is built on this machine; your own videos make one: "
        f"liveact-engine build {model} {flags} --calibrate FOLDER"
    )


def why_not_int8(int8: Measured, mode: str, share: float = 1.0) -> str:
    """One line about an int8 graph that is not to be taken; empty where it is the best choice.

    Args:
        int8: What it was measured to be worth.
        mode: `window` or `stream`, what was held out.
        share: Part of fp32's time that the best other precision takes.
    """
    from engines.backends import openvino

    identity = openvino.runtime_identity()
    held_out = f"{int8.held_out_windows} {mode}s held out"
    if int8.held_out_windows < _ENOUGH_WINDOWS:
        return (
            f"it was compared with fp32 on {held_out}, at least {_ENOUGH_WINDOWS} are needed; "
            "calibrate it on more footage"
        )
    budget = BUDGETS["int8"]
    if int8.top1_agreement < budget.top1_agreement:
        return (
            f"it gives fp32's best label for {int8.top1_agreement:.1%} of {held_out}, at least "
            f"{budget.top1_agreement:.0%} are needed"
        )
    if not int8.relative_difference <= budget.relative_difference:
        return (
            f"its logits differ by {int8.relative_difference:.2g} of the largest, at most "
            f"{budget.relative_difference:.2g} is allowed"
        )
    if int8.measured_on != identity:
        return f"it was measured with another CPU or OpenVINO ({int8.measured_on}); build it again"
    if int8.int8_ms > _WORTH_IT * share * int8.fp32_ms:
        return f"it is not faster on this CPU: {_int8_figures(int8)}"
    return ""


def _int8_figures(int8: Measured) -> str:
    return f"a call takes {int8.int8_ms:.0f} ms in int8, {int8.fp32_ms:.0f} ms in fp32"


def _faster(fp32_ms: float, bf16_ms: float, frames: int) -> tuple[str, PassedOver]:
    figures = f"{frames} frames take {bf16_ms:.0f} ms in bf16, {fp32_ms:.0f} ms in fp32"
    if bf16_ms <= _WORTH_IT * fp32_ms:
        return "bf16", PassedOver("fp32", f"bf16 is faster on this CPU: {figures}")
    return "fp32", PassedOver("bf16", f"it is not faster on this CPU: {figures}")


def _note_place(path: Path, identity: str) -> Path:
    key = hashlib.sha256(f"{path.resolve()} {identity}".encode()).hexdigest()[:12]
    return cache_dir() / "engines" / f"precision-{key}.json"


def _read(note: Path) -> tuple[float, float] | None:
    try:
        times = json.loads(note.read_text(encoding="utf-8"))
        return float(times["fp32_ms"]), float(times["bf16_ms"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _measure_into(
    note: Path, path: Path, spec: ModelSpec, progress: Progress | None
) -> tuple[float, float]:
    steps, total = itertools.count(), 2 * (1 + CALLS)  # of each a load and its calls

    def tell() -> None:
        if progress is not None:
            done = next(steps)
            progress(ProgressEvent("comparing fp32 and bf16 on this CPU", done, total, "steps"))

    tell()
    fp32_ms, bf16_ms = _clip_ms(path, spec, ("fp32", "bf16"), tell)
    with atomic_path(note) as unfinished:
        unfinished.write_text(json.dumps({"fp32_ms": fp32_ms, "bf16_ms": bf16_ms}) + "\n")
    return fp32_ms, bf16_ms


def _clip_ms(
    path: Path, spec: ModelSpec, precisions: Sequence[str], tell: Callable[[], None]
) -> list[float]:
    """The best of a few times for the shortest clip, per precision; tells each load and call."""
    from engines.backends.openvino import OpenVinoEngine

    short = replace(spec, clip_len=spec.min_clip_len)
    clip = np.zeros((short.clip_len, short.crop_px, short.crop_px, short.channels), np.uint8)
    with ExitStack() as stack:
        engines = []
        for precision in precisions:
            engine = OpenVinoEngine(path, short, EngineChoice("openvino", precision, "cpu"))
            engines.append(stack.enter_context(closing(engine)))
            tell()
        return best_ms(engines, clip, tell)


def _tell_nobody() -> None:
    pass


def best_ms(
    engines: Sequence[Engine], clip: Clip, tell: Callable[[], None] = _tell_nobody
) -> list[float]:
    """The best of a few times that each engine takes for a clip; tells each call."""
    return best_call_ms([partial(engine.infer, [clip]) for engine in engines], tell)


def best_call_ms(
    calls: Sequence[Callable[[], object]],
    tell: Callable[[], None] = _tell_nobody,
    *,
    enough_seconds: float = math.inf,
) -> list[float]:
    """The best of a few times that each call takes; tells when one is over.

    The best, and in turns, for other programs may be at work on the same CPU. After enough seconds
    no round is begun.
    """
    best = [math.inf] * len(calls)
    began = time.perf_counter()
    for _ in range(CALLS):
        for number, call in enumerate(calls):
            start = time.perf_counter()
            call()
            best[number] = min(best[number], (time.perf_counter() - start) * 1000.0)
            tell()
        if time.perf_counter() - began > enough_seconds:
            break
    return best
