"""Runs a plan with TensorRT or TensorRT-RTX."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines.backends.tensorrt.execution import Recorder
from engines.backends.tensorrt.library import TensorRt, take_errors
from engines.backends.tensorrt.plans import clip_shape
from engines.backends.tensorrt.runner import BatchRunner, DeviceOrHostClip
from engines.choice import EngineChoice
from engines.clips import check_clip
from engines.device import Cuda, CudaStream, DeviceClip, DeviceStore
from engines.errors import EngineError
from engines.export import INPUT
from engines.spec import ModelSpec


class TensorRtEngine:
    """A plan on the GPU. Several threads may call it: each gets a stream and contexts of its own.

    A plan takes clips of one length. A batch smaller than one of its profiles is filled up.
    """

    def __init__(
        self,
        plan: Path,
        spec: ModelSpec,
        choice: EngineChoice,
        library: TensorRt,
        cuda: Cuda,
        recorder: Recorder | None,
    ) -> None:
        """Load the plan; the GPU is closed with the engine.

        Args:
            plan: What `built_plan` gave, of this very library and GPU.
            spec: `clip_len` is the plan's.
            choice: What it was chosen with.
            library: TensorRT.
            cuda: The GPU.
            recorder: Makes CUDA graphs; None where TensorRT does that itself (RTX).

        Raises:
            EngineError: TensorRT refuses the plan.
        """
        self._spec, self._choice = spec, choice
        self._library, self._cuda, self._recorder = library, cuda, recorder
        self._lock = threading.Lock()
        self._lanes: dict[int, _Lane] = {}
        self._stores: list[DeviceStore] = []
        with cuda.active():
            self._runtime: Any = library.api.Runtime(library.logger)
            self._engine: Any = load_plan(library, self._runtime, plan)
        self._batches = [
            int(self._engine.get_tensor_profile_shape(INPUT, number)[1][0])
            for number in range(self._engine.num_optimization_profiles)
        ]

    @property
    def spec(self) -> ModelSpec:
        """How clips are made for it, and its labels."""
        return self._spec

    @property
    def choice(self) -> EngineChoice:
        """What it runs with, and what was passed over."""
        return self._choice

    def new_store(self, capacity: int) -> DeviceStore:
        """A store for `capacity` frames of one stream, in GPU memory; closed with the engine."""
        self._check_open()
        store = DeviceStore(self._cuda, self._spec, capacity)
        with self._lock:
            self._stores.append(store)
        return store

    def infer(self, clips: Sequence[DeviceOrHostClip] | NDArray[np.uint8]) -> NDArray[np.float32]:
        """Logits float32 (N, C) of N clips of its store, or numpy ones; the caller's to keep."""
        checked = [self._checked(clip) for clip in clips]
        logits = np.empty((len(checked), len(self._spec.labels)), np.float32)
        self._check_open()
        start = 0
        with self._cuda.active():
            lane = self._lane()
            while start < len(checked):
                runner = lane.runner(profile_for(len(checked) - start, self._batches))
                part = checked[start : start + runner.batch]
                logits[start : start + len(part)] = runner.run(part)
                start += len(part)
        return logits

    def close(self) -> None:
        """Give everything back, the GPU last; no thread may be inferring. Twice does nothing."""
        with self._lock:
            if self._engine is None:
                return
            for store in self._stores:
                store.close()
            with self._cuda.active():
                for lane in self._lanes.values():
                    lane.close()
                self._lanes.clear()
                self._engine = self._runtime = None
            self._cuda.close()

    def _lane(self) -> "_Lane":
        with self._lock:
            thread = threading.get_ident()
            if thread not in self._lanes:
                self._lanes[thread] = _Lane(self._library, self._engine, self._cuda, self._recorder)
            return self._lanes[thread]

    def _checked(self, clip: DeviceOrHostClip) -> DeviceOrHostClip:
        given: DeviceOrHostClip = (
            clip if isinstance(clip, DeviceClip) else check_clip(clip, self._spec)[0]
        )
        if tuple(given.shape) != clip_shape(self._spec):
            raise EngineError(
                f"{self._spec.name}: a clip of shape {tuple(given.shape)} given, this plan takes "
                f"{clip_shape(self._spec)} only; load it with clip_len={given.shape[0]}"
            )
        return given

    def _check_open(self) -> None:
        if self._engine is None:
            raise EngineError(f"{self._spec.name}: this engine is closed; load it again")


class _Lane:
    """What one thread needs: a stream, and a runner for each batch that it met."""

    def __init__(
        self, library: TensorRt, engine: Any, cuda: Cuda, recorder: Recorder | None
    ) -> None:
        self._library, self._engine, self._cuda = library, engine, cuda
        self._recorder = recorder
        self._stream: CudaStream = cuda.new_stream()
        self._runners: dict[int, BatchRunner] = {}

    def runner(self, profile: int) -> BatchRunner:
        if profile not in self._runners:
            self._runners[profile] = BatchRunner(
                self._library, self._engine, self._cuda, self._stream, profile, self._recorder
            )
        return self._runners[profile]

    def close(self) -> None:
        for runner in self._runners.values():
            runner.close()
        self._stream.close()
        self._engine = None


def profile_for(count: int, batches: Sequence[int]) -> int:
    """Number of the profile for `count` clips: the smallest that holds them, else the largest."""
    holding = [batch for batch in batches if batch >= count]
    return batches.index(min(holding) if holding else max(batches))


def load_plan(library: TensorRt, runtime: Any, plan: Path) -> Any:
    """The `ICudaEngine` of a plan; `EngineError` where it is damaged or not for here."""
    try:
        contents = plan.read_bytes()
    except OSError as error:
        raise EngineError(f"{plan}: cannot be read ({error.strerror}); build it again") from error
    engine = runtime.deserialize_cuda_engine(contents) if runtime is not None else None
    if engine is None:
        raise EngineError(
            f"{plan}: {library.title} cannot load this plan ({take_errors(library)}); "
            "build it again"
        )
    return engine
