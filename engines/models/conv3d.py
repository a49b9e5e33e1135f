"""Three 3D convolutions: the smallest network here that sees space and time together."""

from torch import Tensor, nn

from engines.models.outputs import Outputs

_WIDTHS = (32, 64, 128)
FEATURES = _WIDTHS[-1]
"""Channels before the last layer."""


def _layer(in_channels: int, out_channels: int) -> nn.Sequential:
    """Halves time, height and width."""
    return nn.Sequential(
        nn.Conv3d(in_channels, out_channels, (3, 5, 5), (1, 2, 2), (1, 2, 2), bias=False),
        nn.BatchNorm3d(out_channels),
        nn.ReLU(inplace=True),
        nn.MaxPool3d((2, 1, 1)),
    )


class ThreeConv3d(nn.Module):
    """Three layers, the mean over space and time, one linear layer."""

    def __init__(self, num_classes: int) -> None:
        """A network with random weights."""
        super().__init__()
        self.layers = nn.Sequential(
            _layer(3, _WIDTHS[0]), _layer(_WIDTHS[0], _WIDTHS[1]), _layer(_WIDTHS[1], _WIDTHS[2])
        )
        self.dropout = nn.Dropout(0.5)
        self.fc = nn.Linear(FEATURES, num_classes)

    def forward(self, x: Tensor) -> Outputs:
        """Logits and embedding (N, 128) of clips.

        Args:
            x: (N, 3, T, H, W) float, normalised; T of 8 or more.
        """
        embedding = self.layers(x).mean((2, 3, 4))
        return Outputs(self.fc(self.dropout(embedding)), embedding)
