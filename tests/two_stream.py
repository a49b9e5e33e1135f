"""I3D on pictures and their motion, with random weights."""

from dataclasses import replace
from typing import TYPE_CHECKING

from engines.models import create_model, model_card

if TYPE_CHECKING:
    from engines.models.i3d import TwoStreamI3d

SPEC = replace(
    model_card("i3d_two_stream").spec,
    name="i3d_two_stream.random",
    labels=tuple("abcde"),
    clip_len=16,
)


def random_network() -> "TwoStreamI3d":
    """The same at every call; its weights let the input through to the logits."""
    import torch

    from engines.models.i3d import TwoStreamI3d

    with torch.random.fork_rng():
        torch.manual_seed(0)
        network = create_model("i3d_two_stream", num_classes=len(SPEC.labels))
        for module in network.modules():
            if isinstance(module, torch.nn.Conv3d):
                torch.nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
    assert isinstance(network, TwoStreamI3d)
    return network
