from pathlib import Path
from typing import Any, cast

import numpy as np
import onnx
import pytest
from onnx import TensorProto
from onnx.reference import ReferenceEvaluator

from engines import EngineError
from engines.export import INPUT, LOGITS, export_onnx, read_spec
from engines.half_onnx import write_half
from tests.engines.colour_model import SPEC, write_colour_model


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.engines.backends.tensorrt.conv3d_network import Conv3dNetwork

    path = tmp_path_factory.mktemp("half") / "conv3d.onnx"
    export_onnx(Conv3dNetwork(), SPEC, path)
    return path


def logits(path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    clip = np.random.default_rng(0).integers(0, 256, (2, 4, 32, 32, 3), np.uint8)
    outputs = cast(list[Any], ReferenceEvaluator(str(path)).run([LOGITS], {INPUT: clip}))
    answer: np.ndarray[tuple[int, ...], np.dtype[np.float32]] = outputs[0]
    return answer


def test_fp16_says_nearly_the_same(exported: Path, tmp_path: Path) -> None:
    half = tmp_path / "half.onnx"
    write_half(exported, half, "fp16")
    onnx.checker.check_model(str(half), full_check=True)

    reference, got = logits(exported), logits(half)

    assert got.dtype == np.float32
    assert np.abs(got - reference).max() > 0  # it is another precision
    np.testing.assert_allclose(got, reference, atol=2e-2)


@pytest.mark.parametrize(
    ("precision", "kind"), [("fp16", TensorProto.FLOAT16), ("bf16", TensorProto.BFLOAT16)]
)
def test_weights_shrink_and_both_ends_stay(
    exported: Path, tmp_path: Path, precision: str, kind: int
) -> None:
    half = tmp_path / "half.onnx"
    write_half(exported, half, precision)
    graph = onnx.load(half).graph
    convolutions = [node for node in graph.node if node.op_type == "Conv"]
    types = {tensor.name: tensor.data_type for tensor in graph.initializer}

    assert graph.input[0].type.tensor_type.elem_type == TensorProto.UINT8
    assert all(one.type.tensor_type.elem_type == TensorProto.FLOAT for one in graph.output)
    assert {types[name] for node in convolutions for name in node.input[1:]} == {kind}
    assert [node.op_type for node in graph.node[:5]] == ["Cast", "Mul", "Add", "Transpose", "Cast"]
    assert types[graph.node[1].input[1]] == TensorProto.FLOAT  # the pixels' scale
    assert read_spec(half) == SPEC


def test_large_values_are_held_back_and_infinity_stays(tmp_path: Path) -> None:
    path = write_colour_model(tmp_path / "large.onnx")
    model = onnx.load(path)
    values = np.array([1e30, -1e30, -np.inf], np.float32)
    model.graph.initializer.append(onnx.numpy_helper.from_array(values, "large"))
    model.graph.node[3].CopyFrom(
        onnx.helper.make_node("Add", [LOGITS, "large"], [model.graph.output[1].name])
    )
    onnx.save(model, str(path))

    write_half(path, path, "fp16")

    kept = {one.name: one for one in onnx.load(path).graph.initializer}["large.half"]
    assert onnx.numpy_helper.to_array(kept).tolist() == [65504.0, -65504.0, -np.inf]


def test_wrong_use_is_refused(exported: Path, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="precision 'int8' given, choose fp16 or bf16"):
        write_half(exported, tmp_path / "half.onnx", "int8")
    with pytest.raises(EngineError, match=r"gone\.onnx: cannot be read"):
        write_half(tmp_path / "gone.onnx", tmp_path / "half.onnx", "fp16")
