"""I3D on pictures and their motion, with random weights."""

from engines.models import create_model
from engines.models.i3d import TwoStreamI3d
from tests.engines.random_weights import let_through

LABELS = tuple("abcde")


def random_network() -> TwoStreamI3d:
    """The same at every call."""
    network = create_model("i3d_two_stream", num_classes=len(LABELS))
    let_through(network)
    assert isinstance(network, TwoStreamI3d)
    return network
