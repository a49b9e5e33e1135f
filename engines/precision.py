"""Chooses between fp32 and bf16 by measuring both on this CPU, once.

A CPU that has bf16 instructions is not always faster with them: with AMX tiles bf16 takes about
half the time of fp32, with AVX-512 alone it was measured at 1.7 times.
"""

import hashlib
import json
import math
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from engines.artifacts import Progress, ProgressEvent, atomic_path, cache_dir
from engines.choice import EngineChoice, PassedOver
from engines.spec import ModelSpec

_ROUNDS = 3
_WORTH_IT = 0.9
"""bf16 costs accuracy, so it must save at least a tenth of the time."""


def choose_precision(
    path: Path, spec: ModelSpec, progress: Progress | None = None
) -> tuple[str, tuple[PassedOver, ...]]:
    """`bf16` where this CPU is clearly faster with it, else `fp32`; and why not the other.

    The figures are kept beside the ONNX file, so the choice stays the same on this machine.

    Args:
        path: An exported model.
        spec: Its specification.
        progress: Told about the measuring, which takes some seconds.
    """
    from engines.backends import openvino

    if not openvino.has_bf16():
        return "fp32", (PassedOver("bf16", "this CPU has no instructions for it"),)
    note = _note_place(path, openvino.runtime_identity())
    times = _read(note) or _measure_into(note, path, spec, progress)
    return _faster(*times, spec.min_clip_len)


def _faster(fp32_ms: float, bf16_ms: float, frames: int) -> tuple[str, tuple[PassedOver, ...]]:
    figures = f"{frames} frames take {bf16_ms:.0f} ms in bf16, {fp32_ms:.0f} ms in fp32"
    if bf16_ms <= _WORTH_IT * fp32_ms:
        return "bf16", (PassedOver("fp32", f"bf16 is faster on this CPU: {figures}"),)
    return "fp32", (PassedOver("bf16", f"it is not faster on this CPU: {figures}"),)


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
    def report(done: int) -> None:
        if progress is not None:
            progress(ProgressEvent("comparing fp32 and bf16 on this CPU", done, 1, "steps"))

    report(0)
    fp32_ms, bf16_ms = _clip_ms(path, spec, ("fp32", "bf16"))
    with atomic_path(note) as unfinished:
        unfinished.write_text(json.dumps({"fp32_ms": fp32_ms, "bf16_ms": bf16_ms}) + "\n")
    report(1)
    return fp32_ms, bf16_ms


def _clip_ms(path: Path, spec: ModelSpec, precisions: Sequence[str]) -> list[float]:
    """The best of a few times for the shortest clip, per precision.

    The best, and in turns, for other programs may be at work on the same CPU.
    """
    from engines.backends.openvino import OpenVinoEngine

    short = replace(spec, clip_len=spec.min_clip_len)
    clip = np.zeros((short.clip_len, short.crop_px, short.crop_px, short.channels), np.uint8)
    choices = [EngineChoice("openvino", precision, "cpu") for precision in precisions]
    engines = [OpenVinoEngine(path, short, choice) for choice in choices]
    best = [math.inf] * len(engines)
    for _ in range(1 + _ROUNDS):  # the first time is always a slow one
        for number, engine in enumerate(engines):
            start = time.perf_counter()
            engine.infer([clip])
            best[number] = min(best[number], (time.perf_counter() - start) * 1000.0)
    return best
