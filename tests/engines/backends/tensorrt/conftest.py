"""The real TensorRT-RTX, where it is installed."""

import pytest

from engines.backends.tensorrt.library import TensorRt, load_library
from tests.conftest import require_or_skip


@pytest.fixture(scope="session")
def rtx() -> TensorRt:
    try:
        import tensorrt_rtx  # noqa: F401 - whether it is here is the question
    except ModuleNotFoundError:
        require_or_skip("rtx", "tensorrt-rtx is not installed; pip install 'liveact[rtx]'")
    return load_library("tensorrt_rtx")
