"""Runs a model with torch itself: the reference that other runtimes are compared with."""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from engines.choice import EngineChoice
from engines.clips import check_clip
from engines.errors import EngineError
from engines.memory import memory_errors
from engines.models.layers import FromPixels
from engines.spec import ModelSpec
from engines.store_numpy import NumpyStore


class TorchEngine:
    """A torch network on the CPU, in fp32."""

    def __init__(
        self,
        network: torch.nn.Module,
        spec: ModelSpec,
        choice: EngineChoice,
        *,
        threads: int | None = None,
    ) -> None:
        """Take the network over.

        Args:
            network: Takes float (N, channels, T, H, W), gives logits and embedding.
            spec: How clips are made for it.
            choice: What it was chosen with.
            threads: CPU threads; this is torch's own setting, so it holds for the whole process.
        """
        if threads is not None:
            torch.set_num_threads(threads)
        self._spec = spec
        self._choice = choice
        self._network: torch.nn.Module | None = torch.nn.Sequential(
            FromPixels(spec.mean, spec.std), network
        ).eval()

    @property
    def spec(self) -> ModelSpec:
        """How clips are made for it, and its labels."""
        return self._spec

    @property
    def choice(self) -> EngineChoice:
        """What it runs with, and what was passed over."""
        return self._choice

    def new_store(self, capacity: int) -> NumpyStore:
        """A store for `capacity` frames of one stream."""
        return NumpyStore(self._spec, capacity)

    def infer(self, clips: Sequence[NDArray[np.uint8]] | NDArray[np.uint8]) -> NDArray[np.float32]:
        """Logits float32 (N, C) of N clips uint8 (T, H, W, channels); the array is the caller's.

        The clips run one after the other, on all threads each.
        """
        batches = [check_clip(clip, self._spec) for clip in clips]
        if self._network is None:
            raise EngineError(f"{self._spec.name}: this engine is closed; load it again")
        logits = np.empty((len(batches), len(self._spec.labels)), np.float32)
        with torch.inference_mode():
            for row, batch in enumerate(batches):
                with memory_errors(f"{self._spec.name} on {batch.shape[1]} frames"):
                    logits[row] = self._network(torch.from_numpy(batch)).logits[0].numpy()
        return logits

    def close(self) -> None:
        """Give the weights back; calling it again does nothing."""
        self._network = None
