import torch

from engines.models.resnet2d import PictureTrunk
from tests.engines.models.torchvision_reference import torchvision_models


def test_torchvision_s_weights_give_torchvision_s_features() -> None:
    theirs = torchvision_models().resnet18(num_classes=7)
    theirs.fc = torch.nn.Identity()
    pictures = torch.randn(2, 3, 64, 48, generator=torch.Generator().manual_seed(0))
    for _ in range(2):
        theirs.train()(pictures)  # its norms have seen something
    ours = PictureTrunk()

    ours.load_state_dict(theirs.state_dict(), strict=True)

    with torch.inference_mode():
        expected = theirs.eval()(pictures)
        torch.testing.assert_close(ours.eval().embed(pictures), expected)
    assert expected.std() > 0.01
