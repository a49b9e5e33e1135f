"""Where memory ends, a run ends with one line: tried in processes that may have no more of it."""

import subprocess
import sys
from pathlib import Path

import pytest

from engines.errors import OutOfMemoryError
from engines.memory import memory_errors
from tests.engines.colour_model import write_colour_model

RUN = """
import resource, sys
from pathlib import Path
import numpy as np
from engines import EngineChoice, EngineError
from tests.engines.colour_model import SPEC

choice = EngineChoice(sys.argv[1], "fp32", "cpu")
if sys.argv[1] == "openvino":
    from engines.backends.openvino import OpenVinoEngine
    engine = OpenVinoEngine(Path(sys.argv[2]), SPEC, choice)
else:
    from engines.backends.torch import TorchEngine
    from tests.engines.colour_network import ColourNetwork
    engine = TorchEngine(ColourNetwork(), SPEC, choice)
clip = np.zeros((100_000, 32, 32, 3), np.uint8)
engine.infer([clip[:16]])
status = Path("/proc/self/status").read_text()
in_use = int(status.partition("VmSize:")[2].split()[0]) * 1024
resource.setrlimit(resource.RLIMIT_AS, (in_use + 200_000_000,) * 2)
try:
    engine.infer([clip])
except EngineError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is Linux's")
@pytest.mark.parametrize("runtime", ["openvino", "torch"])
def test_a_clip_that_memory_cannot_hold(runtime: str, tmp_path: Path) -> None:
    model = write_colour_model(tmp_path / "colour.onnx")
    answer = subprocess.run(
        [sys.executable, "-c", RUN, runtime, str(model)], capture_output=True, text=True
    )
    assert answer.stdout == (
        "colour.test on 100000 frames: not enough memory; close other programs, "
        "or take fewer cameras, shorter clips, another precision or a smaller model\n"
    ), answer.stderr


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("CUDA out of memory. Tried")])
def test_whatever_it_is_called(error: Exception) -> None:
    with pytest.raises(OutOfMemoryError, match="x: not enough memory"), memory_errors("x"):
        raise error


def test_other_errors_pass() -> None:
    with pytest.raises(RuntimeError, match="a kernel failed"), memory_errors("x"):
        raise RuntimeError("a kernel failed")
