from pathlib import Path

import pytest

from engines.cli.engine_argument import engine_request
from engines.engine_process import EngineRequest
from engines.errors import EngineError


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("i3d.k400", EngineRequest("i3d.k400", "auto", "auto", "auto")),
        ("i3d.k400:openvino:int8", EngineRequest("i3d.k400", "openvino", "int8", "auto")),
        ("a.onnx:torch:fp32:cpu", EngineRequest("a.onnx", "torch", "fp32", "cpu")),
    ],
)
def test_what_is_left_out_is_auto(text: str, request_: EngineRequest) -> None:
    assert engine_request(text) == request_


def test_a_file_may_have_colons_in_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a:b.onnx"
    path.touch()

    assert engine_request(str(path)).model == str(path)


@pytest.mark.parametrize("text", ["", "a:", ":openvino", "a:b:c:d:e"])
def test_what_names_no_engine(text: str) -> None:
    with pytest.raises(EngineError, match=r"write MODEL\[:RUNTIME"):
        engine_request(text)
