"""The real NNCF, once, on a model of one layer; and what is done to a graph after it."""

from pathlib import Path

import numpy as np
import openvino as ov
import pytest
from openvino import opset13

from engines import EngineError, load_engine
from engines.int8.graphs import built_int8
from engines.int8.quantise import quantise, share_equal_ranges
from tests.engines.colour_model import SPEC
from tests.engines.conv_model import write_conv_model


def test_a_model_is_quantised_on_footage_and_used(
    tmp_path: Path, footage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("nncf")
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path / "cache"))
    model = write_conv_model(tmp_path / "conv.onnx")

    graph = built_int8(model, SPEC, [footage])

    measured = graph.note.measured
    assert (measured.calibration_windows, measured.held_out_windows) == (9, 3)
    assert measured.top1_agreement == 1.0
    assert 0 < measured.relative_difference < 0.15
    kinds = [node.get_type_name() for node in ov.Core().read_model(graph.path).get_ops()]
    assert "FakeQuantize" in kinds
    engine = load_engine(model, precision="int8")
    assert engine.choice.precision == "int8"
    fp32 = load_engine(model, precision="fp32")
    for length in (8, 11):  # its own length, and any other
        clip = np.full((length, 32, 32, 3), 120, np.uint8)
        np.testing.assert_allclose(engine.infer([clip]), fp32.infer([clip]), rtol=0.15)


def test_too_little_footage_is_said_before_nncf_is_loaded(tmp_path: Path, footage: Path) -> None:
    model = write_conv_model(tmp_path / "conv.onnx")

    with pytest.raises(EngineError, match="too few to calibrate"):
        quantise(model, [footage / "0.mp4"], tmp_path / "graph.xml")


def test_what_is_rounded_alike_is_rounded_once() -> None:
    def rounded(x: ov.Output, most: float) -> ov.Output:
        return opset13.fake_quantize(x, *map(np.float32, (0, most, 0, most)), 256).output(0)

    x = opset13.parameter([1, 3], np.float32)
    read = [opset13.relu(rounded(x.output(0), most)) for most in (1, 2, 1)]
    graph = ov.Model([opset13.add(opset13.add(read[0], read[1]), read[2])], [x])
    values = np.array([[0.3, 1.4, 2.6]], np.float32)
    before = ov.compile_model(graph, "CPU")([values])[0]

    share_equal_ranges(graph)

    kinds = [node.get_type_name() for node in graph.get_ordered_ops()]
    assert kinds.count("FakeQuantize") == 2
    np.testing.assert_array_equal(ov.compile_model(graph, "CPU")([values])[0], before)
