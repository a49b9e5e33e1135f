import torch

from engines.models.feature_mlp import HIDDEN, FeatureMlp


def test_mean_and_maximum_of_frozen_features_are_classified() -> None:
    torch.manual_seed(0)
    network = FeatureMlp(3).eval()
    clip = torch.randn(1, 3, 5, 32, 32)
    with torch.no_grad():
        frames = network.features(clip)
        both = torch.cat([frames.mean(1), frames.max(1).values], dim=1)
        outputs = network(clip)

        torch.testing.assert_close(outputs.embedding, network.hidden(both).relu())
        assert outputs.embedding.shape == (1, HIDDEN)
        assert {
            name.split(".")[0] for name, p in network.named_parameters() if p.requires_grad
        } == {
            "hidden",
            "fc",
        }
