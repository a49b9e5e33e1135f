"""Early answers of streams with OpenVINO, from what `OpenVinoStepRunner` keeps of them."""

import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import openvino as ov
from numpy.typing import NDArray

from engines.export import CACHE, EARLY, STEPS
from engines.openvino_errors import TRY_ANOTHER, openvino_errors
from engines.step_runner import StreamStep
from engines.stream_graphs import Bytes, StreamGraph


class OpenVinoEarlyRunner:
    """A graph of early answers, for one stream at a time; it reads their caches where they lie.

    It takes memory from the first of them on until it may rest: streams that begin with a whole
    clip want none. Any thread may call it, one at a time is served.
    """

    def __init__(
        self,
        path: Path,
        precision: str,
        *,
        threads: int | None = None,
        kept_bytes: Mapping[int, Bytes] | None = None,
    ) -> None:
        """Read what `export_early` wrote; as `StreamGraph`, `kept_bytes` being the steps' own."""
        self._graph = StreamGraph(path, precision, threads, kept_bytes=kept_bytes or {})
        self._lock = threading.Lock()

    @property
    def early_steps(self) -> int:
        """As the file's metadata say."""
        return self._graph.timing.early_steps

    @property
    def places(self) -> Iterable[int]:
        """Numbers of the caches that the graph reads."""
        return self._graph.caches

    def early(self, batch: Sequence[StreamStep]) -> NDArray[np.float32]:
        """Logits float32 (N, early_steps, C) after the last step of N streams, one by one."""
        with self._lock:
            return np.stack([self._one(self._graph.requests[0], step) for step in batch])

    def rest(self) -> None:
        """Give the compiled graph back; the next call compiles it again, in half a second."""
        with self._lock:
            self._graph.rest()

    def close(self) -> None:
        """Give the compiled graph back; calling it again does nothing."""
        self._graph.close()

    def _one(self, request: ov.InferRequest, step: StreamStep) -> NDArray[np.float32]:
        request.set_tensor(STEPS, ov.Tensor(np.array([step.number], np.int64)))
        for place in self.places:
            request.set_tensor(f"{CACHE}{place}", step.caches.arrays[place])
        with openvino_errors(f"early answers after step {step.number} of a stream", TRY_ANOTHER):
            request.infer()
        return np.array(request.get_tensor(EARLY).data[0])
