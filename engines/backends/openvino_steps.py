"""Runs the steps of streams with OpenVINO on the CPU; what a stream keeps is never copied."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import openvino as ov
from numpy.typing import NDArray

from engines.errors import EngineError
from engines.export import CACHE, FRAMES, LOGITS, NEXT, STEPS
from engines.openvino_errors import TRY_ANOTHER, openvino_errors
from engines.step_timing import TIMING_KEY, StepTiming
from engines.streams import StreamStep

_PRECISIONS = {"fp32": "f32", "bf16": "bf16", "int8": "f32"}
"""What layers run in that the file leaves open, as in `openvino.py`."""
_TIMING = ["framework", TIMING_KEY]
CLOSED = "this engine is closed; load it again"


class StepCaches:
    """Two sets of arrays: a step reads the one and writes the other, then they change places."""

    def __init__(self, shapes: list[tuple[int, ...]]) -> None:
        """Zeros of these shapes, as many as the graph has caches."""
        self.old = [ov.Tensor(np.zeros(shape, np.float32)) for shape in shapes]
        self.new = [ov.Tensor(np.zeros(shape, np.float32)) for shape in shapes]

    def swap(self) -> None:
        """What was written is what the next step reads."""
        self.old, self.new = self.new, self.old


class OpenVinoStepRunner:
    """A step graph compiled for one stream at a time; any number of streams take turns."""

    def __init__(self, path: Path, precision: str, *, threads: int | None = None) -> None:
        """Compile what `export_steps` wrote.

        Args:
            path: The file, or an int8 graph made of it.
            precision: `fp32`, `bf16` or `int8`.
            threads: CPU threads to use; OpenVINO decides where None.

        Raises:
            EngineError: OpenVINO cannot read or compile the file.
        """
        compiled, self._timing = compiled_for_one(path, precision, threads)
        self._request: ov.InferRequest | None = compiled.create_infer_request()
        count = len(cache_names(compiled))
        self._shapes = [tuple(compiled.input(f"{CACHE}{i}").shape) for i in range(count)]

    @property
    def timing(self) -> StepTiming:
        """As the file's metadata say."""
        return self._timing

    def new_caches(self) -> StepCaches:
        """What a stream that begins has kept: zeros."""
        return StepCaches(self._shapes)

    def step(self, batch: Sequence[StreamStep]) -> NDArray[np.float32]:
        """Logits float32 (N, C) of the next step of N streams, one after the other."""
        if self._request is None:
            raise EngineError(CLOSED)
        return np.stack([self._one(self._request, step) for step in batch])

    def close(self) -> None:
        """Give the compiled graph back; calling it again does nothing."""
        self._request = None

    def _one(self, request: ov.InferRequest, step: StreamStep) -> NDArray[np.float32]:
        frames = np.ascontiguousarray(step.frames)[np.newaxis]
        request.set_tensor(FRAMES, ov.Tensor(frames, shared_memory=True))
        request.set_tensor(STEPS, ov.Tensor(np.array([step.number], np.int64)))
        for place, (old, new) in enumerate(zip(step.caches.old, step.caches.new, strict=True)):
            request.set_tensor(f"{CACHE}{place}", old)
            request.set_tensor(f"{NEXT}{place}", new)
        with openvino_errors(f"step {step.number} of a stream", TRY_ANOTHER):
            request.infer()
        step.caches.swap()
        return np.array(request.get_tensor(LOGITS).data[0])


def compiled_for_one(
    path: Path, precision: str, threads: int | None
) -> tuple[ov.CompiledModel, StepTiming]:
    """A graph of steps, or of what comes early after them, for one stream at a time; its timing.

    Raises:
        EngineError: OpenVINO cannot read or compile the file, or it is neither.
    """
    options = {
        "PERFORMANCE_HINT": "LATENCY",
        "INFERENCE_PRECISION_HINT": _PRECISIONS[precision],
    }
    if threads is not None:
        options["INFERENCE_NUM_THREADS"] = str(threads)
    core = ov.Core()
    with openvino_errors(f"{path}: compiling it for the cpu", "build it again"):
        model = core.read_model(path)
        timing = timing_of(model, path)
        model.reshape({port.any_name: of_one_stream(port) for port in model.inputs})
        return core.compile_model(model, "CPU", options), timing


def cache_names(compiled: ov.CompiledModel) -> list[str]:
    """The inputs that are caches, in the order of the graph."""
    names = [str(port.any_name) for port in compiled.inputs]
    return [name for name in names if name.startswith(CACHE)]


def is_step_graph(model: ov.Model) -> bool:
    """Whether a graph takes the next frames of a stream, and not whole clips."""
    return bool(model.has_rt_info(_TIMING))


def timing_of(model: ov.Model, path: Path) -> StepTiming:
    """The timing in a file's metadata; `EngineError` where it is no step graph."""
    if not is_step_graph(model):
        raise EngineError(
            f"{path}: a graph of whole clips, a step graph is needed; "
            "write one with `liveact-engine build MODEL --mode stream`"
        )
    return StepTiming.from_json(model.get_rt_info(_TIMING).astype(str))


def of_one_stream(port: ov.Output) -> list[int]:
    """The shape of an input for a batch of one."""
    return [1, *(axis.get_length() for axis in list(port.partial_shape)[1:])]
