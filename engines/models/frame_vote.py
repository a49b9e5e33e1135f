"""Every frame by itself, and a vote: what time says is not looked at."""

import torch
from torch import Tensor, nn

from engines.models.features import FEATURES, FrameFeatures
from engines.models.outputs import Outputs


class FrameVote(nn.Module):
    """ResNet-18 on each frame; the clip's scores are the mean of its frames' scores."""

    def __init__(self, num_classes: int) -> None:
        """A network with random weights."""
        super().__init__()
        self.features = FrameFeatures()
        self.fc = nn.Linear(FEATURES, num_classes)

    def forward(self, x: Tensor) -> Outputs:
        """Logits, the logarithm of the frames' mean scores, and embedding (N, 512).

        Args:
            x: (N, 3, T, H, W) float, normalised.
        """
        features = self.features(x)  # (N, T, 512)
        votes = torch.log_softmax(self.fc(features), dim=2)  # (N, T, classes)
        frames = torch.ones_like(votes).sum(1)
        return Outputs(torch.logsumexp(votes, dim=1) - frames.log(), features.mean(1))
