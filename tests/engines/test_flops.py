from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engines import EngineError
from engines.flops import call_gflops
from tests.engines.colour_model import SPEC


def test_convolutions_and_products_are_counted(conv3d_onnx: Path) -> None:
    # 8 frames of 32 x 32: 16 x 16 after the first layer, 4 x 8 x 8 pooled, 2 x 4 x 4 at the end.
    first = 8 * (8 * 16 * 16) * (3 * 27)
    second = 16 * (2 * 4 * 4) * (8 * 27)
    last = 3 * 16
    assert call_gflops(conv3d_onnx, SPEC) == pytest.approx(
        2 * (first + second + last) / 1e9, rel=1e-9
    )


def test_an_lstm_is_counted_by_its_steps(tmp_path: Path) -> None:
    path = tmp_path / "lstm.onnx"
    _write_lstm(path, inputs=5, hidden=7)

    macs = SPEC.clip_len * 4 * 7 * (5 + 7)
    assert call_gflops(path, SPEC) == pytest.approx(2 * macs / 1e9, rel=1e-9)


def test_what_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "empty.onnx").write_bytes(b"nothing")
    with pytest.raises(EngineError, match=r"empty\.onnx: cannot be read; build it again"):
        call_gflops(tmp_path / "empty.onnx", SPEC)


def _write_lstm(path: Path, inputs: int, hidden: int) -> None:
    """Takes five values of each frame through an LSTM."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    from engines.export import INPUT, LOGITS

    arrays: dict[str, NDArray[Any]] = {
        "values": np.array([SPEC.clip_len, 1, -1], np.int64),
        "starts": np.array([0], np.int64),
        "ends": np.array([inputs], np.int64),
        "axes": np.array([2], np.int64),
        "W": np.ones((1, 4 * hidden, inputs), np.float32),
        "R": np.ones((1, 4 * hidden, hidden), np.float32),
    }
    nodes = [
        helper.make_node("Cast", [INPUT], ["pixels"], to=TensorProto.FLOAT),
        helper.make_node("Reshape", ["pixels", "values"], ["flat"]),
        helper.make_node("Slice", ["flat", "starts", "ends", "axes"], ["few"]),
        helper.make_node("LSTM", ["few", "W", "R"], [LOGITS], hidden_size=hidden),
    ]
    shape: list[str | int | None] = ["N", SPEC.clip_len, SPEC.crop_px, SPEC.crop_px, 3]
    graph = helper.make_graph(
        nodes,
        "lstm",
        [helper.make_tensor_value_info(INPUT, TensorProto.UINT8, shape)],
        [helper.make_tensor_value_info(LOGITS, TensorProto.FLOAT, None)],
        [numpy_helper.from_array(array, name) for name, array in arrays.items()],
    )
    onnx.save(
        helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10), path
    )
