"""C3D: eight 3D convolutions and three linear layers (Tran et al., arXiv 1412.0767).

Layers carry the names of the usual torch form of the Sports-1M weights, so that these load as
they are.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engines.models.outputs import Outputs
from engines.models.padded_convs import conv_window, without_time_padding
from engines.models.streaming import Chunk, Tape, TemporalWindow, step_layer
from engines.step_timing import StepTiming

STEP_FRAMES = 16
"""Frames from one time step of the linear layers to the next."""
FEATURES = 4096
"""Values of fc6 and of fc7."""
_PAIRS = TemporalWindow(2, 2)
_PLACES = 512 * 4 * 4
"""Values of the last pooling for 112x112 pictures."""


def _conv(in_channels: int, out_channels: int) -> nn.Conv3d:
    return nn.Conv3d(in_channels, out_channels, 3, padding=1)


class C3d(nn.Module):
    """C3D for clips of 16 frames; of longer ones, the mean over every whole 16 frames."""

    def __init__(self, num_classes: int) -> None:
        """A network with random weights."""
        super().__init__()
        self.conv1 = _conv(3, 64)
        self.conv2 = _conv(64, 128)
        self.conv3a = _conv(128, 256)
        self.conv3b = _conv(256, 256)
        self.conv4a = _conv(256, 512)
        self.conv4b = _conv(512, 512)
        self.conv5a = _conv(512, 512)
        self.conv5b = _conv(512, 512)
        self.fc6 = nn.Linear(_PLACES, FEATURES)
        self.fc7 = nn.Linear(FEATURES, FEATURES)
        self.fc8 = nn.Linear(FEATURES, num_classes)
        self.dropout = nn.Dropout(0.5)
        for module in self.modules():
            if isinstance(module, nn.Conv3d):
                nn.init.kaiming_normal_(module.weight, nonlinearity="relu")

    def forward(self, x: Tensor) -> Outputs:
        """Logits and embedding (N, 4096), what fc7 gives, of clips.

        Args:
            x: (N, 3, T, 112, 112) float, normalised; T of 16 or more.
        """
        logits, hidden = self._said(self._pooled(x))
        return Outputs(logits.mean(1), hidden.mean(1))

    def step(self, frames: Tensor, steps: Tensor, tape: Tape) -> Outputs:
        """The next time step of N endless videos, linear layers and all.

        It equals that of the pass over the whole video. A clip of 16 frames by itself says
        something else: its convolutions see zeros before and after it.

        Args:
            frames: (N, 3, 16, 112, 112) float, the next of each stream.
            steps: (N,) int64, which step this is for each stream, from 1.
            tape: the caches of the step before; gets the new ones.
        """
        chunk = _step_through(Chunk(frames, -1, steps, STEP_FRAMES), tape, self.conv1)
        chunk = replace(chunk, values=F.max_pool3d(chunk.values, (1, 2, 2)))
        for convs, pool in self._halves():
            chunk = step_layer(_step_through(chunk, tape, *convs), tape, _PAIRS, pool)
        logits, hidden = self._said(chunk.values)
        return Outputs(logits[:, 0], hidden[:, 0])

    def time_steps(self, x: Tensor) -> Tensor:
        """Logits (N, T // 16, classes) of whole videos, each time step by itself."""
        return self._said(self._pooled(x))[0]

    def timing(self, clip_len: int) -> StepTiming:
        """The first time step reads frames 0 to 38, so it comes with step 3."""
        return StepTiming.of_output(STEP_FRAMES, -3, 1, 7.5, max(1, clip_len // STEP_FRAMES))

    def _said(self, pooled: Tensor) -> tuple[Tensor, Tensor]:
        """Logits and what fc7 gives, of each time step (N, steps, ...); (N, 512, steps, 4, 4)."""
        hidden = self.dropout(torch.relu(self.fc6(pooled.transpose(1, 2).flatten(2))))
        hidden = self.dropout(torch.relu(self.fc7(hidden)))
        return self.fc8(hidden), hidden

    def _pooled(self, x: Tensor) -> Tensor:
        """(N, 3, T, 112, 112) -> (N, 512, T // 16, 4, 4)."""
        x = F.max_pool3d(_through(x, self.conv1), (1, 2, 2))
        for convs, pool in self._halves():
            x = pool(_through(x, *convs))
        return x

    def _halves(self) -> Iterator[tuple[tuple[nn.Conv3d, ...], Callable[[Tensor], Tensor]]]:
        """What halves time and space: convolutions, then the pooling of two by two by two."""
        yield (self.conv2,), partial(F.max_pool3d, kernel_size=2)
        yield (self.conv3a, self.conv3b), partial(F.max_pool3d, kernel_size=2)
        yield (self.conv4a, self.conv4b), partial(F.max_pool3d, kernel_size=2)
        yield (self.conv5a, self.conv5b), partial(F.max_pool3d, kernel_size=2, padding=(0, 1, 1))


def _through(x: Tensor, *convs: Callable[[Tensor], Tensor]) -> Tensor:
    for conv in convs:
        x = torch.relu(conv(x))
    return x


def _step_through(chunk: Chunk, tape: Tape, *convs: nn.Conv3d) -> Chunk:
    for conv in convs:
        chunk = step_layer(chunk, tape, conv_window(conv), partial(_within, conv))
    return chunk


def _within(conv: nn.Conv3d, x: Tensor) -> Tensor:
    return torch.relu(without_time_padding(conv, x))
