"""Networks that are convolutional in time, run over an endless video a few frames at a time.

Every layer keeps the few last inputs that its next time step needs, and nothing is computed twice.
What comes out equals the pass over the whole video: positions before its first frame are set to
zero after each layer, for that is what 'SAME' padding puts there.

Positions are counted per layer from the first frame of the stream. After n steps a layer has
given everything up to position `rate * n + last`, the same at every step, so how much it must keep
is known when the graph is made.

A layer's last outputs wait for frames that are still to come. For an answer that comes earlier the
last layers can be taken further after a step, as if the stream ended there: zeros stand in for what
would follow, as in the pass over a video that ends there. All that this needs is what the layers
keep for the next step, and it leaves no trace in it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engines.models.outputs import Outputs
from engines.step_timing import StepTiming


@dataclass(frozen=True)
class Chunk:
    """The newest time steps of one layer, for N streams."""

    values: Tensor  # (N, C, t, H, W)
    last: int
    """Position of the newest one, less what the steps of the stream account for."""
    steps: Tensor  # (N,) int64, steps of each stream with this one
    rate: int
    """Time steps that this layer gives at each step of the stream."""
    end: int | None = None
    """Position of the newest value, counted as `last`, where the stream is taken to end there; then
    all values are early, those after `last`. None where it goes on."""

    @classmethod
    def at_end(cls, kept: Tensor, last: int, rate: int, steps: Tensor) -> "Chunk":
        """Of a layer after whose last output streams are taken to end: there is nothing early yet.

        `kept` is the cache of the layer after it; the rest is as of any chunk.
        """
        return cls(kept[:, :, :0], last, steps, rate, end=last)

    def then(self, values: Tensor, last: int, rate: int, end: int | None = None) -> "Chunk":
        """What the next layer gave, zero where the stream had not begun."""
        count = values.shape[2]
        newest = rate * self.steps + (last if end is None else end)
        positions = newest[:, None] + torch.arange(1 - count, 1, device=values.device)
        begun = (positions >= 0).to(values.dtype)[:, None, :, None, None]
        return Chunk(values * begun, last, self.steps, rate, end)


@dataclass(frozen=True)
class TemporalWindow:
    """How a layer looks at time: extent, step, and positions before the first of its input."""

    kernel: int
    stride: int = 1
    before: int = 0

    def next_output(self, last: int) -> int:
        """The first output that the inputs up to `last` do not give yet."""
        return (last + self.before - self.kernel + 1) // self.stride + 1

    def kept(self, last: int) -> int:
        """How many inputs the next output needs of those there are."""
        return last - (self.stride * self.next_output(last) - self.before) + 1

    def last_before(self, end: int | None) -> int | None:
        """The last output of a stream whose last input is `end`; None where it goes on."""
        return None if end is None else end // self.stride

    def padding_after(self, end: int | None) -> int:
        """How many zeros that output sees after the end."""
        if end is None:
            return 0
        return end // self.stride * self.stride - self.before + self.kernel - 1 - end


class Tape:
    """The caches of one step, in the order in which the layers ask for them."""

    def __init__(self, old: Sequence[Tensor] | None = None) -> None:
        """None stands for streams that begin: every cache is zero."""
        self._old = None if old is None else list(old)
        self.new: list[Tensor] = []

    def extend(self, chunk: Chunk, window: TemporalWindow) -> Chunk:
        """The chunk with the inputs kept before it; keeps what the next step will need."""
        return self.keep(chunk, window.kept(chunk.last))

    def keep(self, chunk: Chunk, count: int) -> Chunk:
        """The same for so many inputs, the same number at every step."""
        if not count:
            return chunk
        values = self._kept(chunk.values, count)
        if chunk.values.shape[2]:
            values = torch.cat([values, chunk.values], dim=2)
        self.new.append(values[:, :, -count:])
        return replace(chunk, values=values)

    def _kept(self, values: Tensor, count: int) -> Tensor:
        if self._old is not None:
            return self._old[len(self.new)]
        batch, channels, _, height, width = values.shape
        return values.new_zeros((batch, channels, count, height, width))


def step_layer(
    chunk: Chunk, tape: Tape, window: TemporalWindow, layer: Callable[[Tensor], Tensor]
) -> Chunk:
    """One step of a layer.

    Args:
        chunk: its newest inputs.
        tape: holds the inputs before them.
        window: how the layer looks at time.
        layer: gives its outputs for all windows that lie wholly in the time it is given.
    """
    values = padded_after(tape.extend(chunk, window).values, window.padding_after(chunk.end))
    last = window.next_output(chunk.last) - 1
    rate, end = chunk.rate // window.stride, window.last_before(chunk.end)
    return chunk.then(layer(values), last, rate, end)


def padded_after(values: Tensor, count: int) -> Tensor:
    """With zeros for what would come after the end of the stream."""
    return F.pad(values, [0, 0, 0, 0, 0, count]) if count else values


class Steps(Protocol):
    """A network that runs over an endless video."""

    def step(self, frames: Tensor, steps: Tensor, tape: Tape) -> Outputs:
        """The next time step of N streams; `frames` float (N, channels, step_frames, H, W)."""

    def timing(self, clip_len: int) -> StepTiming:
        """When it says what; `clip_len` frames make a clip of the model."""

    def time_steps(self, x: Tensor) -> Tensor:
        """Logits (N, steps, classes) of whole videos, float (N, channels, T, H, W).

        What `step` gives from the first settled step on, all at once: the check of `step`.
        """


class EarlySteps(Protocol):
    """A network that also says what a stream would come to that ended here."""

    @property
    def early_steps(self) -> int:
        """How many time steps come early."""

    @property
    def first_early_cache(self) -> int:
        """Of a step's caches, this one and those after it are all that `early` reads."""

    def early(self, steps: Tensor, kept: Sequence[Tensor]) -> Tensor:
        """Logits (N, early_steps, classes), oldest first, that streams would come to that ended.

        Args:
            steps: (N,) int64, steps of each stream so far.
            kept: what the last step gave, from `first_early_cache` on.
        """


class SteppedNetwork(nn.ModuleList):
    """Pixels, then a network that has `step`: what a runtime runs at each step.

    It is a list of two so that its arrays have the names that a clip's graph gives them.
    """

    def __init__(self, from_pixels: nn.Module, network: nn.Module) -> None:
        """The network has `step`, as `Steps` wants it."""
        super().__init__([from_pixels, network])

    def forward(self, frames: Tensor, steps: Tensor, caches: list[Tensor]) -> tuple[Tensor, ...]:
        """Logits, embedding and the caches of the next step.

        Args:
            frames: (N, step_frames, H, W, channels) uint8.
            steps: (N,) int64, from 1.
            caches: as the step before gave them.
        """
        tape = Tape(caches)
        outputs = self._step(frames, steps, tape)
        return (outputs.logits, outputs.embedding, *tape.new)

    def empty_caches(self, frames: Tensor) -> list[Tensor]:
        """What N streams that begin have kept, for frames of this shape."""
        tape = Tape()
        with torch.no_grad():
            self._step(frames, torch.ones(len(frames), dtype=torch.int64), tape)
        return [torch.zeros_like(cache) for cache in tape.new]

    def timing(self, clip_len: int) -> StepTiming:
        """When it says what; `clip_len` frames make a clip of the model."""
        return self._network.timing(clip_len)

    @property
    def _network(self) -> Steps:
        return cast(Steps, self[1])

    def _step(self, frames: Tensor, steps: Tensor, tape: Tape) -> Outputs:
        return self._network.step(self[0](frames), steps, tape)


class EarlyNetwork(nn.ModuleList):
    """What gives early time steps after a step; its arrays are named as in `SteppedNetwork`."""

    def __init__(self, network: nn.Module) -> None:
        """The network has `early`, as `EarlySteps` wants it."""
        super().__init__([nn.Identity(), network])

    def forward(self, steps: Tensor, kept: list[Tensor]) -> Tensor:
        """Early logits (N, early_steps, classes); see `EarlySteps.early`."""
        return self._network.early(steps, kept)

    @property
    def early_steps(self) -> int:
        """How many time steps come early."""
        return self._network.early_steps

    @property
    def first_cache(self) -> int:
        """Of a step's caches, this one and those after it are all that is wanted."""
        return self._network.first_early_cache

    @property
    def _network(self) -> EarlySteps:
        return cast(EarlySteps, self[1])
