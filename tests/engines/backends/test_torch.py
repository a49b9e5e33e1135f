import subprocess
import sys


def test_threads_hold_for_the_process() -> None:
    # In a process of its own, for torch's setting would stay with the other tests.
    code = """
import torch
from engines import EngineChoice
from engines.backends.torch import TorchEngine
from tests.engines.colour_model import SPEC
TorchEngine(torch.nn.Identity(), SPEC, EngineChoice("torch", "fp32", "cpu"), threads=1)
print(torch.get_num_threads())
"""
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert answer.stdout.strip() == "1", answer.stderr
