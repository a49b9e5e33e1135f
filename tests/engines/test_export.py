from pathlib import Path

import onnx
import pytest

from engines import EngineError
from engines.export import EMBEDDING, INPUT, LOGITS, read_spec
from tests.engines.colour_model import SPEC


def dimensions(value: onnx.ValueInfoProto) -> list[int | str]:
    return [d.dim_param or d.dim_value for d in value.type.tensor_type.shape.dim]


def test_the_graph_takes_pixels_of_any_number_of_clips_and_frames(colour_onnx: Path) -> None:
    graph = onnx.load(colour_onnx).graph

    (clips,) = graph.input
    logits, embedding = graph.output
    assert clips.name == INPUT
    assert clips.type.tensor_type.elem_type == onnx.TensorProto.UINT8
    batch, frames, *rest = dimensions(clips)
    assert isinstance(batch, str) and isinstance(frames, str) and batch != frames
    assert rest == [32, 32, 3]
    assert (logits.name, dimensions(logits)) == (LOGITS, [batch, 3])
    assert (embedding.name, dimensions(embedding)) == (EMBEDDING, [batch, 3])


def test_the_file_says_what_it_expects(colour_onnx: Path) -> None:
    assert read_spec(colour_onnx) == SPEC


def test_the_file_tells_nothing_of_the_machine_it_was_made_on(colour_onnx: Path) -> None:
    assert str(Path(onnx.__file__).parents[1]).encode() not in colour_onnx.read_bytes()


def test_a_foreign_onnx_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "foreign.onnx"
    graph = onnx.helper.make_graph([], "empty", [], [])
    onnx.save(onnx.helper.make_model(graph), str(path))

    with pytest.raises(EngineError, match=r"foreign\.onnx: .* without liveact's ModelSpec"):
        read_spec(path)


def test_files_that_cannot_be_read_are_said(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="No such file"):
        read_spec(tmp_path / "missing.onnx")
    (tmp_path / "text.onnx").write_text("no model")
    with pytest.raises(EngineError, match=r"text\.onnx: not an ONNX file"):
        read_spec(tmp_path / "text.onnx")


def test_a_spec_of_another_time_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.onnx"
    model = onnx.helper.make_model(onnx.helper.make_graph([], "empty", [], []))
    onnx.helper.set_model_props(model, {"liveact.spec": '{"name": "x"}'})
    onnx.save(model, str(path))

    with pytest.raises(EngineError, match=r"old\.onnx: .* cannot be read"):
        read_spec(path)
