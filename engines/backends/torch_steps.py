"""Runs the steps of streams with torch itself, on the CPU or on a GPU."""

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from engines.errors import EngineError
from engines.models.layers import FromPixels
from engines.models.streaming import EarlyNetwork, SteppedNetwork
from engines.spec import ModelSpec
from engines.step_runner import StreamStep
from engines.step_timing import StepTiming

_CLOSED = "this engine is closed; load it again"


class TorchStepRunner:
    """A network that has `step`, in fp32. What a stream keeps stays where it is.

    Where the network has `early` too, it is the `EarlyRunner` of its own steps.

    On a GPU the streams of a batch run together. On the CPU they run one after the other, so that
    a stream says to the bit what it says alone.
    """

    def __init__(
        self,
        network: nn.Module,
        spec: ModelSpec,
        *,
        device: str = "cpu",
        together: bool | None = None,
        threads: int | None = None,
    ) -> None:
        """Take the network over.

        Args:
            network: has `step`, as `engines.models.streaming.Steps` wants it.
            spec: how clips are made for it.
            device: `cpu` or `cuda`.
            together: whether a batch is one call of the network; where None, on a GPU.
            threads: CPU threads; this is torch's own setting, so it holds for the whole process.
        """
        if threads is not None:
            torch.set_num_threads(threads)
        self._device = device
        self._together = device != "cpu" if together is None else together
        stepped = SteppedNetwork(FromPixels(spec.mean, spec.std), network).eval()
        self._timing = stepped.timing(spec.clip_len)
        shape = (1, self._timing.step_frames, spec.crop_px, spec.crop_px, spec.channels)
        self._empty = stepped.empty_caches(torch.zeros(shape, dtype=torch.uint8))
        self._stepped: SteppedNetwork | None = stepped.to(device)
        self._ahead = EarlyNetwork(network).eval() if hasattr(network, "early") else None

    @property
    def timing(self) -> StepTiming:
        """The network's own."""
        return self._timing

    def new_caches(self) -> list[Tensor]:
        """What a stream that begins has kept: zeros, where the network runs."""
        return [torch.zeros_like(cache, device=self._device) for cache in self._empty]

    def step(self, batch: Sequence[StreamStep]) -> NDArray[np.float32]:
        """Logits float32 (N, C) of the next step of N streams."""
        if self._stepped is None:
            raise EngineError(_CLOSED)
        with torch.inference_mode():
            logits = [self._run(self._stepped, part) for part in self._parts(batch)]
        return np.concatenate([part.cpu().numpy() for part in logits])

    @property
    def early_steps(self) -> int:
        """How many time steps `early` gives; 0 where the network has none."""
        return 0 if self._ahead is None else self._ahead.early_steps

    def early(self, batch: Sequence[StreamStep]) -> NDArray[np.float32]:
        """Logits float32 (N, early_steps, C) after the last step of N streams."""
        if self._ahead is None:
            raise EngineError(_CLOSED)
        with torch.inference_mode():
            logits = [self._look_ahead(self._ahead, part) for part in self._parts(batch)]
        return np.concatenate([part.cpu().numpy() for part in logits])

    def rest(self) -> None:
        """Nothing is given back: early answers use the weights of the steps."""

    def close(self) -> None:
        """Give the weights back; calling it again does nothing."""
        self._stepped = self._ahead = None

    def _parts(self, batch: Sequence[StreamStep]) -> Iterator[Sequence[StreamStep]]:
        """What runs in one call each."""
        size = len(batch) if self._together else 1
        return (batch[start : start + size] for start in range(0, len(batch), size))

    def _run(self, stepped: SteppedNetwork, batch: Sequence[StreamStep]) -> Tensor:
        frames = torch.from_numpy(np.stack([step.frames for step in batch])).to(self._device)
        logits: Tensor
        logits, _, *new = stepped(frames, self._numbers(batch), _together(batch, 0))
        for place, values in enumerate(new):
            for row, step in enumerate(batch):
                step.caches[place].copy_(values[row : row + 1])
        return logits

    def _look_ahead(self, ahead: EarlyNetwork, batch: Sequence[StreamStep]) -> Tensor:
        logits: Tensor = ahead(self._numbers(batch), _together(batch, ahead.first_cache))
        return logits

    def _numbers(self, batch: Sequence[StreamStep]) -> Tensor:
        return torch.tensor([step.number for step in batch], device=self._device)


def _together(batch: Sequence[StreamStep], first: int) -> list[Tensor]:
    """The caches of all streams from this one on."""
    return [
        torch.cat(caches) for caches in zip(*(step.caches[first:] for step in batch), strict=True)
    ]
