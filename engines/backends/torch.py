"""Runs a model with torch itself: the reference that other runtimes are compared with."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from engines.choice import EngineChoice
from engines.clips import check_clip
from engines.device import Cuda, DeviceClip, DeviceStore
from engines.errors import EngineError
from engines.memory import memory_errors
from engines.models.layers import FromPixels
from engines.spec import ModelSpec
from engines.store_numpy import NumpyStore
from engines.torch_options import TorchOptions

Run = Callable[[Tensor], Tensor]
"""Takes a batch uint8 (1, T, H, W, channels), gives logits (1, C)."""
_HALF = {"bf16": torch.bfloat16, "fp16": torch.float16}


class TorchEngine:
    """A torch network on the CPU or on a GPU; half precision is torch's autocast."""

    def __init__(
        self,
        network: nn.Module,
        spec: ModelSpec,
        choice: EngineChoice,
        *,
        threads: int | None = None,
        cuda: Cuda | None = None,
    ) -> None:
        """Take the network over.

        Args:
            network: Takes float (N, channels, T, H, W), gives logits and embedding.
            spec: How clips are made for it.
            choice: What it was chosen with; its runtime may name `TorchOptions`.
            threads: CPU threads; this is torch's own setting, so it holds for the whole process.
            cuda: The GPU, for frames in its memory; closed with the engine.

        Raises:
            EngineError: This torch cannot do it.
        """
        if threads is not None:
            torch.set_num_threads(threads)
        self._spec, self._choice, self._cuda = spec, choice, cuda
        self._stores: list[DeviceStore] = []
        self._run: Run | None = _runner(network, spec, choice)

    @property
    def spec(self) -> ModelSpec:
        """How clips are made for it, and its labels."""
        return self._spec

    @property
    def choice(self) -> EngineChoice:
        """What it runs with, and what was passed over."""
        return self._choice

    def new_store(self, capacity: int) -> NumpyStore | DeviceStore:
        """A store for `capacity` frames of one stream, in GPU memory where the engine has one."""
        if self._cuda is None:
            return NumpyStore(self._spec, capacity)
        self._stores.append(DeviceStore(self._cuda, self._spec, capacity))
        return self._stores[-1]

    def infer(
        self, clips: Sequence[NDArray[np.uint8] | DeviceClip] | NDArray[np.uint8]
    ) -> NDArray[np.float32]:
        """Logits float32 (N, C) of N clips uint8 (T, H, W, channels); the array is the caller's.

        The clips run one after the other, on all threads each. Those of the engine's own store are
        in GPU memory already and are not copied.
        """
        batches = [self._batch(clip) for clip in clips]
        if self._run is None:
            raise EngineError(f"{self._spec.name}: this engine is closed; load it again")
        logits = np.empty((len(batches), len(self._spec.labels)), np.float32)
        with torch.inference_mode():
            for row, batch in enumerate(batches):
                with memory_errors(f"{self._spec.name} on {batch.shape[1]} frames"):
                    logits[row] = self._run(batch)[0].float().cpu().numpy()
        return logits

    def close(self) -> None:
        """Give the weights back, and the GPU last; calling it again does nothing."""
        self._run = None
        for store in self._stores:
            store.close()
        self._stores.clear()
        if self._cuda is not None:
            self._cuda.close()

    def _batch(self, clip: NDArray[np.uint8] | DeviceClip) -> Tensor:
        if isinstance(clip, DeviceClip):
            return tensor_of(clip)[None]
        return torch.from_numpy(check_clip(clip, self._spec)).to(self._choice.device)


def tensor_of(clip: DeviceClip) -> Tensor:
    """The clip's own memory as torch sees it, on the primary context that both share."""
    tensor: Tensor = torch.as_tensor(clip, device="cuda")
    return tensor


class Replayed:
    """The same work on clips of one shape, recorded as a CUDA graph and replayed."""

    def __init__(self, run: Run) -> None:
        """Records when the first clip of a shape comes."""
        self._run = run
        self._recorded: dict[torch.Size, tuple[torch.cuda.CUDAGraph, Tensor, Tensor]] = {}

    def __call__(self, batch: Tensor) -> Tensor:
        """The logits; valid until the next call."""
        if batch.shape not in self._recorded:
            self._recorded[batch.shape] = self._record(batch)
        graph, given, logits = self._recorded[batch.shape]
        given.copy_(batch)
        graph.replay()
        return logits

    def _record(self, batch: Tensor) -> tuple[torch.cuda.CUDAGraph, Tensor, Tensor]:
        given = batch.clone()
        stream = torch.cuda.Stream()  # type: ignore[no-untyped-call]  # torch has no types here
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):  # libraries choose their ways before anything is recorded
            for _ in range(3):
                self._run(given)
        torch.cuda.current_stream().wait_stream(stream)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            logits = self._run(given)
        return graph, given, logits


def _runner(network: nn.Module, spec: ModelSpec, choice: EngineChoice) -> Run:
    options = TorchOptions.of(choice.runtime)
    _check_half(choice.precision, torch.__version__)
    prepare: nn.Module = FromPixels(spec.mean, spec.std)
    if options.channels_last:
        prepare = nn.Sequential(prepare, _ChannelsLast())
        torch_network: Any = network  # its types know no memory_format
        torch_network.to(memory_format=torch.channels_last_3d)
        torch.backends.cudnn.benchmark = True
    whole: Any = nn.Sequential(prepare, network).eval().to(choice.device)
    if options.compile:
        whole = torch.compile(whole, dynamic=False)

    def run(batch: Tensor) -> Tensor:
        with _autocast(choice):
            logits: Tensor = whole(batch).logits
        return logits

    if options.compile:
        _compile(run, spec, choice)
    return Replayed(run) if options.graph else run


class _ChannelsLast(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x.contiguous(memory_format=torch.channels_last_3d)


def _compile(run: Run, spec: ModelSpec, choice: EngineChoice) -> None:
    """The first call compiles; here, so that who loads the engine hears what goes wrong."""
    shape = (1, spec.clip_len, spec.crop_px, spec.crop_px, spec.channels)
    try:
        with torch.inference_mode():
            run(torch.zeros(shape, dtype=torch.uint8, device=choice.device))
    except RuntimeError as error:
        last = str(error).strip().splitlines()[-1:]
        raise EngineError(
            f"torch.compile cannot compile {spec.name} ({' '.join(last)}); it needs a C++ "
            "compiler (on a GPU triton too); install it, or leave +compile out"
        ) from error


def _check_half(precision: str, version: str) -> None:
    if precision in _HALF and version.startswith("2.9."):
        raise EngineError(
            f"{precision} given with torch {version}, whose 3D convolutions are up to 40,000 times "
            "slower in half precision (pytorch #168167); choose fp32 or another torch"
        )


def _autocast(choice: EngineChoice) -> AbstractContextManager[Any]:
    if choice.precision not in _HALF:
        return nullcontext()
    return torch.autocast(choice.device, _HALF[choice.precision])
