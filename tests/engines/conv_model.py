"""The colour model with a convolution in it, which is what int8 is for."""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from engines.export import EMBEDDING, INPUT, LOGITS, SPEC_KEY
from tests.engines.colour_model import SPEC


def write_conv_model(path: Path) -> Path:
    """The mean of each channel, halved by a convolution, is the logit of its label."""
    shape: list[str | int | None] = ["N", "T", SPEC.crop_px, SPEC.crop_px, 3]
    kernel = np.zeros((3, 3, 3, 3, 3), np.float32)
    kernel[range(3), range(3), 1, 1, 1] = 0.5
    nodes = [
        helper.make_node("Cast", [INPUT], ["pixels"], to=TensorProto.FLOAT),
        helper.make_node("Transpose", ["pixels"], ["planes"], perm=[0, 4, 1, 2, 3]),
        helper.make_node("Conv", ["planes", "kernel"], ["halved"], pads=[1] * 6),
        helper.make_node("Relu", ["halved"], ["positive"]),
        helper.make_node("Constant", [], ["axes"], value_ints=[2, 3, 4]),
        helper.make_node("ReduceMean", ["positive", "axes"], [LOGITS], keepdims=0),
        helper.make_node("Identity", [LOGITS], [EMBEDDING]),
    ]
    graph = helper.make_graph(
        nodes,
        "convolution",
        [helper.make_tensor_value_info(INPUT, TensorProto.UINT8, shape)],
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["N", 3])
            for name in (LOGITS, EMBEDDING)
        ],
        [numpy_helper.from_array(kernel, "kernel")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    helper.set_model_props(model, {SPEC_KEY: SPEC.to_json()})
    onnx.save(model, str(path))
    return path
