"""ResNets over space and time: R3D, MC3, R(2+1)D (Tran et al., arXiv 1711.11248).

Layers carry the names of torchvision's video models, so that their weights load as they are.

A stream is stepped exactly as one pass over the whole video goes. That is not what the mean of the
clips says that these networks were trained on: at both ends of a clip of 16 frames its layers see
zeros, in the middle of a video they see the frames that are there.
"""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import cast

import torch
from torch import Tensor, nn

from engines.models.layers import Size3d
from engines.models.outputs import Outputs
from engines.models.padded_convs import begun, conv_window, leaves, step_layers
from engines.models.streaming import Chunk, Tape, TemporalWindow
from engines.step_timing import StepTiming

_WIDTHS = (64, 128, 256, 512)
FEATURES = _WIDTHS[-1]
"""Channels before the last layer."""
STEP_FRAMES = 8
"""The product of the strides in time. MC3 has none: a step gives eight of its time steps."""

Conv = Callable[[int, int, int, int], nn.Module]
"""Makes a 3x3x3 convolution of (channels in, channels between, channels out, stride)."""

Convs = tuple[Conv, Conv, Conv, Conv]
"""What the four layers are made of."""


def _conv(in_channels: int, out_channels: int, kernel: Size3d, stride: Size3d) -> nn.Conv3d:
    """Padded so that only the stride shrinks; without bias, for a norm follows."""
    padding = (kernel[0] // 2, kernel[1] // 2, kernel[2] // 2)
    return nn.Conv3d(in_channels, out_channels, kernel, stride, padding, bias=False)


def full(in_channels: int, _between: int, out_channels: int, stride: int) -> nn.Conv3d:
    """Space and time in one."""
    return _conv(in_channels, out_channels, (3, 3, 3), (stride, stride, stride))


def flat(in_channels: int, _between: int, out_channels: int, stride: int) -> nn.Conv3d:
    """Space alone; time passes through at its own length."""
    return _conv(in_channels, out_channels, (1, 3, 3), (1, stride, stride))


def split(in_channels: int, between: int, out_channels: int, stride: int) -> nn.Sequential:
    """Space, then time, with as many weights as the undivided one has."""
    return nn.Sequential(
        _conv(in_channels, between, (1, 3, 3), (1, stride, stride)),
        nn.BatchNorm3d(between),
        nn.ReLU(inplace=True),
        _conv(between, out_channels, (3, 1, 1), (stride, 1, 1)),
    )


def _between(in_channels: int, out_channels: int) -> int:
    return (in_channels * out_channels * 27) // (in_channels * 9 + 3 * out_channels)


class Block(nn.Module):
    """Two convolutions and a way around them."""

    def __init__(
        self, conv: Conv, in_channels: int, out_channels: int, stride: int, between: tuple[int, int]
    ) -> None:
        """`between`: channels inside the first and the second convolution where it is split."""
        super().__init__()
        self.conv1 = nn.Sequential(
            conv(in_channels, between[0], out_channels, stride),
            nn.BatchNorm3d(out_channels),
            nn.ReLU(inplace=True),
        )
        self.conv2 = nn.Sequential(
            conv(out_channels, between[1], out_channels, 1), nn.BatchNorm3d(out_channels)
        )
        self.downsample: nn.Module | None = None
        self._time_stride = 1 if conv is flat else stride
        if stride != 1 or in_channels != out_channels:
            steps = (self._time_stride, stride, stride)
            self.downsample = nn.Sequential(
                _conv(in_channels, out_channels, (1, 1, 1), steps), nn.BatchNorm3d(out_channels)
            )

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, T, H, W) -> (N, C', T / stride, H / stride, W / stride)."""
        around = x if self.downsample is None else self.downsample(x)
        return torch.relu(self.conv2(self.conv1(x)) + around)

    def step(self, chunk: Chunk, tape: Tape) -> Chunk:
        """The same for the next frames of a stream: the way around waits for the convolutions."""
        inner = begun(step_layers(self.conv1, chunk, tape))
        outer = step_layers(self.conv2, inner, tape)
        waiting = chunk.last - self._time_stride * (outer.last + 1) + 1
        x = tape.keep(chunk, waiting).values[:, :, : chunk.rate]
        around = x if self.downsample is None else self.downsample(x)
        return chunk.then(torch.relu(outer.values + around), outer.last, outer.rate)


def _full_stem() -> nn.Sequential:
    return nn.Sequential(
        _conv(3, 64, (3, 7, 7), (1, 2, 2)), nn.BatchNorm3d(64), nn.ReLU(inplace=True)
    )


def _split_stem() -> nn.Sequential:
    return nn.Sequential(
        _conv(3, 45, (1, 7, 7), (1, 2, 2)),
        nn.BatchNorm3d(45),
        nn.ReLU(inplace=True),
        _conv(45, 64, (3, 1, 1), (1, 1, 1)),
        nn.BatchNorm3d(64),
        nn.ReLU(inplace=True),
    )


def _layer(conv: Conv, number: int, blocks: int, *, own_between: bool) -> nn.Sequential:
    """The blocks of one width; the first halves the size, except in the first layer."""
    in_channels, width = _WIDTHS[max(0, number - 1)], _WIDTHS[number]
    first = _between(in_channels, width)
    inner = _between(width, width)
    layer = [
        Block(
            conv, in_channels, width, min(number, 1) + 1, (first, inner if own_between else first)
        )
    ]
    layer += [Block(conv, width, width, 1, (inner, inner)) for _ in range(blocks - 1)]
    return nn.Sequential(*layer)


class Trunk3d(nn.Module):
    """A stem and four layers of blocks: all but the last layer of a network."""

    def __init__(
        self,
        convs: Convs,
        blocks: tuple[int, int, int, int] = (2, 2, 2, 2),
        *,
        own_between: bool = False,
    ) -> None:
        """Random weights.

        Args:
            convs: What each layer is made of.
            blocks: How many blocks each layer has.
            own_between: Whether the second convolution of a layer's first block, where split,
                has the channels between that follow from its own width. torchvision takes
                those of the first one, Caffe2's networks do not.
        """
        super().__init__()
        self.stem = _split_stem() if convs[0] is split else _full_stem()
        self.layer1, self.layer2, self.layer3, self.layer4 = (
            _layer(conv, number, count, own_between=own_between)
            for number, (conv, count) in enumerate(zip(convs, blocks, strict=True))
        )
        for module in self.modules():
            if isinstance(module, nn.Conv3d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")

    def embed(self, x: Tensor) -> Tensor:
        """Float (N, 3, T, H, W) -> (N, 512), the mean over space and time."""
        return self.embed_steps(x).mean(2)

    def embed_steps(self, x: Tensor) -> Tensor:
        """Float (N, 3, T, H, W) -> (N, 512, T / 8), the mean over space; MC3 keeps all of T."""
        x = self.layer2(self.layer1(self.stem(x)))
        x = self.layer4(self.layer3(x))
        return x.mean((3, 4))

    @property
    def blocks(self) -> Iterator[Block]:
        """Those of all layers, in order."""
        layers = (self.layer1, self.layer2, self.layer3, self.layer4)
        return (cast(Block, block) for block in chain.from_iterable(layers))

    def windows(self) -> Iterator[TemporalWindow]:
        """How the convolutions look at time, in order; the ways around them wait for these."""
        parts = [self.stem, *chain.from_iterable((b.conv1, b.conv2) for b in self.blocks)]
        for layer in chain.from_iterable(map(leaves, parts)):
            if isinstance(layer, nn.Conv3d):
                yield conv_window(layer)


class ResNet3d(Trunk3d):
    """The trunk and one linear layer."""

    def __init__(
        self,
        num_classes: int,
        convs: Convs,
        blocks: tuple[int, int, int, int] = (2, 2, 2, 2),
        *,
        own_between: bool = False,
    ) -> None:
        """As `Trunk3d`, and the number of labels that it tells apart."""
        super().__init__(convs, blocks, own_between=own_between)
        self.fc = nn.Linear(FEATURES, num_classes)

    def forward(self, x: Tensor) -> Outputs:
        """Logits and embedding (N, 512) of clips.

        Args:
            x: (N, 3, T, 112, 112) float, normalised; other lengths and sizes work too.
        """
        embedding = self.embed(x)
        return Outputs(self.fc(embedding), embedding)

    def step(self, frames: Tensor, steps: Tensor, tape: Tape) -> Outputs:
        """The next time step of N endless videos; of MC3 the mean of the next eight.

        Args:
            frames: (N, 3, 8, H, W) float, the next of each stream.
            steps: (N,) int64, which step this is for each stream, from 1.
            tape: the caches of the step before; gets the new ones.
        """
        chunk = begun(step_layers(self.stem, Chunk(frames, -1, steps, STEP_FRAMES), tape))
        for block in self.blocks:
            chunk = block.step(chunk, tape)
        embedding = chunk.values.mean((2, 3, 4))
        return Outputs(self.fc(embedding), embedding)

    def time_steps(self, x: Tensor) -> Tensor:
        """Logits (N, T / 8, classes) of whole videos, each time step by itself.

        Those of MC3 are means of eight, which begin with the third: a step ends five frames back.
        """
        last, rate = self._newest()
        features = self.embed_steps(x)[:, :, (last + 1) % rate :]
        logits: Tensor = self.fc(features.unfold(2, rate, rate).mean(3).transpose(1, 2))
        return logits

    def timing(self, clip_len: int) -> StepTiming:
        """Follows from how many convolutions look ahead; every padding is even."""
        last, rate = self._newest()
        averaged = max(1, clip_len // STEP_FRAMES)
        return StepTiming.of_output(STEP_FRAMES, last, rate, 0.0, averaged)

    def _newest(self) -> tuple[int, int]:
        """Position of the newest time step less `rate` a step, and that rate."""
        last, rate = -1, STEP_FRAMES
        for window in self.windows():
            last, rate = window.next_output(last) - 1, rate // window.stride
        return last, rate


def r3d_18(num_classes: int) -> ResNet3d:
    """3D convolutions throughout."""
    return ResNet3d(num_classes, (full, full, full, full))


def mc3_18(num_classes: int) -> ResNet3d:
    """3D convolutions in the first layer, flat ones after it."""
    return ResNet3d(num_classes, (full, flat, flat, flat))


def r2plus1d_18(num_classes: int) -> ResNet3d:
    """Every convolution split into space and time."""
    return ResNet3d(num_classes, (split, split, split, split))


def r2plus1d_34(num_classes: int) -> ResNet3d:
    """The deeper one, as it was trained on IG-65M in Caffe2 (arXiv 1905.00561)."""
    convs = (split, split, split, split)
    network = ResNet3d(num_classes, convs, (3, 4, 6, 3), own_between=True)
    for module in network.modules():
        if isinstance(module, nn.BatchNorm3d):
            module.eps, module.momentum = 1e-3, 0.1
    return network
