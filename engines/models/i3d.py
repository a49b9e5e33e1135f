"""I3D: Inception-v1 with its filters inflated to 3D (Carreira and Zisserman, arXiv 1705.07750).

Layers carry the names of the paper's own code, so that its checkpoints map onto them by rule.
"""

from collections.abc import Sequence
from typing import Protocol, cast

import torch
from torch import Tensor, nn

from engines.models.layers import SameConv3d, SameMaxPool3d, Size3d
from engines.models.outputs import Outputs
from engines.models.streaming import Chunk, Tape, TemporalWindow, padded_after, step_layer
from engines.spec import CHANNELS
from engines.step_timing import StepTiming

_POINT: Size3d = (1, 1, 1)
_CUBE: Size3d = (3, 3, 3)
_ONE_EACH_SIDE = TemporalWindow(3, 1, before=1)

FEATURES = 1024
"""Channels before the logits layer."""
STEP_FRAMES = 8
"""The product of the strides in time: so many frames give one time step of logits."""


EARLY_AFTER = "Mixed_3c"
"""The layer after which an early answer takes the stream to end."""
EARLY_STEPS = 5
"""Time steps of logits that follow the complete one when it does."""


class _Stepping(Protocol):
    """A layer that runs over a clip and over a stream."""

    @property
    def window(self) -> TemporalWindow: ...

    def step(self, chunk: Chunk, tape: Tape) -> Chunk: ...


class Unit3d(nn.Module):
    """Convolution, batch norm, ReLU."""

    def __init__(
        self, in_channels: int, out_channels: int, kernel: Size3d, stride: Size3d = _POINT
    ) -> None:
        """The norm's scale stays one: the published weights have none."""
        super().__init__()
        self.conv = SameConv3d(in_channels, out_channels, kernel, stride)
        self.norm = nn.BatchNorm3d(out_channels, eps=1e-3, momentum=1e-3)
        self.norm.weight.requires_grad_(False)

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, T, H, W) -> (N, C', T / stride, H / stride, W / stride)."""
        return torch.relu(self.norm(self.conv(x)))

    @property
    def window(self) -> TemporalWindow:
        """How it looks at time."""
        return self.conv.window

    def step(self, chunk: Chunk, tape: Tape) -> Chunk:
        """The same for the next frames of a stream."""
        return step_layer(chunk, tape, self.window, self.within)

    def within(self, x: Tensor) -> Tensor:
        """Only what lies wholly within the T of the input."""
        return torch.relu(self.norm(self.conv.without_time_padding(x)))


class Inception(nn.Module):
    """Four views of the same input side by side in the channels."""

    def __init__(self, in_channels: int, widths: tuple[int, int, int, int, int, int]) -> None:
        """Widths: branch 0; branch 1 narrow, wide; branch 2 narrow, wide; branch 3."""
        super().__init__()
        w0, w1_narrow, w1, w2_narrow, w2, w3 = widths
        self.Branch_0 = nn.Sequential()
        self.Branch_0.add_module("Conv3d_0a_1x1", Unit3d(in_channels, w0, _POINT))
        self.Branch_1 = nn.Sequential()
        self.Branch_1.add_module("Conv3d_0a_1x1", Unit3d(in_channels, w1_narrow, _POINT))
        self.Branch_1.add_module("Conv3d_0b_3x3", Unit3d(w1_narrow, w1, _CUBE))
        self.Branch_2 = nn.Sequential()
        self.Branch_2.add_module("Conv3d_0a_1x1", Unit3d(in_channels, w2_narrow, _POINT))
        self.Branch_2.add_module("Conv3d_0b_3x3", Unit3d(w2_narrow, w2, _CUBE))
        self.Branch_3 = nn.Sequential()
        self.Branch_3.add_module("MaxPool3d_0a_3x3", SameMaxPool3d(_CUBE, _POINT))
        self.Branch_3.add_module("Conv3d_0b_1x1", Unit3d(in_channels, w3, _POINT))
        self.out_channels = w0 + w1 + w2 + w3

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, T, H, W) -> (N, sum of the branches' widths, T, H, W)."""
        branches = (self.Branch_0, self.Branch_1, self.Branch_2, self.Branch_3)
        return torch.cat([branch(x) for branch in branches], dim=1)

    @property
    def window(self) -> TemporalWindow:
        """How it looks at time: every branch as the widest."""
        return _ONE_EACH_SIDE

    def step(self, chunk: Chunk, tape: Tape) -> Chunk:
        """The same for the next frames of a stream: every branch lags by one time step."""
        whole = tape.extend(chunk, self.window)
        after = self.window.padding_after(chunk.end)
        x = padded_after(whole.values, after)
        outputs = [self.Branch_0(x[:, :, 1:-1])]
        for branch in (self.Branch_1, self.Branch_2):
            narrow = whole.then(branch[0](whole.values), chunk.last, chunk.rate, chunk.end)
            outputs.append(cast(Unit3d, branch[1]).within(padded_after(narrow.values, after)))
        pool, point = self.Branch_3
        outputs.append(point(cast(SameMaxPool3d, pool).within(x)))
        return chunk.then(torch.cat(outputs, dim=1), chunk.last - 1, chunk.rate, chunk.end)


def _trunk(channels: int) -> nn.Sequential:
    """Everything from the picture to 1024 channels at an eighth of the time, 1/32 of the size."""
    trunk = nn.Sequential()
    trunk.add_module("Conv3d_1a_7x7", Unit3d(channels, 64, (7, 7, 7), (2, 2, 2)))
    trunk.add_module("MaxPool3d_2a_3x3", SameMaxPool3d((1, 3, 3), (1, 2, 2)))
    trunk.add_module("Conv3d_2b_1x1", Unit3d(64, 64, _POINT))
    trunk.add_module("Conv3d_2c_3x3", Unit3d(64, 192, _CUBE))
    trunk.add_module("MaxPool3d_3a_3x3", SameMaxPool3d((1, 3, 3), (1, 2, 2)))
    trunk.add_module("Mixed_3b", Inception(192, (64, 96, 128, 16, 32, 32)))
    trunk.add_module("Mixed_3c", Inception(256, (128, 128, 192, 32, 96, 64)))
    trunk.add_module("MaxPool3d_4a_3x3", SameMaxPool3d(_CUBE, (2, 2, 2)))
    trunk.add_module("Mixed_4b", Inception(480, (192, 96, 208, 16, 48, 64)))
    trunk.add_module("Mixed_4c", Inception(512, (160, 112, 224, 24, 64, 64)))
    trunk.add_module("Mixed_4d", Inception(512, (128, 128, 256, 24, 64, 64)))
    trunk.add_module("Mixed_4e", Inception(512, (112, 144, 288, 32, 64, 64)))
    trunk.add_module("Mixed_4f", Inception(528, (256, 160, 320, 32, 128, 128)))
    trunk.add_module("MaxPool3d_5a_2x2", SameMaxPool3d((2, 2, 2), (2, 2, 2)))
    trunk.add_module("Mixed_5b", Inception(832, (256, 160, 320, 32, 128, 128)))
    trunk.add_module("Mixed_5c", Inception(832, (384, 192, 384, 48, 128, 128)))
    return trunk


class InceptionI3d(nn.Module):
    """One stream of I3D: RGB, or optical flow."""

    def __init__(self, num_classes: int, channels: int = CHANNELS["rgb"]) -> None:
        """A network with random weights."""
        super().__init__()
        self.trunk = _trunk(channels)
        self.pool = nn.AvgPool3d((2, 7, 7), stride=1)
        self.dropout = nn.Dropout(0.5)
        self.logits = nn.Conv3d(FEATURES, num_classes, _POINT)

    def forward(self, x: Tensor) -> Outputs:
        """Logits and embedding (N, 1024) of clips, both the mean over the time steps.

        Args:
            x: (N, channels, T, 224, 224) float in [-1, 1]; T of 16 or more.
        """
        pooled = self.pool(self.trunk(x))  # (N, 1024, T / 8 - 1, 1, 1)
        steps = self.logits(self.dropout(pooled))  # (N, classes, T / 8 - 1, 1, 1)
        return Outputs(steps.mean((2, 3, 4)), pooled.mean((2, 3, 4)))

    def step(self, frames: Tensor, steps: Tensor, tape: Tape) -> Outputs:
        """The next time step of N endless videos.

        Its logits are those of one time step, not a mean.

        Args:
            frames: (N, channels, 8, 224, 224) float in [-1, 1], the next of each stream.
            steps: (N,) int64, which step this is for each stream, from 1.
            tape: the caches of the step before; gets the new ones.
        """
        chunk = Chunk(frames, -1, steps, STEP_FRAMES)
        pooled = self._pooled(chunk, self._layers, tape)  # (N, 1024, 1, 1, 1)
        return Outputs(self.logits(pooled).flatten(1), pooled.flatten(1))

    @property
    def early_steps(self) -> int:
        """How many time steps come early."""
        return EARLY_STEPS

    @property
    def first_early_cache(self) -> int:
        """Of a step's caches, this one and those after it are all that `early` reads."""
        return self._front_end()[2]

    def early(self, steps: Tensor, kept: Sequence[Tensor]) -> Tensor:
        """Logits (N, early_steps, classes) of the time steps that a video that ended would get.

        They follow the one that the last step gave. The layers up to `EARLY_AFTER` (four fifths of
        the work) are not taken further than that step took them, so the end lies eleven frames
        back.

        Args:
            steps: (N,) int64, steps of each stream so far.
            kept: the caches that the last step gave, from `first_early_cache` on.
        """
        last, rate, _ = self._front_end()
        pooled = self._pooled(Chunk.at_end(kept[0], last, rate, steps), self._rest, Tape(kept))
        logits: Tensor = self.logits(pooled)
        return logits.flatten(2).transpose(1, 2)

    def _pooled(self, chunk: Chunk, layers: Sequence[_Stepping], tape: Tape) -> Tensor:
        for layer in layers:
            chunk = layer.step(chunk, tape)
        pooled: Tensor = self.pool(tape.extend(chunk, TemporalWindow(2)).values)
        return pooled

    @property
    def _front(self) -> list[_Stepping]:
        """The layers up to `EARLY_AFTER`."""
        names = [name for name, _ in self.trunk.named_children()]
        return self._layers[: names.index(EARLY_AFTER) + 1]

    @property
    def _rest(self) -> list[_Stepping]:
        """The layers after it."""
        return self._layers[len(self._front) :]

    @property
    def _layers(self) -> list[_Stepping]:
        return [cast(_Stepping, layer) for layer in self.trunk.children()]

    def _front_end(self) -> tuple[int, int, int]:
        """Where a step leaves the front: `last` and `rate` of its chunk, caches so far."""
        last, rate, caches = -1, STEP_FRAMES, 0
        for layer in self._front:
            caches += layer.window.kept(last) > 0
            last, rate = layer.window.next_output(last) - 1, rate // layer.window.stride
        return last, rate, caches

    def time_steps(self, x: Tensor) -> Tensor:
        """Logits (N, T / 8 - 1, classes) of whole videos, each time step by itself."""
        steps: Tensor = self.logits(self.pool(self.trunk(x)))
        return steps.flatten(2).transpose(1, 2)

    def timing(self, clip_len: int) -> StepTiming:
        """The first time step reads frames 0 to 62, so it comes with step 8."""
        averaged = clip_len // STEP_FRAMES - 1
        return StepTiming.of_output(STEP_FRAMES, -8, 1, first_centre=9, averaged_steps=averaged)


def i3d_flow(num_classes: int) -> InceptionI3d:
    """The stream that sees motion and no picture."""
    return InceptionI3d(num_classes, CHANNELS["flow"])


class TwoStreamI3d(nn.Module):
    """Both streams side by side, joined at the end: the paper adds their logits."""

    def __init__(self, num_classes: int) -> None:
        """Two networks with random weights."""
        super().__init__()
        self.rgb = InceptionI3d(num_classes)
        self.flow = i3d_flow(num_classes)

    def forward(self, x: Tensor) -> Outputs:
        """Logits, and the embeddings one after the other (N, 2048).

        Args:
            x: (N, 5, T, 224, 224) float in [-1, 1], R, G, B, right, down; T of 16 or more.
        """
        colours = CHANNELS["rgb"]
        seen, moved = self.rgb(x[:, :colours]), self.flow(x[:, colours:])
        embedding = torch.cat([seen.embedding, moved.embedding], dim=1)
        return Outputs(seen.logits + moved.logits, embedding)

    def step(self, frames: Tensor, steps: Tensor, tape: Tape) -> Outputs:
        """The next time step of N endless videos; see `InceptionI3d.step`."""
        colours = CHANNELS["rgb"]
        seen = self.rgb.step(frames[:, :colours], steps, tape)
        moved = self.flow.step(frames[:, colours:], steps, tape)
        embedding = torch.cat([seen.embedding, moved.embedding], dim=1)
        return Outputs(seen.logits + moved.logits, embedding)

    def time_steps(self, x: Tensor) -> Tensor:
        """Logits (N, T / 8 - 1, classes) of whole videos, each time step by itself."""
        colours = CHANNELS["rgb"]
        return self.rgb.time_steps(x[:, :colours]) + self.flow.time_steps(x[:, colours:])

    def timing(self, clip_len: int) -> StepTiming:
        """Both streams keep the same time."""
        return self.rgb.timing(clip_len)
