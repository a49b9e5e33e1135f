"""Runs an exported model with OpenVINO, on the CPU or an Intel GPU or NPU."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import openvino as ov
from numpy.typing import NDArray

from engines.accelerators import OPENVINO_DEVICES
from engines.choice import EngineChoice
from engines.clips import check_clip
from engines.errors import EngineError
from engines.export import INPUT, LOGITS
from engines.openvino_errors import TRY_ANOTHER, openvino_errors
from engines.signal_stack import own_signal_stack
from engines.spec import ModelSpec
from engines.store_numpy import NumpyStore

_PRECISIONS = {"fp32": "f32", "bf16": "bf16", "fp16": "f16", "int8": "f32"}
"""What layers run in that the file leaves open: an int8 graph says itself which ones are int8."""


class OpenVinoEngine:
    """An ONNX file, compiled for its device as it is loaded.

    Clips of the specification's length run on a graph compiled for exactly that; the first clip
    of another length compiles a second graph for all lengths, which needs more memory.
    """

    def __init__(
        self,
        path: Path,
        spec: ModelSpec,
        choice: EngineChoice,
        *,
        threads: int | None = None,
        output: str = LOGITS,
    ) -> None:
        """Compile the file.

        Args:
            path: What `export_onnx` wrote, or an int8 graph made of it.
            spec: Its specification; `clip_len` is the length to compile for.
            choice: Says precision and device.
            threads: CPU threads to use; OpenVINO decides where None.
            output: `logits`, or `embedding` for who has a head of his own.

        Raises:
            EngineError: OpenVINO cannot read or compile the file.
        """
        self._path = path
        self._output = output
        self._spec = spec
        self._choice = choice
        self._device = OPENVINO_DEVICES[choice.device]
        self._options = _options(_PRECISIONS[choice.precision], threads)
        self._any_length: ov.InferRequest | None = None
        self._own_length: ov.InferRequest | None = self._compile(spec.clip_len)

    @property
    def spec(self) -> ModelSpec:
        """How clips are made for it, and its labels."""
        return self._spec

    @property
    def choice(self) -> EngineChoice:
        """What it runs with, and what was passed over."""
        return self._choice

    def new_store(self, capacity: int) -> NumpyStore:
        """A store for `capacity` frames of one stream."""
        return NumpyStore(self._spec, capacity)

    def infer(self, clips: Sequence[NDArray[np.uint8]] | NDArray[np.uint8]) -> NDArray[np.float32]:
        """Logits float32 (N, C) of N clips uint8 (T, H, W, channels); the array is the caller's.

        The clips run one after the other, on all threads each, and are not copied. An engine
        for embeddings gives those, (N, D).
        """
        batches = [check_clip(clip, self._spec) for clip in clips]
        answers = []
        for batch in batches:
            request = self._request(batch.shape[1])
            with openvino_errors(f"{self._spec.name} on {batch.shape[1]} frames", TRY_ANOTHER):
                request.infer({INPUT: ov.Tensor(batch, shared_memory=True)}, share_inputs=True)
            answers.append(request.get_tensor(self._output).data[0].astype(np.float32))
        return np.stack(answers) if answers else np.empty((0, len(self._spec.labels)), np.float32)

    def close(self) -> None:
        """Give the compiled graphs back; calling it again does nothing."""
        self._own_length = self._any_length = None

    def _request(self, length: int) -> ov.InferRequest:
        if self._own_length is None:
            raise EngineError(f"{self._spec.name}: this engine is closed; load it again")
        if length == self._spec.clip_len:
            return self._own_length
        if self._any_length is None:
            self._any_length = self._compile(None)
        return self._any_length

    def _compile(self, length: int | None) -> ov.InferRequest:
        """Ready to run clips of this length, or of any."""
        core, side = ov.Core(), self._spec.crop_px
        what = f"{self._path}: compiling it for the {self._choice.device}"
        with openvino_errors(what, "build it again"), own_signal_stack():
            model = core.read_model(self._path)
            model.reshape({INPUT: [1, length or -1, side, side, self._spec.channels]})
            return core.compile_model(model, self._device, self._options).create_infer_request()


def has_bf16() -> bool:
    """Whether this CPU has instructions for bf16."""
    return "BF16" in ov.Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")


def runtime_identity(device: str = "cpu") -> str:
    """The device and the OpenVINO that figures measured here hold for.

    Raises:
        EngineError: OpenVINO cannot use the device.
    """
    with openvino_errors(f"asking for the {device}'s name", "check its driver"):
        name = ov.Core().get_property(OPENVINO_DEVICES[device], "FULL_DEVICE_NAME")
    return f"{name}, OpenVINO {ov.__version__}"


def _options(precision: str, threads: int | None) -> dict[str, Any]:
    options: dict[str, Any] = {
        "PERFORMANCE_HINT": "LATENCY",
        "INFERENCE_PRECISION_HINT": precision,
    }
    if threads is not None:
        options["INFERENCE_NUM_THREADS"] = threads
    return options
