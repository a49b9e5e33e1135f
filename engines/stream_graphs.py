"""Graphs of streams, compiled by OpenVINO for one stream at a time."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import openvino as ov
from numpy.typing import NDArray
from openvino.preprocess import PrePostProcessor

from engines.artifacts.folders import storage_errors
from engines.errors import EngineError
from engines.export import CACHE, NEXT
from engines.mapped_graphs import read_graph
from engines.openvino_errors import openvino_errors
from engines.signal_stack import own_signal_stack
from engines.step_timing import TIMING_KEY, StepTiming

_PRECISIONS = {"fp32": "f32", "bf16": "bf16", "int8": "f32"}
"""What layers run in that the file leaves open, as in `backends/openvino.py`."""
_TIMING = ["framework", TIMING_KEY]
CACHE_BYTES = ["framework", "liveact.cache_bytes"]
"""Where an int8 graph says which caches it takes in bytes, and what these stand for."""
_LEAST_CHANNELS = 16
"""The layers that take fewer, those of pixels, want them as the file has them."""


@dataclass(frozen=True, slots=True)
class Bytes:
    """What bytes stand for that a stream keeps in place of floats."""

    unit: float
    """From the value of a byte to that of the next one."""
    zero: int = 0
    """The byte that stands for zero."""


@dataclass(frozen=True, slots=True)
class StreamCache:
    """What a graph keeps of a stream at one place, and how it lies in memory between steps."""

    shape: tuple[int, ...]
    """(N, C, t, H, W) or another, as in the file."""
    bytes: Bytes | None = None
    """None for float32."""

    def empty(self) -> ov.Tensor:
        """What a stream has kept that begins: zeros."""
        shape = self.shape
        if is_channels_last(shape):
            batch, channels, *rest = shape
            shape = (batch, *rest, channels)
        if self.bytes is None:
            return ov.Tensor(np.zeros(shape, np.float32))
        return ov.Tensor(np.full(shape, self.bytes.zero, np.uint8))

    def values(self, kept: ov.Tensor) -> NDArray[np.float32]:
        """A copy as the exported graph takes it: float32, in the file's order."""
        array = np.array(kept.data, np.float32)
        if self.bytes is not None:
            array = (array - self.bytes.zero) * self.bytes.unit
        is_turned = is_channels_last(self.shape)
        return np.ascontiguousarray(np.moveaxis(array, -1, 1)) if is_turned else array


class StreamGraph:
    """A graph of steps, or of what comes early after them; compiled when it is first wanted."""

    def __init__(
        self,
        path: Path,
        precision: str,
        threads: int | None,
        *,
        side_by_side: int = 1,
        kept_bytes: Mapping[int, Bytes] | None = None,
    ) -> None:
        """Read it.

        Args:
            path: What `export_steps` or `export_early` wrote, a mapped or an int8 graph of it.
            precision: `fp32`, `bf16` or `int8`.
            threads: CPU threads to use; OpenVINO decides where None.
            side_by_side: Requests that run at the same time and share the threads.
            kept_bytes: Of early answers: by the number of the cache, where the steps before them
                keep bytes; None for what the file itself says.

        Raises:
            EngineError: The file is gone, OpenVINO cannot read it, or it is neither.
        """
        self._path = path
        self._options = {
            "PERFORMANCE_HINT": "LATENCY",
            "INFERENCE_PRECISION_HINT": _PRECISIONS[precision],
            "NUM_STREAMS": str(side_by_side),
        }
        self._side_by_side = side_by_side
        if threads is not None:
            self._options["INFERENCE_NUM_THREADS"] = str(threads)
        self._core = ov.Core()
        with self._compiling():
            model, self._weights = read_graph(self._core, path)
            self.timing = _timing_of(model, path)
            model.reshape({port.any_name: of_one_stream(port) for port in model.inputs})
            if kept_bytes is None:
                kept_bytes = _bytes_of(model)
            self.caches = _caches_of(model, kept_bytes)
            """Each that it reads, by its number."""
            self._model: ov.Model | None = _that_keeps(model, self.caches)
        self._requests: list[ov.InferRequest] = []

    @property
    def requests(self) -> list[ov.InferRequest]:
        """Run it; `EngineError` once it is closed, or where OpenVINO cannot compile it."""
        return self.compile()

    def compile(self) -> list[ov.InferRequest]:
        """As `requests`: called where errors are to come before anything runs."""
        if not self._requests:
            if self._model is None:
                raise EngineError("this engine is closed; load it again")
            self._requests = self._compiled(self._model)
            if self._weights is None:
                self._model = None  # it holds all weights once more
        return self._requests

    def rest(self) -> None:
        """Give the compiled graph back until it is wanted again; as good as all its memory is that.

        Where the weights are not mapped it stays as it is.
        """
        if self._weights is not None:
            self._requests = []

    def close(self) -> None:
        """Give the compiled graph back; calling it again does nothing."""
        self._requests = []
        self._model = self._weights = None

    def _compiled(self, model: ov.Model) -> list[ov.InferRequest]:
        with self._compiling():
            compiled = self._core.compile_model(model, "CPU", self._options)
            requests = [compiled.create_infer_request() for _ in range(self._side_by_side)]
        if self._weights is not None:
            self._weights.give_back()
        return requests

    @contextmanager
    def _compiling(self) -> Iterator[None]:
        """What can go wrong, in one line."""
        failing = openvino_errors(f"{self._path}: compiling it for the cpu", "build it again")
        with storage_errors(self._path.parent), failing, own_signal_stack():
            yield


def is_step_graph(model: ov.Model) -> bool:
    """Whether a graph takes the next frames of a stream, and not whole clips."""
    return bool(model.has_rt_info(_TIMING))


def of_one_stream(port: ov.Output) -> list[int]:
    """The shape of an input for a batch of one."""
    return [1, *(axis.get_length() for axis in list(port.partial_shape)[1:])]


def _timing_of(model: ov.Model, path: Path) -> StepTiming:
    if not is_step_graph(model):
        raise EngineError(
            f"{path}: a graph of whole clips, a step graph is needed; "
            "write one with `liveact-engine build MODEL --mode stream`"
        )
    return StepTiming.from_json(model.get_rt_info(_TIMING).astype(str))


def is_channels_last(shape: Sequence[int]) -> bool:
    """Whether streams keep a cache of this shape (N, C, t, H, W) as (N, t, H, W, C).

    That is how the layers of the CPU take it: in the file's order each step would turn it twice.
    """
    return len(shape) == 5 and shape[1] >= _LEAST_CHANNELS


def _that_keeps(model: ov.Model, caches: Mapping[int, StreamCache]) -> ov.Model:
    """The model, whose caches come and go as streams keep them."""
    turning = PrePostProcessor(model)
    for ports, side in ((model.inputs, turning.input), (model.outputs, turning.output)):
        for port in ports:
            is_kept = port.any_name.startswith((CACHE, NEXT))
            if is_kept and is_channels_last(port.shape):
                side(port.any_name).tensor().set_layout(ov.Layout("NDHWC"))
                side(port.any_name).model().set_layout(ov.Layout("NCDHW"))
    for number, cache in caches.items():
        taken = turning.input(f"{CACHE}{number}")
        if cache.bytes is not None and model.input(f"{CACHE}{number}").element_type == ov.Type.f32:
            taken.tensor().set_element_type(ov.Type.u8)
            values = taken.preprocess().convert_element_type(ov.Type.f32)
            values.mean(float(cache.bytes.zero)).scale(1 / cache.bytes.unit)
    return turning.build()


def _caches_of(model: ov.Model, kept_bytes: Mapping[int, Bytes]) -> dict[int, StreamCache]:
    found = [port for port in model.inputs if port.any_name.startswith(CACHE)]
    shapes = {int(port.any_name.removeprefix(CACHE)): tuple(port.shape) for port in found}
    return {
        number: StreamCache(shapes[number], kept_bytes.get(number)) for number in sorted(shapes)
    }


def _bytes_of(model: ov.Model) -> dict[int, Bytes]:
    if not model.has_rt_info(CACHE_BYTES):
        return {}
    noted = json.loads(model.get_rt_info(CACHE_BYTES).astype(str))
    return {int(number): Bytes(**values) for number, values in noted.items()}
