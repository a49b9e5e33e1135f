import pytest
import torch

from engines.models.features import FEATURES, PIECE_FRAMES
from engines.models.tcn import HIDDEN, SEEN_STEPS, Tcn


@pytest.fixture(scope="module")
def network() -> Tcn:
    torch.manual_seed(0)
    return Tcn(num_classes=3).eval()


def test_the_future_never_changes_the_past(network: Tcn) -> None:
    steps = 24
    features = torch.randn(1, steps, FEATURES, generator=torch.Generator().manual_seed(1))
    with torch.inference_mode():
        before = network.embed_steps(features)
        for changed in range(steps):
            other = features.clone()
            other[:, changed:] += 1.0
            after = network.embed_steps(other)

            assert torch.equal(after[:, :changed], before[:, :changed])
            assert (after[:, changed] != before[:, changed]).any()


def test_a_step_sees_as_far_back_as_is_said(network: Tcn) -> None:
    features = torch.zeros(1, 2 * SEEN_STEPS, FEATURES)
    with torch.inference_mode():
        before = network.embed_steps(features)
        features[:, 3] = 1.0
        moved = (network.embed_steps(features) != before).any(2)[0]

    assert moved.nonzero().flatten().tolist() == list(range(3, 3 + SEEN_STEPS))


def test_frames_to_come_never_change_what_was_said_of_a_clip(network: Tcn) -> None:
    """From pixels on: the steps of a clip are the first steps of any clip that goes on from it."""
    longer = torch.randn(1, 3, 4 * PIECE_FRAMES, 32, 32, generator=torch.Generator().manual_seed(2))
    with torch.inference_mode():
        steps = network.embed_steps(network.features(longer))
        short = network(longer[:, :, : 2 * PIECE_FRAMES])

    assert steps.shape == (1, 4, HIDDEN)
    torch.testing.assert_close(short.embedding, steps[:, 1])


def test_only_the_last_piece_is_classified(network: Tcn) -> None:
    clip = torch.randn(1, 3, 3 * PIECE_FRAMES, 32, 32, generator=torch.Generator().manual_seed(3))
    with torch.inference_mode():
        outputs = network(clip)
        expected = network.fc(network.embed_steps(network.features(clip))[:, -1])

    torch.testing.assert_close(outputs.logits, expected)
