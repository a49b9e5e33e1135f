"""Chooses between whole windows and a stream by what this CPU can hold, measured once.

Three points lie between an answer that comes early and one that costs little: whole windows, a
stream whose last layers are taken on to the newest frames, and a stream that waits until its time
steps are complete. `docs/accuracy.md` says how often and how soon each is right.
"""

import glob
import hashlib
import itertools
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass, fields, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engines.artifacts import Progress, ProgressEvent, atomic_path, cache_dir
from engines.build import built_onnx, onnx_place
from engines.choice import PassedOver
from engines.graphs import GraphKind, shipped_graph
from engines.precision import CALLS, best_call_ms
from engines.spec import ModelSpec
from engines.streams import StepClip, StepEngine

Call = Callable[[], object]

STEP_SECONDS = 0.32
"""Between two steps of a stream, whatever is asked of it; and what `watch` asks for."""
EARLY, STREAM = "early answers", "stream"
"""What the points beside windows are called where they are passed over."""
_ROOM = 0.75
"""An engine holds a rate where it takes no more of the time than this: decoding has the rest."""
_TIGHT_ROOM = 0.95
"""Where nothing has that room a stream may take so much: it holds on a quiet machine, the more so
as streams that share an engine step side by side, and what windows would take is further off."""
_LOADED = 2
_STEPS = _LOADED + 3 * CALLS
"""Of the work, as it is told: windows and streams are loaded, then the points called in turn."""
_BUSY = 0.75
"""Of the cores: what is measured while others use them is not kept."""
_ENOUGH_SECONDS = 10.0
"""No round is begun after so long: somebody waits."""
_GRAPHS: tuple[GraphKind, ...] = ("clip", "early", "step")


@dataclass(frozen=True, slots=True)
class DialCosts:
    """What an answer costs on this machine, the best of a few times, in milliseconds."""

    window_ms: float
    """A whole window."""
    early_ms: float
    """A step of a stream and the early answer after it."""
    stream_ms: float
    """A step of a stream alone."""


@dataclass(frozen=True, slots=True)
class DialPrecisions:
    """What is measured: the best precision of windows may be another than that of streams."""

    window: str
    """Of whole windows."""
    stream: str
    """Of a stream's steps."""
    early: str
    """Of the early answers after them: int8 steps may have them in fp32."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked of an engine."""

    streams: int = 1
    """How many share it."""
    step_seconds: float = STEP_SECONDS
    """Wanted between two answers of each."""


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


def choose_point(costs: DialCosts, demand: Demand, late: Sequence[PassedOver] = ()) -> DialChoice:
    """The first point that the machine can hold, and why not those before it.

    They go from what answers best to what costs least. A stream may come close to what the machine
    can hold. Where that is not enough, windows: one that cannot keep up begins anew again and
    again, and then an answer costs more than a window.

    Args:
        costs: what an answer takes at each point.
        demand: what is asked for.
        late: points whose answers come later than is allowed.
    """
    barred = {one.what: one for one in late}
    step = replace(demand, step_seconds=STEP_SECONDS)  # its time goes on in steps of its own
    window = _too_slow("window", f"a whole window takes {costs.window_ms:.0f} ms", demand)
    early = _too_slow(EARLY, f"a step with them takes {costs.early_ms:.0f} ms", step)
    stream = _too_slow(STREAM, f"a step takes {costs.stream_ms:.0f} ms", step)
    if costs.window_ms <= _room_ms(demand):
        return DialChoice("window", False, ())
    if EARLY not in barred and costs.early_ms <= _room_ms(step):
        return DialChoice("stream", True, (window,))
    early, stream = barred.get(EARLY, early), barred.get(STREAM, stream)
    if STREAM not in barred and costs.stream_ms <= _room_ms(step, _TIGHT_ROOM):
        return DialChoice("stream", False, (window, early))
    return DialChoice("window", False, (early, stream))


def _room_ms(demand: Demand, room: float = _ROOM) -> float:
    return 1000 * demand.step_seconds * room / demand.streams


def _too_slow(what: str, costs: str, demand: Demand) -> PassedOver:
    wanted = f"one is wanted every {1000 * demand.step_seconds:.0f} ms"
    if demand.streams > 1:
        wanted = f"{wanted} for each of {demand.streams} streams"
    return PassedOver(what, f"{costs} on this CPU; {wanted}")


def measured_costs(
    model: str, precisions: DialPrecisions, progress: Progress | None = None
) -> DialCosts:
    """What the points cost here; kept in the cache, so the choice stays the same.

    While other programs use the cores it is not kept: the next start measures again.

    Args:
        model: a registered name that `has_dial`.
        precisions: what the points run in; int8 where its graphs are built.
        progress: told how it goes; some seconds.
    """
    from engines.backends import openvino

    note = _note_place(model, precisions, openvino.runtime_identity())
    known = _read(note)
    if known is not None:
        return known
    is_busy = _is_busy()
    costs = _measure(model, precisions, progress)
    if is_busy:
        return costs
    note.parent.mkdir(parents=True, exist_ok=True)
    with atomic_path(note) as unfinished:
        unfinished.write_text(json.dumps(asdict(costs)) + "\n", encoding="utf-8")
    return costs


def _is_busy() -> bool:
    """Whether programs wanted three quarters of the cores or more in the last minute."""
    if sys.platform == "win32":
        return False  # it keeps no such count
    return os.getloadavg()[0] > _BUSY * (os.cpu_count() or 1)


def _report(progress: Progress | None, done: int) -> None:
    if progress is not None:
        said = ProgressEvent("comparing windows and streams on this CPU", done, _STEPS, "steps")
        progress(said)


def _note_place(model: str, precisions: DialPrecisions, identity: str) -> Path:
    home = cache_dir() / "engines"
    graphs = [onnx_place(model, kind).name for kind in _GRAPHS]
    if "int8" in (precisions.window, precisions.stream):  # those of early answers may come later
        graphs += sorted(place.name for place in home.glob(f"{glob.escape(model)}-int8-*"))
    key = hashlib.sha256(f"{graphs} {precisions} {identity}".encode()).hexdigest()[:12]
    return home / f"dial-{key}.json"


def _read(note: Path) -> DialCosts | None:
    try:
        kept = json.loads(note.read_text(encoding="utf-8"))
        return DialCosts(*(float(kept[one.name]) for one in fields(DialCosts)))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _measure(model: str, precisions: DialPrecisions, progress: Progress | None) -> DialCosts:
    """The best of a few times of each, in turn, for other programs may be at work."""
    from engines.openvino_loading import OpenVinoRequest, load_openvino
    from engines.stream_loading import StreamRequest, load_stream

    asked = StreamRequest(
        model, "cpu", "openvino", precisions.stream, early_precision=precisions.early
    )
    asked = replace(asked, lag_seconds=asked.spec.span_seconds)
    path = built_onnx(model, progress)
    whole = OpenVinoRequest(path, asked.spec, "cpu", precisions.window, asked.threads)
    _report(progress, 0)
    with ExitStack() as stack:
        window = stack.enter_context(closing(load_openvino(whole, (), progress)))
        _report(progress, 1)
        early = stack.enter_context(closing(load_stream(asked, progress)))
        _report(progress, _LOADED)
        clip = _blank(window.spec, window.spec.clip_len)
        calls = partial(window.infer, [clip]), _next_step(early), _next_step(early.that_waits())
        done = itertools.count(_LOADED + 1)
        best = best_call_ms(
            calls, lambda: _report(progress, next(done)), enough_seconds=_ENOUGH_SECONDS
        )
    _report(progress, _STEPS)
    return DialCosts(*best)


def _next_step(engine: StepEngine) -> Call:
    """A call that takes a stream which has settled a step further."""
    spec, store, numbers = engine.spec, engine.new_store(1), itertools.count()
    engine.infer([StepClip(_blank(spec, spec.clip_len), True, next(numbers), store)])
    new = _blank(spec, spec.step_frames)
    return lambda: engine.infer([StepClip(new, False, next(numbers), store)])


def _blank(spec: ModelSpec, frames: int) -> NDArray[np.uint8]:
    return np.zeros((frames, spec.crop_px, spec.crop_px, spec.channels), np.uint8)
