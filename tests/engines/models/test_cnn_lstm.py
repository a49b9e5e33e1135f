import torch

from engines.models.cnn_lstm import HIDDEN, cnn_lstm, feature3d_lstm, feature_lstm

CLIP = torch.randn(1, 3, 16, 32, 32, generator=torch.Generator().manual_seed(0))


def test_only_cnn_lstm_learns_end_to_end() -> None:
    for make, learns in ((cnn_lstm, True), (feature_lstm, False), (feature3d_lstm, False)):
        network = make(3)
        assert all(p.requires_grad == learns for p in network.features.parameters())
        assert all(p.requires_grad for p in network.lstm.parameters())


def test_the_order_of_frames_matters() -> None:
    torch.manual_seed(0)
    network = cnn_lstm(3).eval()
    with torch.inference_mode():
        forward, backward = network(CLIP), network(CLIP.flip(2))

    assert forward.embedding.shape == (1, HIDDEN)
    assert (forward.logits - backward.logits).abs().max() > 1e-4


def test_the_last_memory_is_classified() -> None:
    network = feature_lstm(3).eval()
    with torch.inference_mode():
        memory, _ = network.lstm(network.features(CLIP))
        outputs = network(CLIP)

    torch.testing.assert_close(outputs.embedding, memory[:, -1])
