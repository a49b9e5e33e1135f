import pytest

from engines.bench_requests import default_requests, named_requests
from engines.errors import EngineError


def test_torch_comes_first_and_every_mode_of_the_others() -> None:
    first, *others = default_requests("i3d.k400")
    assert str(first) == "torch fp32"
    assert {"openvino fp32", "openvino fp32 stream"} <= {str(other) for other in others}
    assert all(request.device == "cpu" for request in others)


def test_one_mode() -> None:
    modes = {request.mode for request in default_requests("i3d.k400", ["stream"])}
    assert modes == {"stream"}


def test_engines_by_name() -> None:
    requests = named_requests("i3d.k400", ["openvino:bf16", "torch:fp16:cuda"], ["window"])
    assert [(each.runtime, each.precision, each.device) for each in requests] == [
        ("openvino", "bf16", "auto"),
        ("torch", "fp16", "cuda"),
    ]


@pytest.mark.parametrize("name", ["", "openvino:", "a:b:c:d"])
def test_a_name_of_another_form(name: str) -> None:
    with pytest.raises(EngineError, match="as in openvino:bf16"):
        named_requests("i3d.k400", [name], ["window"])
