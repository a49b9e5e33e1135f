"""Random weights that matter: what goes into a network changes what comes out."""

import torch
from torch import nn


def let_through(network: nn.Module, seed: int = 0) -> None:
    """Make up weights and norms of a network of 3D convolutions.

    With torch's own a picture fades from layer to layer: after the 57 of I3D all clips say the
    same to the sixth digit, and any two programs agree.
    """
    random = torch.Generator().manual_seed(seed)
    for module in network.modules():
        if isinstance(module, nn.Conv3d):
            nn.init.kaiming_normal_(module.weight, nonlinearity="relu", generator=random)
        elif isinstance(module, nn.BatchNorm3d):
            assert module.running_mean is not None and module.running_var is not None
            nn.init.normal_(module.bias, std=0.1, generator=random)
            nn.init.normal_(module.running_mean, std=0.1, generator=random)
            nn.init.uniform_(module.running_var, 0.8, 1.2, generator=random)
