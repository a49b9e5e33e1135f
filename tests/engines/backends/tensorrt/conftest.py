"""A small network with 3D convolutions, exported once."""

from pathlib import Path

import pytest

from engines.backends.tensorrt.library import TensorRt, load_library
from engines.export import export_onnx
from tests.conftest import require_or_skip
from tests.engines.colour_model import SPEC


@pytest.fixture(scope="session")
def conv3d_onnx(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.engines.backends.tensorrt.conv3d_network import Conv3dNetwork

    path = tmp_path_factory.mktemp("conv3d") / "conv3d.onnx"
    export_onnx(Conv3dNetwork(), SPEC, path)
    return path


@pytest.fixture(scope="session")
def rtx() -> TensorRt:
    try:
        import tensorrt_rtx  # noqa: F401 - whether it is here is the question
    except ModuleNotFoundError:
        require_or_skip("rtx", "tensorrt-rtx is not installed; pip install 'liveact[rtx]'")
    return load_library("tensorrt_rtx")
