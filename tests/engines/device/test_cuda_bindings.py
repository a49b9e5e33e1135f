"""What cuda-bindings does without a GPU; test_contract.py needs one."""

import sys

import pytest

from engines import EngineError
from engines.device.opening import has_driver
from tests.conftest import require_or_skip


@pytest.fixture(autouse=True)
def _library() -> None:
    try:
        import cuda.bindings.driver  # noqa: F401 - whether it is here is the question
    except ModuleNotFoundError:
        require_or_skip("rtx", "cuda-bindings is not installed; pip install 'liveact[rtx]'")


def test_a_missing_driver_is_one_clear_line() -> None:
    if has_driver():
        pytest.skip("there is a driver on this machine")
    from engines.device.cuda_bindings import CudaBindings

    with pytest.raises(EngineError, match="no NVIDIA driver"):
        CudaBindings()


def test_what_the_driver_refuses_is_said() -> None:
    from cuda.bindings import driver

    from engines.device.cuda_bindings import _checked

    status = driver.CUresult
    assert _checked((status.CUDA_SUCCESS, 7)) == 7
    assert _checked((status.CUDA_SUCCESS,)) is None
    with pytest.raises(EngineError, match="refuses a call: CUDA_ERROR_INVALID_CONTEXT"):
        _checked((status.CUDA_ERROR_INVALID_CONTEXT, 0))
    with pytest.raises(EngineError, match="no memory left"):
        _checked((status.CUDA_ERROR_OUT_OF_MEMORY, 0))


def test_the_room_loads_no_library_by_itself() -> None:
    import subprocess

    code = (
        "import sys, engines.device; "
        "print([m for m in ('pycuda', 'cuda', 'torch', 'tensorrt') if m in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert answer.stdout.strip() == "[]", answer.stderr
