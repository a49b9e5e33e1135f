"""C3D: eight 3D convolutions and three linear layers (Tran et al., arXiv 1412.0767).

Layers carry the names of the usual torch form of the Sports-1M weights, so that these load as
they are.
"""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engines.models.outputs import Outputs

STEP_FRAMES = 16
"""Frames that one step of the linear layers sees."""
FEATURES = 4096
"""Values of fc6 and of fc7."""
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
        steps = self._pooled(x).transpose(1, 2).flatten(2)  # (N, T // 16, 8192)
        hidden = self.dropout(torch.relu(self.fc6(steps)))
        hidden = self.dropout(torch.relu(self.fc7(hidden)))
        return Outputs(self.fc8(hidden).mean(1), hidden.mean(1))

    def _pooled(self, x: Tensor) -> Tensor:
        """(N, 3, T, 112, 112) -> (N, 512, T // 16, 4, 4)."""
        x = F.max_pool3d(_through(x, self.conv1), (1, 2, 2))
        x = F.max_pool3d(_through(x, self.conv2), 2)
        x = F.max_pool3d(_through(x, self.conv3a, self.conv3b), 2)
        x = F.max_pool3d(_through(x, self.conv4a, self.conv4b), 2)
        return F.max_pool3d(_through(x, self.conv5a, self.conv5b), 2, padding=(0, 1, 1))


def _through(x: Tensor, *convs: Callable[[Tensor], Tensor]) -> Tensor:
    for conv in convs:
        x = torch.relu(conv(x))
    return x
