"""Ctrl-C comes through after OpenVINO has compiled something and given it back."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engines.colour_model import write_colour_model

SCRIPT = """
import ctypes, os, signal, sys
from pathlib import Path
from engines import EngineChoice
from engines.backends.openvino import OpenVinoEngine
from tests.engines.colour_model import SPEC

class Stack(ctypes.Structure):
    _fields_ = (("sp", ctypes.c_void_p), ("flags", ctypes.c_int), ("size", ctypes.c_size_t))

def stack():
    found = Stack()
    ctypes.CDLL(None).sigaltstack(None, ctypes.byref(found))
    return found.sp, found.flags, found.size

before = stack()
OpenVinoEngine(Path(sys.argv[1]), SPEC, EngineChoice("openvino", "fp32", "cpu")).close()
assert stack() == before, stack()
os.kill(os.getpid(), signal.SIGINT)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="sigaltstack of Linux")
def test_a_signal_is_handled_where_it_was_before(tmp_path: Path) -> None:
    model = write_colour_model(tmp_path / "colour.onnx")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(model)], check=False, capture_output=True, text=True
    )
    assert done.returncode == -signal.SIGINT, done.stderr
    assert "KeyboardInterrupt" in done.stderr
