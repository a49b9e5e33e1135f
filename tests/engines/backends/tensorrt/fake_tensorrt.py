"""A TensorRT whose plans say the mean of each channel, on the GPU of fake_cuda.py."""

import ctypes
from enum import Enum
from types import SimpleNamespace
from typing import Any

import numpy as np

from engines.backends.tensorrt.library import TensorRt
from engines.export import EMBEDDING, INPUT, LOGITS
from tests.engines.colour_model import SPEC
from tests.engines.device.fake_cuda import FakeCuda

BATCHES = (1, 2, 4)
SHAPE = (SPEC.clip_len, SPEC.crop_px, SPEC.crop_px, 3)
GOOD_PLAN = b"a plan of this version"


class Mode(Enum):
    INPUT = 0
    OUTPUT = 1


class FakeContext:
    def __init__(self, cuda: FakeCuda, log: list[str]) -> None:
        self.batches_run: list[int] = []
        self._cuda, self._log = cuda, log
        self._addresses: dict[str, int] = {}
        self._shape: tuple[int, ...] = ()

    def set_optimization_profile_async(self, profile: int, _handle: int) -> bool:
        return 0 <= profile < len(BATCHES)

    def set_input_shape(self, _name: str, shape: tuple[int, ...]) -> bool:
        self._shape = shape
        return True

    def set_tensor_address(self, name: str, address: int) -> bool:
        self._addresses[name] = address
        return True

    def get_tensor_shape(self, _name: str) -> tuple[int, int]:
        return self._shape[0], 3

    def execute_async_v3(self, handle: int) -> bool:
        stream = next(stream for stream in self._cuda.streams if stream.handle == handle)
        stream.queue.append(self._work)
        return True

    def _work(self) -> None:
        self._log.append(f"run {self._shape[0]}")
        size = int(np.prod(self._shape))
        clips = self._cuda.read(self._addresses[INPUT], size).reshape(self._shape)
        means = clips.mean((1, 2, 3), dtype=np.float32)
        for name in (LOGITS, EMBEDDING):
            ctypes.memmove(self._addresses[name], means.tobytes(), means.nbytes)


class FakeEngine:
    num_optimization_profiles = len(BATCHES)
    num_io_tensors = 3

    def __init__(self, cuda: FakeCuda, log: list[str]) -> None:
        self._cuda, self._log = cuda, log

    def get_tensor_profile_shape(self, _name: str, profile: int) -> list[tuple[int, ...]]:
        return [(BATCHES[profile], *SHAPE)] * 3

    def get_tensor_name(self, number: int) -> str:
        return (INPUT, LOGITS, EMBEDDING)[number]

    def get_tensor_mode(self, name: str) -> Mode:
        return Mode.INPUT if name == INPUT else Mode.OUTPUT

    def create_execution_context(self) -> FakeContext:
        self._log.append("context")
        return FakeContext(self._cuda, self._log)


def fake_library(cuda: FakeCuda, log: list[str], module: str = "tensorrt") -> TensorRt:
    """What runs is noted in `log`."""
    logger = SimpleNamespace(errors=[])

    class Runtime:
        def __init__(self, _logger: Any) -> None: ...

        def deserialize_cuda_engine(self, plan: bytes) -> FakeEngine | None:
            if plan != GOOD_PLAN:
                logger.errors.append("serialization version 1 != 2")
                return None
            return FakeEngine(cuda, log)

    return TensorRt(module, "11.0", SimpleNamespace(Runtime=Runtime, TensorIOMode=Mode), logger)
