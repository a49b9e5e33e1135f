"""A model that any runtime compiles at once: it says whether a clip is red, green or blue."""

from pathlib import Path

import onnx
from onnx import TensorProto, helper

from engines.export import EMBEDDING, INPUT, LOGITS, SPEC_KEY
from engines.spec import ModelSpec

SPEC = ModelSpec(
    name="colour.test",
    labels=("red", "green", "blue"),
    clip_len=8,
    min_clip_len=4,
    frame_rate=25.0,
    frame_interval=1,
    resize_short_px=32,
    crop_px=32,
    mean=(0.0, 0.0, 0.0),
    std=(1.0, 1.0, 1.0),
    licence="CC0-1.0 (made for tests)",
)


def write_colour_model(path: Path) -> Path:
    """The mean of each channel is the logit of its label."""
    shape: list[str | int | None] = ["N", "T", SPEC.crop_px, SPEC.crop_px, 3]
    nodes = [
        helper.make_node("Cast", [INPUT], ["pixels"], to=TensorProto.FLOAT),
        helper.make_node("Constant", [], ["axes"], value_ints=[1, 2, 3]),
        helper.make_node("ReduceMean", ["pixels", "axes"], [LOGITS], keepdims=0),
        helper.make_node("Identity", [LOGITS], [EMBEDDING]),
    ]
    graph = helper.make_graph(
        nodes,
        "colours",
        [helper.make_tensor_value_info(INPUT, TensorProto.UINT8, shape)],
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["N", 3])
            for name in (LOGITS, EMBEDDING)
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    helper.set_model_props(model, {SPEC_KEY: SPEC.to_json()})
    onnx.save(model, str(path))
    return path
