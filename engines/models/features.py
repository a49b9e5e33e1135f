"""Turns a clip into a sequence of features, one a frame or one a short piece of the clip."""

from pathlib import Path
from typing import Self

from torch import Tensor, nn

from engines.checkpoints.fit import fit_state
from engines.checkpoints.torch_file import read_state
from engines.models.resnet2d import PictureTrunk
from engines.models.resnet3d import Trunk3d, full

FEATURES = 512
"""Values of one feature, of a frame or of a piece."""
PIECE_FRAMES = 8
"""Frames of a piece: the shortest clips that 3D networks are trained on."""


class _Features(nn.Module):
    """A trunk that training may leave as it is."""

    def __init__(self, trunk: PictureTrunk | Trunk3d, *, frozen: bool) -> None:
        super().__init__()
        self.trunk = trunk.requires_grad_(not frozen)
        self._frozen = frozen

    def train(self, mode: bool = True) -> Self:
        """A frozen trunk stays in evaluation mode, for its norms would learn without gradients."""
        super().train(mode)
        self.trunk.train(mode and not self._frozen)
        return self


class FrameFeatures(_Features):
    """What a picture network says of each frame by itself."""

    def __init__(self, *, frozen: bool = False) -> None:
        """ResNet-18 with random weights; frozen: training leaves them alone."""
        super().__init__(PictureTrunk(), frozen=frozen)

    def forward(self, x: Tensor) -> Tensor:
        """Float (N, 3, T, H, W) -> (N, T, 512)."""
        clips, frames = x.shape[0], x.shape[2]
        features = self.trunk.embed(x.transpose(1, 2).flatten(0, 1))  # of (N * T, 3, H, W)
        return features.reshape(clips, frames, FEATURES)


class PieceFeatures(_Features):
    """What a 3D network says of each piece of 8 frames; pieces do not overlap."""

    def __init__(self, *, frozen: bool = False) -> None:
        """R3D-18 with random weights; frozen: training leaves them alone."""
        super().__init__(Trunk3d((full, full, full, full)), frozen=frozen)

    def forward(self, x: Tensor) -> Tensor:
        """Float (N, 3, T, H, W) -> (N, T // 8, 512); frames left over at the start are unused."""
        clips, frames, height, width = x.shape[0], x.shape[2], x.shape[3], x.shape[4]
        pieces = frames // PIECE_FRAMES
        x = x[:, :, frames - pieces * PIECE_FRAMES :]
        x = x.reshape(clips, 3, pieces, PIECE_FRAMES, height, width)
        features = self.trunk.embed(x.transpose(1, 2).flatten(0, 1))  # of (N * pieces, 3, 8, …)
        return features.reshape(clips, pieces, FEATURES)


def load_features(network: nn.Module, path: Path) -> None:
    """Give a network's features published weights; the rest stays as it is.

    Args:
        network: One with `features` of frames or pieces.
        path: torchvision's file of ResNet-18 (ImageNet) for frames, of R3D-18 (Kinetics) for
            pieces, as it was published.

    Raises:
        CheckpointError: The file cannot be read, or is of another network.
    """
    state = {name: value for name, value in read_state(path).items() if not name.startswith("fc.")}
    fit_state(network.get_submodule("features.trunk"), state, path)
