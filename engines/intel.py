"""Intel's GPU and NPU, which OpenVINO may see beside the CPU."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engines.api import Engine
from engines.artifacts import Progress, ProgressEvent, atomic_path, cache_dir
from engines.budget import BUDGETS
from engines.choice import EngineChoice, PassedOver
from engines.errors import EngineError
from engines.parity import compare
from engines.precision import best_ms
from engines.spec import ModelSpec

_WORTH_IT = 0.9
"""Another device must save at least a tenth of the time."""
_CLIPS = 3
"""Clips of noise that the GPU must answer as the CPU does."""

Load = Callable[[EngineChoice], Engine]
"""Loads one model as it is chosen."""


@dataclass(frozen=True, slots=True)
class _Figures:
    """The GPU beside the CPU, on one machine, for one model."""

    cpu_ms: float
    gpu_ms: float
    relative_difference: float
    """Most that a logit differs, as part of the largest one of its clip."""


def choose_intel_gpu(
    load: Load, path: Path, spec: ModelSpec, identity: str, progress: Progress | None = None
) -> tuple[str, PassedOver]:
    """`intel-gpu` where it is clearly faster than the CPU and says the same, else `cpu`; and why.

    Both are measured once; the figures are kept beside the exported file.

    Args:
        load: Makes the two engines.
        path: The exported model.
        spec: Its specification.
        identity: The machine's CPU, GPU and OpenVINO, for which figures hold.
        progress: Told about the measuring, which takes some seconds.
    """
    key = hashlib.sha256(f"{path.resolve()} {identity}".encode()).hexdigest()[:12]
    note = cache_dir() / "engines" / f"device-{key}.json"
    try:
        figures = _read(note) or _measure_into(note, load, spec, progress)
    except EngineError as error:
        return "cpu", PassedOver("intel-gpu", str(error))
    return _better(figures)


def _better(figures: _Figures) -> tuple[str, PassedOver]:
    times = f"a clip takes {figures.gpu_ms:.0f} ms on it, {figures.cpu_ms:.0f} ms on the CPU"
    allowed = BUDGETS["fp16"].relative_difference
    if not figures.relative_difference <= allowed:
        return "cpu", PassedOver(
            "intel-gpu",
            f"its logits differ by {figures.relative_difference:.2g} of the largest, "
            f"at most {allowed:.2g} is allowed",
        )
    if figures.gpu_ms > _WORTH_IT * figures.cpu_ms:
        return "cpu", PassedOver("intel-gpu", f"it is not faster here: {times}")
    return "intel-gpu", PassedOver("cpu", f"the Intel GPU is faster here: {times}")


def _read(note: Path) -> _Figures | None:
    try:
        figures = json.loads(note.read_text(encoding="utf-8"))
        return _Figures(*(float(figures[name]) for name in _Figures.__slots__))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _measure_into(note: Path, load: Load, spec: ModelSpec, progress: Progress | None) -> _Figures:
    def report(done: int) -> None:
        if progress is not None:
            progress(ProgressEvent("comparing the CPU and the Intel GPU", done, 1, "steps"))

    report(0)
    cpu = load(EngineChoice("openvino", "fp32", "cpu"))
    gpu = load(EngineChoice("openvino", "fp16", "intel-gpu"))
    shape = (spec.clip_len, spec.crop_px, spec.crop_px, spec.channels)
    noise = np.random.default_rng(0)
    clips = [noise.integers(0, 256, shape, np.uint8) for _ in range(_CLIPS)]
    parity = compare(cpu, gpu, clips)
    cpu_ms, gpu_ms = best_ms((cpu, gpu), clips[0])
    for engine in (cpu, gpu):
        engine.close()
    figures = _Figures(cpu_ms, gpu_ms, parity.max_relative_difference)
    with atomic_path(note) as unfinished:
        fields = {name: getattr(figures, name) for name in _Figures.__slots__}
        unfinished.write_text(json.dumps(fields) + "\n", encoding="utf-8")
    report(1)
    return figures
