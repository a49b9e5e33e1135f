"""How much arithmetic one call of a model is, counted from its graph."""

from collections.abc import Callable
from math import prod
from pathlib import Path
from typing import Any

from engines.errors import EngineError
from engines.export import CACHE, FRAMES, INPUT, STEPS
from engines.spec import ModelSpec


def call_gflops(onnx: Path, spec: ModelSpec) -> float:
    """Floating-point operations of a call with one clip, or of one step of one stream, in 10**9.

    A multiplication and an addition count two; only convolutions, matrix products and LSTMs are
    counted, as papers do it. Padding counts like any other value. Every precision has the figure of
    the fp32 graph, so that precisions can be compared.

    Args:
        onnx: What `export_onnx` or `export_steps` wrote.
        spec: Its specification; `clip_len` is the length of the clip.

    Raises:
        EngineError: The file cannot be read.
    """
    import openvino as ov

    try:
        model = ov.Core().read_model(onnx)
        model.reshape({port.any_name: _shape(port, spec) for port in model.inputs})
    except RuntimeError as error:
        raise EngineError(f"{onnx}: cannot be read; build it again") from error
    # One addition for each multiplication: two operations.
    return sum(2 * _macs(node) for node in model.get_ordered_ops()) / 1e9


def _shape(port: Any, spec: ModelSpec) -> list[int]:
    """The input's shape for one clip or one stream."""
    if port.any_name == INPUT:
        return [1, spec.clip_len, spec.crop_px, spec.crop_px, spec.channels]
    if not port.any_name.startswith((FRAMES, STEPS, CACHE)):
        raise EngineError(f"input {port.any_name!r} given, a file that liveact exported is needed")
    return [1, *(axis.get_length() for axis in list(port.partial_shape)[1:])]


def _macs(node: Any) -> int:
    """Multiplications that are added up in this node."""
    count = _COUNTS.get(node.get_type_name())
    return 0 if count is None else count(node)


def _of_convolution(node: Any) -> int:
    kernel = node.input(1).get_shape()  # (out, in, T, H, W)
    return prod(map(int, node.output(0).get_shape())) * prod(map(int, kernel[1:]))


def _of_grouped_convolution(node: Any) -> int:
    kernel = node.input(1).get_shape()  # (groups, out, in, T, H, W)
    return prod(map(int, node.output(0).get_shape())) * prod(map(int, kernel[2:]))


def _of_product(node: Any) -> int:
    left = node.input(0).get_shape()
    inner = left[-2] if node.get_attributes()["transpose_a"] else left[-1]
    return prod(map(int, node.output(0).get_shape())) * int(inner)


def _of_lstm(node: Any) -> int:
    batch, length, _ = node.input(0).get_shape()
    return int(batch * length) * sum(prod(map(int, node.input(i).get_shape())) for i in (4, 5))


_COUNTS: dict[str, Callable[[Any], int]] = {
    "Convolution": _of_convolution,
    "GroupConvolution": _of_grouped_convolution,
    "MatMul": _of_product,
    "LSTMSequence": _of_lstm,
}
"""What is counted, by OpenVINO's name of it."""
