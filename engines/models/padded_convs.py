"""Convolutions that pad time by as much on both sides, stepping through a stream."""

from collections.abc import Iterator
from dataclasses import replace

import torch.nn.functional as F
from torch import Tensor, nn

from engines.models.streaming import Chunk, Tape, TemporalWindow


def conv_window(conv: nn.Conv3d) -> TemporalWindow:
    """How it looks at time."""
    return TemporalWindow(conv.kernel_size[0], conv.stride[0], before=int(conv.padding[0]))


def without_time_padding(conv: nn.Conv3d, x: Tensor) -> Tensor:
    """Only what lies wholly within the T of the input; height and width as in the layer itself."""
    padding = (0, int(conv.padding[1]), int(conv.padding[2]))
    return F.conv3d(x, conv.weight, conv.bias, conv.stride, padding)


def step_layers(layers: nn.Module, chunk: Chunk, tape: Tape) -> Chunk:
    """One step of layers in a row, of which only the convolutions look at time.

    Args:
        layers: a `Sequential`, of `Sequential`s too.
        chunk: the newest inputs, zero where the stream had not begun.
        tape: holds the inputs before them.

    Returns:
        What the last layer gives, also where the stream had not begun.
    """
    is_clean = True  # only what looks at time has to know where the stream began
    for layer in leaves(layers):
        if isinstance(layer, nn.Conv3d) and layer.kernel_size[0] > 1:
            chunk = _step_conv(layer, chunk if is_clean else begun(chunk), tape)
        else:
            chunk = replace(chunk, values=layer(chunk.values))
        is_clean = False
    return chunk


def begun(chunk: Chunk) -> Chunk:
    """The same, zero where the stream had not begun."""
    return chunk.then(chunk.values, chunk.last, chunk.rate)


def leaves(layers: nn.Module) -> Iterator[nn.Module]:
    """The layers that have none inside, in order."""
    for layer in layers.modules():
        if not any(True for _ in layer.children()):
            yield layer


def _step_conv(conv: nn.Conv3d, chunk: Chunk, tape: Tape) -> Chunk:
    window = conv_window(conv)
    values = without_time_padding(conv, tape.extend(chunk, window).values)
    last = window.next_output(chunk.last) - 1
    return Chunk(values, last, chunk.steps, chunk.rate // window.stride)
