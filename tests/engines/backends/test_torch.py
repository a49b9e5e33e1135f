import subprocess
import sys
import warnings
from functools import partial

import numpy as np
import pytest
import torch

from engines import EngineChoice, EngineError
from engines.backends import torch as backend
from engines.backends.torch import TorchEngine
from engines.device import DeviceClip, DeviceStore
from tests.engines.backends.tensorrt.conv3d_network import Conv3dNetwork
from tests.engines.colour_model import SPEC
from tests.engines.device.fake_cuda import FakeCuda

CLIPS = list(np.random.default_rng(0).integers(0, 256, (2, SPEC.clip_len, 32, 32, 3), np.uint8))


def engine(runtime: str, precision: str = "fp32", cuda: FakeCuda | None = None) -> TorchEngine:
    return TorchEngine(Conv3dNetwork(), SPEC, EngineChoice(runtime, precision, "cpu"), cuda=cuda)


def difference(runtime: str, precision: str = "fp32") -> float:
    """Of the largest logit, from eager fp32."""
    expected = engine("torch").infer(CLIPS)
    given = engine(runtime, precision).infer(CLIPS)
    return float(np.abs(given - expected).max() / np.abs(expected).max())


def test_channels_last_says_the_same() -> None:
    assert difference("torch+channels_last") < 1e-5


def test_half_precision_is_near() -> None:
    assert 0 < difference("torch", "bf16") < 2e-2
    assert 0 < difference("torch+channels_last", "bf16") < 2e-2


def test_compiled_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    # Followed by torch's own tracer, without the minute that its C++ compiler takes.
    monkeypatch.setattr(torch, "compile", partial(torch.compile, backend="eager"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch warns of its own inner changes
        assert difference("torch+compile") < 1e-5


def test_what_cannot_be_compiled_is_said_as_it_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("long story\nno working C++ compiler")

    monkeypatch.setattr(torch, "compile", lambda *_, **__: fail)
    with pytest.raises(EngineError, match=r"\(no working C\+\+ compiler\); .* leave \+compile out"):
        engine("torch+compile")


def test_the_torch_that_is_slow_in_half_precision_is_refused() -> None:
    backend._check_half("fp32", "2.9.1+cpu")
    backend._check_half("bf16", "2.10.0")
    with pytest.raises(EngineError, match=r"bf16 given with torch 2\.9\.1.*40,000 times"):
        backend._check_half("bf16", "2.9.1+cpu")


def test_frames_in_gpu_memory_are_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    cuda = FakeCuda()
    monkeypatch.setattr(backend, "tensor_of", lambda clip: in_main_memory(clip, cuda))
    one = engine("torch", cuda=cuda)
    store = one.new_store(SPEC.clip_len)
    assert isinstance(store, DeviceStore)
    for slot, frame in enumerate(CLIPS[0]):
        store.write(slot, frame)
    uploads = len(cuda.uploads)

    clip = store.window(range(SPEC.clip_len))
    logits = one.infer([clip])

    np.testing.assert_array_equal(logits, engine("torch").infer(CLIPS[:1]))
    assert len(cuda.uploads) == uploads == SPEC.clip_len
    del clip
    one.close()
    one.close()
    assert cuda.memory == {}
    assert cuda.closed >= 1


def in_main_memory(clip: DeviceClip, cuda: FakeCuda) -> torch.Tensor:
    pixels = cuda.read(clip.address, clip.nbytes).copy()
    return torch.from_numpy(pixels).reshape(clip.shape)


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
