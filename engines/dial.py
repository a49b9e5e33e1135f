"""Chooses between whole windows and a stream by what this CPU can hold, measured once.

Three points lie between an answer that comes early and one that costs little: whole windows, a
stream whose last layers are taken on to the newest frames, and a stream that waits until its time
steps are complete. `docs/accuracy.md` says how often and how soon each is right.
"""

import hashlib
import json
import math
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engines.artifacts import Progress, ProgressEvent, atomic_path, cache_dir
from engines.build import built_onnx
from engines.choice import EngineChoice, PassedOver
from engines.graphs import shipped_graph
from engines.models import model_card
from engines.spec import ModelSpec

WANTED_SECONDS = 0.32
"""Between two answers: the step of a stream, and what `watch` asks for."""
_ROOM = 0.8
"""An engine holds a rate where it takes no more of the time than this."""
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class DialCosts:
    """What an answer costs on this machine, the best of a few times, in milliseconds."""

    window_ms: float
    early_ms: float
    stream_ms: float


@dataclass(frozen=True, slots=True)
class DialChoice:
    """What `auto` takes."""

    mode: str
    """`window` or `stream`."""
    is_early: bool
    """Whether a stream's last layers are taken on to the newest frames."""
    passed_over: tuple[PassedOver, ...]


def has_dial(model: str | Path) -> bool:
    """Whether there is something to choose for a model."""
    return isinstance(model, str) and shipped_graph(model, "early") is not None


def choose_point(costs: DialCosts) -> DialChoice:
    """The first point that the machine can hold, and why not those before it.

    They go from what answers best to what costs least; where nothing holds, what costs least.
    """
    room_ms = 1000 * WANTED_SECONDS * _ROOM
    why = f"on this CPU; an answer is wanted every {1000 * WANTED_SECONDS:.0f} ms"
    window = PassedOver("window", f"a whole window takes {costs.window_ms:.0f} ms {why}")
    early = PassedOver("early answers", f"a step with them takes {costs.early_ms:.0f} ms {why}")
    if costs.window_ms <= room_ms:
        return DialChoice("window", False, ())
    if costs.early_ms <= room_ms:
        return DialChoice("stream", True, (window,))
    return DialChoice("stream", False, (window, early))


def measured_costs(model: str, precision: str, progress: Progress | None = None) -> DialCosts:
    """What the points cost here; kept in the cache, so the choice stays the same."""
    from engines.backends import openvino

    note = _note_place(model, precision, openvino.runtime_identity())
    known = _read(note)
    if known is not None:
        return known
    _report(progress, 0)
    costs = _measure(model, precision)
    note.parent.mkdir(parents=True, exist_ok=True)
    with atomic_path(note) as unfinished:
        unfinished.write_text(json.dumps(asdict(costs)) + "\n", encoding="utf-8")
    _report(progress, 1)
    return costs


def _report(progress: Progress | None, done: int) -> None:
    if progress is not None:
        progress(ProgressEvent("comparing windows and streams on this CPU", done, 1, "steps"))


def _note_place(model: str, precision: str, identity: str) -> Path:
    graph = shipped_graph(model, "early")
    key = hashlib.sha256(f"{model} {precision} {identity} {graph}".encode()).hexdigest()[:12]
    return cache_dir() / "engines" / f"dial-{key}.json"


def _read(note: Path) -> DialCosts | None:
    try:
        return DialCosts(**json.loads(note.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _measure(model: str, precision: str) -> DialCosts:
    """The best of a few times of each, in turn, for other programs may be at work."""
    from engines.backends.openvino import OpenVinoEngine
    from engines.backends.openvino_steps import OpenVinoStepRunner
    from engines.streams import StreamStep

    spec = model_card(model).spec
    engine = OpenVinoEngine(built_onnx(model), spec, EngineChoice("openvino", precision, "cpu"))
    early = OpenVinoStepRunner(built_onnx(model, kind="early"), precision)
    stream = OpenVinoStepRunner(built_onnx(model, kind="step"), precision)
    clip = _blank(spec, spec.clip_len)
    frames = _blank(spec, stream.timing.step_frames)
    step = StreamStep(frames, 1, stream.new_caches())
    calls: tuple[Callable[[], object], ...] = (
        partial(engine.infer, [clip]),
        partial(early.step, [step]),
        partial(stream.step, [step]),
    )
    best = [math.inf] * len(calls)
    for _ in range(1 + _ROUNDS):  # the first time is always a slow one
        for place, call in enumerate(calls):
            began = time.perf_counter()
            call()
            best[place] = min(best[place], (time.perf_counter() - began) * 1000)
    for used in (engine, early, stream):
        used.close()
    return DialCosts(*best)


def _blank(spec: ModelSpec, frames: int) -> NDArray[np.uint8]:
    return np.zeros((frames, spec.crop_px, spec.crop_px, spec.channels), np.uint8)
