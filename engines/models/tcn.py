"""Dilated causal convolutions over the features of a clip's pieces.

WaveNet's idea (van den Oord et al., arXiv 1609.03499): each layer looks twice as far back as the
one before it, and none looks ahead.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engines.models.features import FEATURES, PieceFeatures
from engines.models.outputs import Outputs

HIDDEN = 128
"""Channels of the convolutions."""
_DILATIONS = (1, 2, 4, 8)
_KERNEL = 2
SEEN_STEPS = 1 + (_KERNEL - 1) * sum(_DILATIONS)
"""How many pieces the last step sees: 16, 128 frames."""


class Causal(nn.Module):
    """One gated layer; its input goes past it too."""

    def __init__(self, dilation: int) -> None:
        """`dilation`: steps between the two that each output sees."""
        super().__init__()
        self._back = (_KERNEL - 1) * dilation
        self.filter = nn.Conv1d(HIDDEN, HIDDEN, _KERNEL, dilation=dilation)
        self.gate = nn.Conv1d(HIDDEN, HIDDEN, _KERNEL, dilation=dilation)
        self.out = nn.Conv1d(HIDDEN, HIDDEN, 1)

    def forward(self, x: Tensor) -> Tensor:
        """(N, 128, steps) -> (N, 128, steps); before the first step there is nothing, zeros."""
        past = F.pad(x, (self._back, 0))
        added: Tensor = self.out(torch.tanh(self.filter(past)) * torch.sigmoid(self.gate(past)))
        return x + added


class Tcn(nn.Module):
    """Frozen features of pieces, the causal layers, one linear layer on the last step."""

    def __init__(self, num_classes: int) -> None:
        """Random weights; the features stay as they are in training."""
        super().__init__()
        self.features = PieceFeatures(frozen=True)
        self.narrow = nn.Conv1d(FEATURES, HIDDEN, 1)
        self.layers = nn.Sequential(*(Causal(dilation) for dilation in _DILATIONS))
        self.fc = nn.Linear(HIDDEN, num_classes)

    def embed_steps(self, features: Tensor) -> Tensor:
        """(N, steps, 512) -> (N, steps, 128); each step knows itself and those before it."""
        steps: Tensor = self.layers(self.narrow(features.transpose(1, 2)))
        return steps.transpose(1, 2)

    def forward(self, x: Tensor) -> Outputs:
        """Logits and embedding (N, 128) of clips, as of their last piece.

        Args:
            x: (N, 3, T, H, W) float, normalised; T of 8 or more.
        """
        embedding = self.embed_steps(self.features(x))[:, -1]
        return Outputs(self.fc(embedding), embedding)
