"""Graphs of streams, compiled by OpenVINO for one stream at a time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import openvino as ov
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
_LEAST_CHANNELS = 16
"""The layers that take fewer, those of pixels, want them as the file has them."""


class StreamGraph:
    """A graph of steps, or of what comes early after them; compiled when it is first wanted."""

    def __init__(
        self, path: Path, precision: str, threads: int | None, *, side_by_side: int = 1
    ) -> None:
        """Read it.

        Args:
            path: What `export_steps` or `export_early` wrote, a mapped or an int8 graph of it.
            precision: `fp32`, `bf16` or `int8`.
            threads: CPU threads to use; OpenVINO decides where None.
            side_by_side: Requests that run at the same time and share the threads.

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
            self.caches = _caches_of(model.inputs)
            """The shape of each cache that it reads, by its number, as in the file."""
            self._model: ov.Model | None = _with_channels_last(model)
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


def _with_channels_last(model: ov.Model) -> ov.Model:
    """The model, whose caches come and go as streams keep them."""
    turning = PrePostProcessor(model)
    for ports, side in ((model.inputs, turning.input), (model.outputs, turning.output)):
        for port in ports:
            is_kept = port.any_name.startswith((CACHE, NEXT))
            if is_kept and is_channels_last(port.shape):
                side(port.any_name).tensor().set_layout(ov.Layout("NDHWC"))
                side(port.any_name).model().set_layout(ov.Layout("NCDHW"))
    return turning.build()


def _caches_of(inputs: Sequence[ov.Output]) -> dict[int, tuple[int, ...]]:
    found = [port for port in inputs if port.any_name.startswith(CACHE)]
    return {int(port.any_name.removeprefix(CACHE)): tuple(port.shape) for port in found}
