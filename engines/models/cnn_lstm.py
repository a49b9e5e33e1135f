"""Features of frames or pieces of a clip, then an LSTM (Donahue et al., arXiv 1411.4389).

`cnn_lstm` learns end to end; `feature_lstm` and `feature3d_lstm` learn the LSTM alone, on what
frozen networks say: ImageNet's of each frame, Kinetics' of each piece of 8 frames.
"""

from torch import Tensor, nn

from engines.models.features import FEATURES, FrameFeatures, PieceFeatures
from engines.models.outputs import Outputs

HIDDEN = 256
"""Values that the LSTM remembers."""


class FeatureLstm(nn.Module):
    """What an LSTM remembers of a clip's features when it has seen all of them."""

    def __init__(self, features: FrameFeatures | PieceFeatures, num_classes: int) -> None:
        """Random weights; whether the features learn too is their own matter."""
        super().__init__()
        self.features = features
        self.lstm = nn.LSTM(FEATURES, HIDDEN, batch_first=True)
        self.dropout = nn.Dropout(0.5)
        self.fc = nn.Linear(HIDDEN, num_classes)

    def forward(self, x: Tensor) -> Outputs:
        """Logits and embedding (N, 256) of clips.

        Args:
            x: (N, 3, T, H, W) float, normalised; T of 8 or more for pieces.
        """
        memory, _ = self.lstm(self.features(x))  # (N, steps, 256)
        embedding = memory[:, -1]
        return Outputs(self.fc(self.dropout(embedding)), embedding)


def cnn_lstm(num_classes: int) -> FeatureLstm:
    """ResNet-18 on each frame and the LSTM learn together."""
    return FeatureLstm(FrameFeatures(), num_classes)


def feature_lstm(num_classes: int) -> FeatureLstm:
    """The LSTM learns on frozen features of frames."""
    return FeatureLstm(FrameFeatures(frozen=True), num_classes)


def feature3d_lstm(num_classes: int) -> FeatureLstm:
    """The LSTM learns on frozen 3D features of pieces."""
    return FeatureLstm(PieceFeatures(frozen=True), num_classes)
