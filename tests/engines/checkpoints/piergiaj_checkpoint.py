"""Writes I3D's weights as piergiaj's port publishes its own."""

import torch

State = dict[str, torch.Tensor]

UNITS = {
    "Branch_0.Conv3d_0a_1x1": "b0",
    "Branch_1.Conv3d_0a_1x1": "b1a",
    "Branch_1.Conv3d_0b_3x3": "b1b",
    "Branch_2.Conv3d_0a_1x1": "b2a",
    "Branch_2.Conv3d_0b_3x3": "b2b",
    "Branch_3.Conv3d_0b_1x1": "b3b",
}


def as_published(state: State) -> State:
    """Our weights under the names of piergiaj's port, from before batches were counted."""
    published: State = {}
    for name, tensor in state.items():
        for ours, theirs in {"trunk.": "", "logits.": "logits.conv3d.", **UNITS}.items():
            name = name.replace(ours, theirs)
        name = name.replace(".conv.", ".conv3d.").replace(".norm.", ".bn.")
        if not name.endswith("num_batches_tracked"):
            published[name] = tensor
    return published
