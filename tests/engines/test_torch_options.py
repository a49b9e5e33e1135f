import pytest

from engines import EngineError
from engines.torch_options import TorchOptions, is_torch


def test_options_are_a_part_of_the_name() -> None:
    assert TorchOptions.of("torch") == TorchOptions()
    assert TorchOptions.of("torch+channels_last+compile") == TorchOptions(True, True, False)
    assert [is_torch(name) for name in ("torch", "torch+graph", "openvino")] == [True, True, False]


@pytest.mark.parametrize("runtime", ["torch+", "torch+fast", "torch+compile+compile"])
def test_other_words_are_refused(runtime: str) -> None:
    with pytest.raises(EngineError, match=r"each of \+compile, \+channels_last, \+graph once"):
        TorchOptions.of(runtime)


def test_one_that_records_and_one_that_fuses() -> None:
    with pytest.raises(EngineError, match=r"choose one of \+compile and \+graph"):
        TorchOptions.of("torch+compile+graph")
