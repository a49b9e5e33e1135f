from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from engines import CheckpointError
from engines.models import create_model
from engines.models.features import (
    FEATURES,
    PIECE_FRAMES,
    FrameFeatures,
    PieceFeatures,
    load_features,
)
from engines.models.resnet3d import r3d_18

CLIP = torch.randn(2, 3, 2 * PIECE_FRAMES + 3, 32, 32, generator=torch.Generator().manual_seed(0))


@pytest.fixture(scope="module", params=[FrameFeatures, PieceFeatures])
def frozen(request: pytest.FixtureRequest) -> FrameFeatures | PieceFeatures:
    torch.manual_seed(0)
    make: Callable[..., FrameFeatures | PieceFeatures] = request.param
    return make(frozen=True)


def test_every_frame_has_features_of_its_own() -> None:
    features = FrameFeatures().eval()
    with torch.inference_mode():
        steps = features(CLIP)
        alone = features(CLIP[1:, :, 4:5])

    assert steps.shape == (2, CLIP.shape[2], FEATURES)
    torch.testing.assert_close(steps[1, 4], alone[0, 0])


def test_pieces_end_with_the_newest_frame() -> None:
    features = PieceFeatures().eval()
    with torch.inference_mode():
        steps = features(CLIP)
        last = features(CLIP[1:, :, -PIECE_FRAMES:])

    assert steps.shape == (2, 2, FEATURES)
    torch.testing.assert_close(steps[1, 1], last[0, 0])


def test_training_leaves_frozen_features_alone(frozen: FrameFeatures | PieceFeatures) -> None:
    before = {name: value.clone() for name, value in frozen.state_dict().items()}
    frozen.train()

    features: Tensor = frozen(CLIP)

    assert not features.requires_grad
    assert not frozen.trunk.training
    for name, value in frozen.state_dict().items():
        assert torch.equal(value, before[name]), name


def test_others_learn() -> None:
    features = FrameFeatures().train()

    assert features(CLIP).requires_grad
    assert features.trunk.training


def test_published_weights_become_features(tmp_path: Path) -> None:
    published = r3d_18(400)
    torch.save(published.state_dict(), tmp_path / "r3d_18-b3b3357e.pth")
    network = create_model("feature3d_lstm", num_classes=3)

    load_features(network, tmp_path / "r3d_18-b3b3357e.pth")

    trunk = network.get_submodule("features.trunk").state_dict()
    assert trunk.keys() == {n for n in published.state_dict() if not n.startswith("fc.")}
    assert all(torch.equal(published.state_dict()[name], value) for name, value in trunk.items())


def test_weights_of_pictures_do_not_fit_pieces(tmp_path: Path) -> None:
    torch.save(nn.Conv2d(3, 64, 7).state_dict(), tmp_path / "resnet18.pth")

    with pytest.raises(
        CheckpointError, match=r"stem\.0\.weight .* is missing, the file has weight"
    ):
        load_features(create_model("tcn", num_classes=3), tmp_path / "resnet18.pth")
