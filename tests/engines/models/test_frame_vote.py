import torch

from engines.models.frame_vote import FrameVote


def test_the_scores_are_the_mean_of_the_frames_scores() -> None:
    torch.manual_seed(0)
    network = FrameVote(num_classes=4).eval()
    network.fc.weight.data *= 4.0  # frames that are sure of themselves
    clip = torch.randn(2, 3, 5, 32, 32) * torch.tensor([0.1, 1, 2, 4, 8]).reshape(5, 1, 1)
    with torch.no_grad():
        votes = network.fc(network.features(clip)).softmax(2)
        outputs = network(clip)

        assert votes.std(1).max() > 0.01
        torch.testing.assert_close(outputs.logits.exp(), votes.mean(1))
        torch.testing.assert_close(outputs.logits.softmax(1), votes.mean(1))


def test_the_order_of_frames_does_not_matter() -> None:
    torch.manual_seed(0)
    network = FrameVote(num_classes=4).eval()
    clip = torch.randn(1, 3, 5, 32, 32)
    with torch.no_grad():
        torch.testing.assert_close(network(clip).logits, network(clip.flip(2)).logits)
