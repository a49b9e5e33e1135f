"""Layers with TensorFlow's 'SAME' padding, which torch does not have for strides."""

import copy
from collections.abc import Iterable, Sequence
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from engines.models.streaming import Chunk, Tape, TemporalWindow, step_layer

Size3d = tuple[int, int, int]
"""Extent in time, height and width."""
_PAIRS = (("conv", "norm"), ("conv1", "bn1"), ("conv2", "bn2"))
"""What networks call a convolution and the norm after it."""


def same_padding(sizes: Sequence[int], kernel: Size3d, stride: Size3d) -> list[int]:
    """What `F.pad` needs so that a layer gives ceil(size / stride) values per axis.

    TensorFlow's rule: as little as possible, the odd one at the end. It depends on the size of
    the input, so a clip of another length may be padded otherwise.

    Args:
        sizes: (T, H, W) of the input.
        kernel: Extent of the layer's window.
        stride: Step of the layer's window.

    Returns:
        (before, after) per axis, the last axis first, as `F.pad` takes them.
    """
    pads: list[int] = []
    for size, window, step in zip(reversed(sizes), reversed(kernel), reversed(stride), strict=True):
        # max(window - step, window - size % step), without a branch: the export follows it too.
        total = window - 1 - (size - 1) % step
        pads += [total // 2, total - total // 2]
    return pads


def fixed_padding(kernel: Size3d, stride: Size3d) -> Size3d | None:
    """The same rule where it is even on both sides and no matter of the size, else None."""
    odd_without_steps = stride == (1, 1, 1) and all(window % 2 for window in kernel)
    return (kernel[0] // 2, kernel[1] // 2, kernel[2] // 2) if odd_without_steps else None


def same_window(kernel: Size3d, stride: Size3d) -> TemporalWindow:
    """How a layer with this padding looks at time, where T is a multiple of its stride."""
    return TemporalWindow(kernel[0], stride[0], before=(kernel[0] - stride[0]) // 2)


class SameConv3d(nn.Conv3d):
    """A 3D convolution whose output has ceil(size / stride) values per axis."""

    def __init__(
        self, in_channels: int, out_channels: int, kernel: Size3d, stride: Size3d = (1, 1, 1)
    ) -> None:
        """Without bias, for a norm follows."""
        self._fixed = fixed_padding(kernel, stride)
        padding = self._fixed or 0
        super().__init__(in_channels, out_channels, kernel, stride, padding, bias=False)
        self._kernel, self._step = kernel, stride

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, T, H, W) -> (N, C', ceil(T / stride), ...); zeros stand in outside."""
        if self._fixed is None:
            x = F.pad(x, same_padding(x.shape[2:], self._kernel, self._step))
        return super().forward(x)

    @property
    def window(self) -> TemporalWindow:
        """How it looks at time, for clips whose length is a multiple of its stride."""
        return same_window(self._kernel, self._step)

    def without_time_padding(self, x: Tensor) -> Tensor:
        """Only what lies wholly within the T of the input; height and width as in `forward`."""
        pads = same_padding(x.shape[2:], self._kernel, self._step)
        return F.conv3d(F.pad(x, [*pads[:4], 0, 0]), self.weight, self.bias, self.stride)


class SameMaxPool3d(nn.Module):
    """The largest value under a window; outside the input there is nothing, not zero."""

    def __init__(self, kernel: Size3d, stride: Size3d) -> None:
        """The output has ceil(size / stride) values per axis."""
        super().__init__()
        self._fixed = fixed_padding(kernel, stride)
        self._kernel, self._step = kernel, stride

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, T, H, W) -> (N, C, ceil(T / stride), ...)."""
        if self._fixed is not None:
            return F.max_pool3d(x, self._kernel, self._step, self._fixed)
        if self._kernel[0] > 1:  # how much is missing in time depends on T, which may be any
            pads = same_padding(x.shape[2:], self._kernel, self._step)
            return F.max_pool3d(F.pad(x, pads, value=-torch.inf), self._kernel, self._step)
        return self._pooled(x)

    @property
    def window(self) -> TemporalWindow:
        """How it looks at time, for clips whose length is a multiple of its stride."""
        return same_window(self._kernel, self._step)

    def step(self, chunk: Chunk, tape: Tape) -> Chunk:
        """The same for the next frames of a stream."""
        return step_layer(chunk, tape, self.window, self.within)

    def within(self, x: Tensor) -> Tensor:
        """Only what lies wholly within the T of the input."""
        spare = (x.shape[2] - self._kernel[0]) % self._step[0]
        return self._pooled(x[:, :, :-spare] if spare else x)

    def _pooled(self, x: Tensor) -> Tensor:
        """Of an input that fits in T; the rule of 'SAME' holds for height and width.

        The pool pads them itself where it can, alike on both sides or passing over what is missing
        at the end: a layer of its own would copy everything.
        """
        left, right, top, bottom = same_padding(x.shape[2:], self._kernel, self._step)[:4]
        before, after = (top, left), (bottom, right)
        is_at_end = before == (0, 0) and bottom < self._step[1] and right < self._step[2]
        if before == after or is_at_end:
            padding = (0, *before)
            return F.max_pool3d(x, self._kernel, self._step, padding, ceil_mode=is_at_end)
        x = F.pad(x, [left, right, top, bottom, 0, 0], value=-torch.inf)
        return F.max_pool3d(x, self._kernel, self._step)


def fold_norms(network: nn.Module) -> nn.Module:
    """A copy for evaluation in which every norm is part of the convolution before it.

    It holds for modules that call theirs `conv` and `norm`, or `conv1` and `bn1`, and for a norm
    that follows a convolution in a `Sequential`.
    """
    folded = copy.deepcopy(network).eval()
    for module in folded.modules():
        for conv, norm in _neighbours(module):
            _fold(module, conv, norm)
    return folded


def _neighbours(module: nn.Module) -> Iterable[tuple[str, str]]:
    """Names of children where the second may be the norm of the first."""
    if isinstance(module, nn.Sequential):
        return pairwise(name for name, _ in module.named_children())
    return _PAIRS


def _fold(module: nn.Module, conv_name: str, norm_name: str) -> None:
    owner, norm = module, getattr(module, norm_name, None)
    while isinstance(inner := getattr(owner, conv_name, None), nn.Sequential) and len(inner):
        owner, conv_name = inner, list(inner.named_children())[-1][0]
    conv = getattr(owner, conv_name, None)
    if isinstance(conv, nn.Conv2d | nn.Conv3d) and isinstance(
        norm, nn.BatchNorm2d | nn.BatchNorm3d
    ):
        setattr(owner, conv_name, fuse_conv_bn_eval(conv, norm))
        setattr(module, norm_name, nn.Identity())


class FromPixels(nn.Module):
    """Cast, normalisation and layout, as the first layer of a network."""

    def __init__(self, mean: Sequence[float], std: Sequence[float]) -> None:
        """Mean and deviation per channel, for values in 0..1."""
        super().__init__()
        self.register_buffer("scale", 1.0 / (255.0 * torch.tensor(std)))
        self.register_buffer("shift", -torch.tensor(mean) / torch.tensor(std))

    def forward(self, clips: Tensor) -> Tensor:
        """Uint8 (N, T, H, W, channels) -> float32 (N, channels, T, H, W)."""
        values = clips.float() * self.get_buffer("scale") + self.get_buffer("shift")
        return values.permute(0, 4, 1, 2, 3)
