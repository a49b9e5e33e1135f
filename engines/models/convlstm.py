"""ConvLSTM: an LSTM whose memory is a picture (Shi et al., arXiv 1506.04214)."""

import torch
from torch import Tensor, nn

from engines.models.outputs import Outputs

STEPS = 8
"""Frames that it looks at, spread evenly over the clip: an exported graph has a fixed number."""
HIDDEN = 64
"""Channels of the memory."""


class Cell(nn.Module):
    """One step: what to forget, what to take in, what to say."""

    def __init__(self, in_channels: int) -> None:
        """All four gates are one 3x3 convolution."""
        super().__init__()
        self.gates = nn.Conv2d(in_channels + HIDDEN, 4 * HIDDEN, 3, padding=1)

    def forward(self, x: Tensor, said: Tensor, memory: Tensor) -> tuple[Tensor, Tensor]:
        """What it says and remembers after x (N, C, H, W); both (N, 64, H, W)."""
        gates = self.gates(torch.cat([x, said], dim=1))
        take, forget, say, new = gates.chunk(4, dim=1)
        memory = torch.sigmoid(forget) * memory + torch.sigmoid(take) * torch.tanh(new)
        return torch.sigmoid(say) * torch.tanh(memory), memory


class ConvLstm(nn.Module):
    """Two convolutions a frame, a ConvLSTM over the frames, the mean over the last picture."""

    def __init__(self, num_classes: int) -> None:
        """A network with random weights."""
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, 32, 5, stride=2, padding=2, bias=False),
            nn.BatchNorm2d(32),
            nn.ReLU(inplace=True),
            nn.Conv2d(32, HIDDEN, 3, stride=2, padding=1, bias=False),
            nn.BatchNorm2d(HIDDEN),
            nn.ReLU(inplace=True),
        )
        self.cell = Cell(HIDDEN)
        self.fc = nn.Linear(HIDDEN, num_classes)

    def forward(self, x: Tensor) -> Outputs:
        """Logits and embedding (N, 64) of clips.

        Args:
            x: (N, 3, T, H, W) float, normalised.
        """
        said = memory = torch.zeros_like(self.stem(x[:, :, 0]))
        for frame in _spread(x).unbind(2):
            said, memory = self.cell(self.stem(frame), said, memory)
        embedding = said.mean((2, 3))
        return Outputs(self.fc(embedding), embedding)


def _spread(x: Tensor) -> Tensor:
    """(N, C, T, H, W) -> (N, C, 8, H, W), the first and the last frame among them."""
    steps = torch.arange(STEPS, device=x.device)
    return x.index_select(2, steps * (x.shape[2] - 1) // (STEPS - 1))
