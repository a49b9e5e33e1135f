import openvino as ov
import pytest

from engines import EngineError
from engines.errors import OutOfMemoryError
from engines.openvino_errors import openvino_errors


def test_the_last_thing_it_said_is_the_reason() -> None:
    with (
        pytest.raises(EngineError) as raised,
        openvino_errors("model.onnx: compiling it for the cpu", "build it again"),
    ):
        ov.Core().compile_model("absent.onnx", "CPU")

    said = str(raised.value)
    assert "\n" not in said
    assert said.startswith("model.onnx: compiling it for the cpu: OpenVINO ")
    assert said.endswith("; build it again")


def test_a_lack_of_memory_says_what_to_do() -> None:
    with (
        pytest.raises(OutOfMemoryError, match=r"step 3: not enough memory; .* fewer cameras"),
        openvino_errors("step 3", "load it again"),
    ):
        raise RuntimeError("Exception from src/inference:\nstd::bad_alloc")


def test_without_a_word_there_is_no_reason() -> None:
    with (
        pytest.raises(EngineError, match="no reason given"),
        openvino_errors("step 3", "load it again"),
    ):
        raise RuntimeError
