"""Frozen features of all frames at once, then two linear layers."""

import torch
from torch import Tensor, nn

from engines.models.features import FEATURES, FrameFeatures
from engines.models.outputs import Outputs

HIDDEN = 512
"""Values between the two layers."""


class FeatureMlp(nn.Module):
    """Mean and maximum over the frames stand for the clip, so its length is free."""

    def __init__(self, num_classes: int) -> None:
        """Random weights; the features stay as they are in training."""
        super().__init__()
        self.features = FrameFeatures(frozen=True)
        self.hidden = nn.Linear(2 * FEATURES, HIDDEN)
        self.dropout = nn.Dropout(0.5)
        self.fc = nn.Linear(HIDDEN, num_classes)

    def forward(self, x: Tensor) -> Outputs:
        """Logits and embedding (N, 512) of clips.

        Args:
            x: (N, 3, T, H, W) float, normalised.
        """
        features = self.features(x)  # (N, T, 512)
        clip = torch.cat([features.mean(1), features.amax(1)], dim=1)
        embedding = torch.relu(self.hidden(clip))
        return Outputs(self.fc(self.dropout(embedding)), embedding)
